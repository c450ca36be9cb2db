"""`filrouge import-bertopic`: a BERTopic model that is there already becomes a bundle."""

from pathlib import Path

import click

from filrouge.cli.build import BUILD_MODULES, say_built
from filrouge.cli.console import saying_when_stopped
from filrouge.cli.reading import Asked, need_packages, progress, reading_options


@click.command("import-bertopic")
@click.argument("model", metavar="MODEL_FOLDER", type=click.Path(path_type=Path))
@reading_options
@click.option("--out", required=True, metavar="BUNDLE", type=click.Path(path_type=Path), help="Folder to create.")
@click.option(
    "--embedder",
    default="auto",
    show_default=True,
    metavar="NAME",
    help="Model that places documents on the map, as in `build`.",
)
@click.option(
    "--vectors",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With --embedder precomputed: the vectors the model was fitted on, a row for each document.",
)
def import_bertopic(model: Path, asked: Asked, out: Path, embedder: str, vectors: Path | None) -> None:
    """Make a bundle from a saved BERTopic model.

    The model must be saved as safetensors; a pickled model is refused, because opening it could run code. INPUT is one
    table (CSV, JSONL, Parquet, XLSX, …) with all the documents the model was fitted on, in the same order. Its other
    columns (date, source, …) are read as by `filrouge build`.

    \b
    Example:
      filrouge import-bertopic my-model articles.csv --out my-bundle
    """  # noqa: D301 - \b is a character to click: the lines after it stay as they are
    need_packages(BUILD_MODULES)
    from filrouge.build.imported import import_bertopic as make
    from filrouge.build.imported import read_saved
    from filrouge.build.plan import Options

    console, shown = progress()
    read_saved(model)  # what is wrong with it is said before hours of reading
    with saying_when_stopped("no bundle was made."), asked.read(out, console, shown) as ingested:
        options = Options(embedder, vectors, mapping=asked.mapping(out))
        manifest = make(model, ingested, options, out, shown)
    say_built(console, out, manifest)
