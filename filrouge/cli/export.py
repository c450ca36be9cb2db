"""`filrouge export`: the chart of a view as a file."""

from pathlib import Path

import click

from filrouge.errors import InputError

_PAGES = ("timeline", "topic-map", "compare", "findings", "documents", "overview")


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("page", required=False, type=click.Choice(_PAGES))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="File to write: .svg .png .pdf .html .csv.")
@click.option("--link", help="A link copied from the dashboard; instead of a page and options.")
@click.option("--from", "from_", metavar="DAY", help="First day, e.g. 2025-05-01.")
@click.option("--to", metavar="DAY", help="Last day.")
@click.option(
    "--undated/--no-undated", default=None, help="Keep undated documents in or leave them out.  [default: in]"
)
@click.option("--source", multiple=True, metavar="NAME", help="Only this source; may be repeated.")
@click.option("--language", multiple=True, metavar="CODE", help="Only this language, e.g. fr; may be repeated.")
@click.option("--narrative", multiple=True, metavar="NUMBER|LABEL", help="Only this narrative; may be repeated.")
@click.option("--query", metavar="TEXT", help='Only documents that match: words, "phrases", OR, -not, begin*.')
@click.option("--measure", metavar="share|mentions", help="Timeline: share of output, or documents.")
@click.option("--period", metavar="auto|day|week|month|quarter", help="Timeline: length of a period.")
@click.option("--kind", metavar="lines|area|heat-map|multiples", help="Timeline: how it is drawn.")
@click.option("--colour", metavar="narrative|source|language|date", help="Topic map: what colour means.")
@click.option("--region", metavar="'X,Y X,Y ...'", help="Topic map: an outline to draw, in map units.")
@click.option("--compare", multiple=True, metavar="NAME", help="Compare: two to four sources; repeat the option.")
@click.option("--about", metavar="NUMBER|LABEL", help="Timeline, compare: the narrative whose passages are read.")
@click.option("--at", metavar="DAY", help="Timeline: first day of the period whose passages are read.")
@click.option("--doc", metavar="ID", help="Documents: the document being read.")
def export(
    bundle: Path, page: str | None, out: Path, link: str | None, **fields: str | bool | tuple[str, ...] | None
) -> None:
    """Write the chart of a page, for any selection, to a file that carries its caption.

    The options are the fields of a dashboard link; `filrouge inspect BUNDLE` lists sources, languages and narratives.

    \b
    Examples:
      filrouge export my-bundle timeline --kind area --language fr --out figure.svg
      filrouge export my-bundle --link 'http://127.0.0.1:8501/compare?compare=A&compare=B' --out figure.png
    """  # noqa: D301 - \b is a character to click: the lines after it stay as they are
    from filrouge.bundle import Bundle
    from filrouge.charts import page_chart
    from filrouge.explore.view import read_link, read_view
    from filrouge.export import export as write

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
    view = read_link(link, opened) if link is not None else read_view(str(page), params, opened)
    write(page_chart(opened, view), out)
    click.echo(f"Wrote {out}")
