"""`filrouge export`: the chart of a view as a file."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from filrouge.cli.store import store_option
from filrouge.cli.view_options import ViewCommand
from filrouge.errors import InputError

if TYPE_CHECKING:
    from filrouge.explore.view import View

_SIZES = ("page", "column", "slide")


@click.command(cls=ViewCommand)
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="File to write: .svg .png .pdf .html .csv .xlsx; who shares text with whom also as .gexf or .graphml.",
)
@store_option
@click.option("--link", help="A link copied from the dashboard, instead of a page and options.")
@click.option(
    "--changed", is_flag=True, help="With --link: use this bundle, even if the link was made from other data."
)
@click.option("--title", default="", help="Your own title.")
@click.option("--subtitle", default="", help="Your own sentence under the title.")
@click.option("--notes", default="", help="Your own notes, above the caption.")
@click.option(
    "--size", default="page", type=click.Choice(_SIZES), help="Where the figure will be used.  [default: page]"
)
@click.option("--scale", default=2, type=click.IntRange(1, 4), help="PNG: dots per pixel.  [default: 2]")
def export(
    bundle: Path,
    page: str | None,
    out: Path,
    link: str | None,
    changed: bool,
    scale: int,
    **fields: str | bool | tuple[str, ...] | None,
) -> None:
    """Export a chart or table to a file, with its caption.

    Name a page and options, or give a --link copied from the dashboard. `filrouge inspect BUNDLE` lists the sources,
    languages and narratives of a bundle. The file records what it was made from; `filrouge trace FILE` reads that.

    \b
    Examples:
      filrouge export my-bundle timeline --kind area --language fr --out figure.svg
      filrouge export my-bundle --link 'http://127.0.0.1:8501/compare?compare=A&compare=B' --out figure.png
    """  # noqa: D301 - \b is a character to click: the lines after it stay as they are
    from filrouge.annotations.overlay import seen
    from filrouge.annotations.revision import CHANGED
    from filrouge.bundle import Bundle
    from filrouge.charts import page_chart
    from filrouge.explore.link import noted_since, read_link, read_view
    from filrouge.explore.view import fields as view_fields
    from filrouge.export import export as write
    from filrouge.figures.printing import Print

    printed = Print(**{name: str(fields.pop(name)) for name in ("title", "subtitle", "notes", "size")})
    params: dict[str, list[str]] = {}
    for name, value in fields.items():
        if isinstance(value, bool):
            params[name] = [str(value).lower()]
        elif value:
            params[name] = [value] if isinstance(value, str) else list(value)
    if link is not None and not link.strip():
        raise InputError("--link is empty", where="--link", hint="Copy a link from the address bar, or name a page.")
    if (link is None) == (page is None):
        raise InputError("name either a page or a --link", hint="filrouge export --help lists the pages.")
    if link is not None and params:
        raise InputError(f"--link cannot be combined with {view_fields()[next(iter(params))].option}", where="--link")
    opened = seen(Bundle.open(bundle))
    view = read_view(str(page), params, opened) if link is None else read_link(link, opened, changed=changed)
    if link is not None and noted_since(link, opened):
        click.echo(CHANGED, err=True)
    for line in _without_effect(view, params):
        click.echo(line, err=True)
    write(page_chart(opened, view), out, printed, scale=scale)
    click.echo(f"Wrote {out}")


def _without_effect(view: "View", given: Iterable[str]) -> list[str]:
    """Say which of the options that were given change nothing in the chart, and why."""
    from filrouge.charts import spec_of
    from filrouge.explore.view import PAGES
    from filrouge.explore.view import fields as view_fields

    spec, lines = spec_of(view), []
    for name in given:
        field = view_fields()[name]
        if field.attribute or name in {"chart", *spec.fields}:
            continue
        pages = ", ".join(PAGES[page] for page in field.pages)
        why = f"the chart “{spec.name}” has no such option" if field.on(view.page) else f"it belongs to: {pages}"
        lines.append(f"{field.option} has no effect here: {why}.")
    return lines
