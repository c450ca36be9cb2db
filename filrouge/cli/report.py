"""`filrouge report`: a report that was put together in the dashboard, as a file."""

from pathlib import Path

import click

from filrouge.cli.store import store_option


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("report", metavar="REPORT.json", type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="File to write: .docx .pptx .html .pdf .zip."
)
@store_option
@click.option("--template", type=click.Path(path_type=Path), help="Your own .docx or .pptx, for its styles.")
@click.option("--address", default="", metavar="URL", help="Address of your dashboard, for links in the report.")
def report(bundle: Path, report: Path, out: Path, template: Path | None, address: str) -> None:
    """Write a report from the dashboard to a file.

    Charts are drawn anew from the bundle; passages are quoted with source, date, link and the digest of the original.
    REPORT.json is the file that "Save to a file" on the Report page writes. The report that the dashboard keeps is
    beside the bundle, as BUNDLE.report.json.

    \b
    Example:
      filrouge report my-bundle report.json --out report.docx
    """  # noqa: D301 - \b is a character to click: the lines after it stay as they are
    from filrouge.annotations.overlay import seen
    from filrouge.annotations.report import read_report
    from filrouge.annotations.store import read
    from filrouge.bundle import Bundle
    from filrouge.cli.console import plain
    from filrouge.report.write import without_browser, write_report

    opened = seen(Bundle.open(bundle))
    found = read_report(read(report), where=str(report))
    if missing := without_browser(out.suffix.casefold().lstrip(".")):
        click.echo(missing, err=True)
    write_report(
        found,
        opened,
        out,
        template=template,
        address=address.rstrip("/"),
        problem=lambda sentence: click.echo(plain(sentence), err=True),
        progress=lambda done, steps, what: click.echo(plain(f"{done}/{steps} {what}"), err=True),
    )
    click.echo(f"Wrote {out}")
