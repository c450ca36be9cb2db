"""`filrouge export`: the chart of a view as a file."""

from pathlib import Path

import click

from filrouge.errors import InputError

_PAGES = ("timeline", "topic-map", "compare", "findings", "documents", "overview")
_SIZES = ("page", "column", "slide")


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("page", required=False, type=click.Choice(_PAGES))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="File to write: .svg .png .pdf .html .csv .xlsx."
)
@click.option("--link", help="A link copied from the dashboard; instead of a page and options.")
@click.option("--changed", is_flag=True, help="With --link: draw it from this bundle, though the link is of another.")
@click.option("--title", default="", help="A title of your own.")
@click.option("--subtitle", default="", help="A sentence of your own, under the title.")
@click.option("--notes", default="", help="What you add; it stands above the caption, which always stands.")
@click.option("--size", default="page", type=click.Choice(_SIZES), help="What it is for.  [default: page]")
@click.option("--scale", default=2, type=click.IntRange(1, 4), help="PNG: dots to a pixel, 1 to 4.  [default: 2]")
@click.option("--from", "from_", metavar="DAY", help="First day, e.g. 2025-05-01.")
@click.option("--to", metavar="DAY", help="Last day.")
@click.option(
    "--undated/--no-undated", default=None, help="Keep undated documents in or leave them out.  [default: in]"
)
@click.option("--source", multiple=True, metavar="NAME", help="Only this source; may be repeated.")
@click.option("--language", multiple=True, metavar="CODE", help="Only this language, e.g. fr; may be repeated.")
@click.option("--narrative", multiple=True, metavar="NUMBER|LABEL", help="Only this narrative; may be repeated.")
@click.option("--query", metavar="TEXT", help='Only documents that match: words, "phrases", OR, -not, begin*.')
@click.option("--area", metavar="'X,Y X,Y ...'", help="Only documents with a passage inside this outline of the map.")
@click.option("--chart", metavar="NAME", help="Which chart of the page; the first unless you say.")
@click.option("--measure", metavar="share|mentions", help="Timeline: share of output, or documents.")
@click.option("--averaging", metavar="sources|pooled|weighted", help="Timeline: what counts the same in a share.")
@click.option("--period", metavar="auto|day|week|month|quarter", help="Timeline: length of a period.")
@click.option("--kind", metavar="lines|area|heat-map|multiples", help="Timeline: how it is drawn.")
@click.option("--panel", metavar="narrative|source|language", help="Timeline: what each small multiple is about.")
@click.option("--colour", metavar="narrative|source|language|date", help="Topic map: what colour means.")
@click.option("--region", metavar="'X,Y X,Y ...'", help="Topic map: an outline to draw, in map units.")
@click.option("--find", metavar="TEXT", help="Topic map: light up the documents that match, leave the rest grey.")
@click.option("--find-by", metavar="words|meaning", help="Topic map: whether --find is a query, or a text to be like.")
@click.option("--window", metavar="'X,Y X,Y'", help="Topic map: the part that is drawn: left,bottom right,top.")
@click.option("--beside", multiple=True, metavar="NAME|DAY..DAY", help="Topic map, --chart map-sides: a side; twice.")
@click.option("--sides", metavar="sources|groups|periods", help="Compare: what stands side by side.")
@click.option("--compare", multiple=True, metavar="NAME", help="Compare: two to six sources; repeat the option.")
@click.option("--group-a", multiple=True, metavar="NAME", help="Compare: a source of the first group; repeat it.")
@click.option("--group-b", multiple=True, metavar="NAME", help="Compare: a source of the second group; repeat it.")
@click.option("--a-from", metavar="DAY", help="Compare: first day of the first period.")
@click.option("--a-to", metavar="DAY", help="Compare: its last day.")
@click.option("--b-from", metavar="DAY", help="Compare: first day of the second period.")
@click.option("--b-to", metavar="DAY", help="Compare: its last day.")
@click.option(
    "--about",
    metavar="NUMBER|LABEL",
    help="The narrative that is read or asked about.",
)
@click.option("--at", metavar="DAY", help="Timeline: first day of the period whose passages are read.")
@click.option("--doc", metavar="ID", help="Documents: the document being read.")
def export(
    bundle: Path,
    page: str | None,
    out: Path,
    link: str | None,
    changed: bool,
    scale: int,
    **fields: str | bool | tuple[str, ...] | None,
) -> None:
    """Write the chart of a page, for any selection, to a file that carries its caption.

    The options are the fields of a dashboard link; `filrouge inspect BUNDLE` lists sources, languages and narratives.
    The file says what it was made from: `filrouge trace FILE` reads it back.

    \b
    Examples:
      filrouge export my-bundle timeline --kind area --language fr --out figure.svg
      filrouge export my-bundle --link 'http://127.0.0.1:8501/compare?compare=A&compare=B' --out figure.png
    """  # noqa: D301 - \b is a character to click: the lines after it stay as they are
    from filrouge.bundle import Bundle
    from filrouge.charts import page_chart
    from filrouge.explore.link import read_link, read_view
    from filrouge.export import export as write
    from filrouge.figures.printing import Print

    printed = Print(**{name: str(fields.pop(name)) for name in ("title", "subtitle", "notes", "size")})
    params: dict[str, list[str]] = {}
    for name, value in fields.items():
        if isinstance(value, bool):
            params[name] = [str(value).lower()]
        elif value:
            params[name.rstrip("_")] = [value] if isinstance(value, str) else list(value)
    if (link is None) == (page is None):
        raise InputError("name a page or give a --link, one of the two", mend=f"Pages: {', '.join(_PAGES)}.")
    if link is not None and params:
        raise InputError(f"--link says it all, so --{next(iter(params))} has no place beside it", where="--link")
    opened = Bundle.open(bundle)
    view = read_view(str(page), params, opened) if link is None else read_link(link, opened, changed=changed)
    write(page_chart(opened, view), out, printed, scale=scale)
    click.echo(f"Wrote {out}")
