"""`filrouge inspect`: what is in a bundle, and is it whole."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from rich.console import Console

from filrouge.cli.console import console_for, plain_json, say
from filrouge.cli.store import store_option

if TYPE_CHECKING:
    from filrouge.bundle import Bundle

_MOST_SHOWN: Final = 10


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@store_option
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def inspect(bundle: Path, as_json: bool) -> None:
    """Check a bundle and list what is in it.

    Every file is compared with its digest at the time of the build. The list has counts, dates, languages, sources,
    narratives, settings and measures of quality.
    """
    from filrouge.annotations.overlay import seen
    from filrouge.bundle import Bundle

    opened = seen(Bundle.open(bundle, full=True))
    if as_json:
        narratives = json.loads(opened.narratives.to_json(orient="records"))
        sources = json.loads(opened.sources.to_json(orient="records", date_format="iso"))
        everything = {**opened.manifest, "narratives": narratives, "sources": sources}
        click.echo(plain_json(everything))
    else:
        _say_bundle(console_for(stderr=False), opened)


def _say_bundle(console: Console, bundle: "Bundle") -> None:
    from filrouge.bundle import records
    from filrouge.explore.narratives import standing
    from filrouge.explore.overview import narratives_by_size
    from filrouge.explore.selection import Selection, count
    from filrouge.wording.by_hand import by_hand_text
    from filrouge.wording.collection import changes_in_words, quality_indicators

    m: dict[str, Any] = bundle.manifest
    c, dates = m["counts"], m["dates"]
    say(console, f"Bundle {bundle.path}: all {len(m['files'])} files are as they were built.")
    say(console, f"  Digest     {m['digest']}")
    texts = count(bundle, Selection()).texts
    say(console, f"  Documents  {c['documents']:,} ({texts:,} independent texts)")
    say(console, f"  Dates      {dates['first']} to {dates['last']}; {c['dated']:,} dated, {c['undated']:,} undated")
    say(console, f"  Languages  {', '.join(f'{k} {v:,}' for k, v in m['languages'].items())}")
    say(console, f"  Sources    {c['sources']:,}; {c['without_source']:,} documents name none")
    for row in bundle.sources.head(_MOST_SHOWN).itertuples():
        say(console, f"    {row.n_documents:>7,}  {row.name}")
    say(
        console,
        f"  Passages   {c['passages']:,}; {c['passages_without_narrative']:,} without a clear narrative, "
        f"{c['passages_not_covered']:,} not covered by the embedder",
    )
    say(console, f"  Narratives {c['narratives']:,} (documents, independent texts, passages, standing, label)")
    of_each = narratives_by_size(bundle, Selection()).set_index("narrative")["texts"].to_dict()
    for narrative in records(bundle.narratives):
        texts = of_each.get(narrative["narrative"], 0)
        counts = f"{narrative['n_documents']:>7,} {texts:>7,} {narrative['n_passages']:>7,}"
        say(console, f"    {counts}  {standing(narrative['stability']) or '':<9}  {narrative['label']}")
    if "claims" in c:
        say(console, f"  Claims     {c['claims']:,} in {c['claim_sentences']:,} sentences; {c['stories']:,} stories")
    for indicator in quality_indicators(m):
        say(console, f"  Quality    {indicator.name}: {indicator.value} ({indicator.meaning})")
    say(console, f"  Embedder   {m['embedder']['name']} {m['embedder']['version']}: {m['embedder']['why']}")
    say(console, f"  Settings   {plain_json(m['settings'])}, seed {m['seed']}")
    say(console, f"  Versions   {', '.join(f'{k} {v}' for k, v in m['versions'].items())}")
    if by_hand := by_hand_text(bundle):
        say(console, f"  By hand    {by_hand}")
    for line in changes_in_words(m, bundle.labels):
        say(console, f"  Changes    {line}")
    for warning in m["warnings"]:
        say(console, f"  Note       {warning}")
