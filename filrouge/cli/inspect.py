"""`filrouge inspect`: what is in a bundle, and is it whole."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from rich.console import Console

from filrouge.cli.console import console_for, plain

if TYPE_CHECKING:
    from filrouge.bundle import Bundle

_MOST_SHOWN: Final = 10


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Give everything as JSON.")
def inspect(bundle: Path, as_json: bool) -> None:
    """Check a bundle and say what is in it.

    Every file is compared with the digest it had when it was built; then come counts, dates, languages, sources,
    narratives, settings and quality figures.
    """
    from filrouge.bundle import Bundle

    opened = Bundle.open(bundle, full=True)
    if as_json:
        narratives = json.loads(opened.narratives.to_json(orient="records"))
        sources = json.loads(opened.sources.to_json(orient="records", date_format="iso"))
        click.echo(json.dumps({**opened.manifest, "narratives": narratives, "sources": sources}, ensure_ascii=False))
    else:
        _say_bundle(console_for(stderr=False), opened)


def _say_bundle(console: Console, bundle: "Bundle") -> None:
    m: dict[str, Any] = bundle.manifest
    c, quality, dates = m["counts"], m["quality"], m["dates"]
    console.print(f"Bundle {bundle.path}: all {len(m['files'])} files are as they were built.")
    console.print(f"  Digest     {m['digest']}")
    console.print(f"  Documents  {c['documents']:,} ({c['texts']:,} independent texts)")
    console.print(f"  Dates      {dates['first']} to {dates['last']}; {c['dated']:,} dated, {c['undated']:,} undated")
    console.print(f"  Languages  {', '.join(f'{k} {v:,}' for k, v in m['languages'].items())}")
    console.print(f"  Sources    {c['sources']:,}; {c['without_source']:,} documents name none")
    for row in bundle.sources.head(_MOST_SHOWN).itertuples():
        console.print(f"    {row.n_documents:>7,}  {plain(str(row.name))}")
    console.print(
        f"  Passages   {c['passages']:,}; {c['passages_without_narrative']:,} without narrative, "
        f"{c['passages_not_covered']:,} not covered by the embedder"
    )
    console.print(f"  Narratives {c['narratives']:,} (documents, passages, label)")
    for row in bundle.narratives.itertuples():
        console.print(f"    {row.n_documents:>7,} {row.n_passages:>7,}  {plain(str(row.label))}")
    dependence = quality["dependence_on_language"]
    console.print(
        f"  Quality    {quality['coverage'] or 0:.0%} of passages have a narrative; dependence on language "
        f"{'not defined (one language)' if dependence is None else dependence}"
    )
    console.print(f"  Embedder   {m['embedder']['name']} {m['embedder']['version']}: {m['embedder']['why']}")
    console.print(f"  Settings   {json.dumps(m['settings'], ensure_ascii=False)}, seed {m['seed']}")
    console.print(f"  Versions   {', '.join(f'{k} {v}' for k, v in m['versions'].items())}")
    for warning in m["warnings"]:
        console.print(f"  Note       {plain(warning)}")
