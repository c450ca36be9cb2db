"""`filrouge update`: new texts join a bundle."""

from pathlib import Path

import click

from filrouge.cli.build import BUILD_MODULES, say_built, say_carried
from filrouge.cli.console import say, saying_when_stopped
from filrouge.cli.reading import Asked, counted, need_packages, progress, reading_options
from filrouge.cli.store import store_option


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@store_option
@reading_options
@click.option("--embedder", metavar="NAME", help="The model's folder, if the bundle was built with one.")
@click.option(
    "--vectors",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Vectors of the new documents, if the bundle was built with precomputed ones.",
)
def update(bundle: Path, asked: Asked, embedder: str | None, vectors: Path | None) -> None:
    """Add new texts to a bundle without rebuilding it.

    Each new text is assigned to the existing narratives it fits best and gets a place on the map, in seconds.
    Everything already in the bundle stays as it is, labels and links included. Documents already in it are skipped.
    New texts that match no existing narrative but resemble one another are reported as possible new narratives; to add
    those, run `filrouge build ALL-TEXTS --like BUNDLE`.

    \b
    Example:
      filrouge update my-bundle articles-of-today/
    """  # noqa: D301 - \b is a character to click: the lines after it stay as they are
    need_packages(BUILD_MODULES)
    from filrouge.build.grow import update_bundle
    from filrouge.bundle_store import find_bundle

    console, shown = progress()
    find_bundle(bundle)  # what is wrong with it is said before anything is read
    with (
        saying_when_stopped("the bundle is untouched."),
        asked.read(bundle, console, shown) as ingested,
    ):
        grown = update_bundle(bundle, ingested, embedder=embedder, vectors=vectors, progress=shown)
    if grown.n_known:
        say(console, f"The bundle has {counted(grown.n_known, 'document')} of these already.")
    if grown.n_new:
        say(console, f"{counted(grown.n_new, 'new document')} joined it.")
        say_built(console, bundle, grown.manifest)
        say_carried(console, bundle, bundle)
    else:
        say(console, "Nothing new: the bundle is unchanged.")
