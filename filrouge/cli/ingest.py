"""`filrouge ingest`: what analysts have becomes documents, without a model."""

from pathlib import Path

import click

from filrouge.cli.console import say, saying_when_stopped
from filrouge.cli.reading import Asked, counted, need_packages, progress, reading_options, say_read
from filrouge.errors import InputError


@click.command()
@reading_options
@click.option("--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Folder to create.")
def ingest(asked: Asked, out: Path) -> None:
    """Read texts, to check them before you build.

    INPUT is one or more files or folders (with all their subfolders): texts and Markdown, saved pages, mails, CSV, TSV,
    XLSX, Parquet, JSON and JSONL, feeds, WARC, XML, PDF and DOCX, exports of press databases, monitoring services,
    social platforms and reference managers (see docs/ingest.md), and .gz, .zip and .tar of these. File types are
    detected from content. A table metadata.csv beside the files (file, date, source, …) overrides what is read in them.

    The folder DIR then holds documents.parquet, texts.parquet, sources.parquet, report.json, and rejected.jsonl, which
    lists what could not be used and why, so that you can correct it and read it again.

    \b
    Examples:
      filrouge ingest pages/ export.csv --out documents
      filrouge build documents --out my-bundle
    """  # noqa: D301 - \b is a character to click: the lines after it stay as they are
    need_packages()
    from filrouge.disk import need_room, writing
    from filrouge.ingest.documents import ingest as read
    from filrouge.ingest.documents import is_ingested, read_ingested
    from filrouge.replacing import alone, located, replaced

    console, shown = progress()
    options = asked.options(out)
    busy = InputError("another ingest is writing to it", where=str(out), hint="Wait, or choose another folder.")
    with writing(out):
        located(out).parent.mkdir(parents=True, exist_ok=True)
    with saying_when_stopped("nothing was written."), alone(out, busy) as place:
        if place.exists() and not is_ingested(place) and (not place.is_dir() or any(place.iterdir())):
            hint = "Name a folder that does not exist."
            raise InputError("the folder already holds something else", where=str(out), hint=hint)
        with replaced(place) as folder, shown.step("Reading") as advance:
            read(asked.inputs, folder, options, advance, lambda n: need_room(out, n))
    ingested = read_ingested(out)
    say_read(console, ingested)
    asked.write_report(ingested)
    say(
        console,
        f"Documents in {out}: {counted(ingested.documents.num_rows, 'document')}. Build them with: "
        f"filrouge build {out} --out BUNDLE",
    )
