"""What `ingest` and `build` share: options of reading, progress, and what is said of what was read."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from rich.console import Console

from filrouge.cli.console import console_for, say
from filrouge.errors import InputError

if TYPE_CHECKING:
    from filrouge.build.progress import Progress
    from filrouge.ingest.documents import ReadOptions
    from filrouge.ingest.report import Ingested, IngestReport

_NEEDED: Final = (
    *("py3langid", "sentencex", "trafilatura", "feedparser", "warcio", "pypdfium2", "striprtf", "docx"),
    *("openpyxl", "publicsuffixlist", "lxml", "bibtexparser", "xlrd"),
)
_MOST_SHOWN: Final = 10
_PAGES: Final = frozenset({"html", "mhtml", "webarchive"})


@dataclass(frozen=True)
class Asked:
    """What is to be read and how, as it was asked for on the command line."""

    inputs: tuple[Path, ...]
    maps: tuple[str, ...]
    sources: Path | None
    report: Path | None
    profile: str | None

    def options(self, out: Path) -> "ReadOptions":
        """The options of reading as `ingest` takes them; `out` is what the command makes.

        Raises
        ------
        InputError
            `--map` or `--as` is not understood.
        """
        from filrouge.ingest.columns import parse_map
        from filrouge.ingest.documents import ReadOptions
        from filrouge.ingest.profiles import named

        return ReadOptions(parse_map(*self.maps), self.sources, named(self.profile) if self.profile else None, out)

    def mapping(self, out: Path) -> tuple[tuple[str, str], ...]:
        """Which column holds what, as `options` has it."""
        return tuple(self.options(out).mapping.items())

    @contextmanager
    def read(self, out: Path, console: Console, shown: "Progress") -> "Iterator[Ingested]":
        """What was asked for, read, or opened if `filrouge ingest` made it; said on screen, and there meanwhile."""
        from filrouge.disk import OTHER_TEMPORARY, need_room, writing
        from filrouge.ingest.documents import ingest, is_ingested, read_ingested
        from filrouge.replacing import located, scratch

        options = self.options(out)
        with scratch() as folder:
            if len(self.inputs) == 1 and is_ingested(made := located(self.inputs[0])):
                ingested = read_ingested(made)
            else:
                with shown.step("Reading") as advance, writing(folder, OTHER_TEMPORARY):
                    ingest(self.inputs, folder, options, advance, lambda n: need_room(folder, n, OTHER_TEMPORARY))
                ingested = read_ingested(folder)
            say_read(console, ingested)
            self.write_report(ingested)
            yield ingested

    def write_report(self, ingested: "Ingested") -> None:
        """Write the report where it was asked for."""
        from filrouge.replacing import save_file

        if self.report is not None:
            written = json.dumps(ingested.report.as_json(), indent=1, ensure_ascii=False)
            save_file(self.report, written.encode())


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the argument INPUT... and the options of reading to a command, which gets them as `asked`."""

    @wraps(command)
    def called(
        inputs: tuple[Path, ...],
        maps: tuple[str, ...],
        sources: Path | None,
        report: Path | None,
        profile: str | None,
        **others: Any,
    ) -> Any:
        return command(asked=Asked(inputs, maps, sources, report, profile), **others)

    for decorate in (
        click.option(
            "--as",
            "profile",
            metavar="NAME",
            help="Read files as the export of this tool, e.g. twarc or iramuteq, whatever they look like. Without it, "
            "exports are recognised by their columns or layout. A wrong name lists the right ones.",
        ),
        click.option(
            "--report",
            metavar="FILE",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Write what was read, cut, found and missing in each file to FILE, as JSON.",
        ),
        click.option(
            "--sources",
            metavar="FILE",
            type=click.Path(path_type=Path, dir_okay=False),
            help="A CSV file with the columns pattern, name, country, kind: what to call sources whose name or domain "
            "fits the pattern (* stands for anything). A sources.csv beside the texts is used without this option.",
        ),
        click.option(
            "--map",
            "maps",
            metavar="FIELD=COLUMN,...",
            multiple=True,
            help="Which of your columns holds what, e.g. text=article,date=day. Fields: id, text, title, date, source, "
            "language, url, issuer, country, kind. Common names are recognised without this option. May be repeated. A "
            "name with both a comma and an equals sign goes in double quotes: 'text=\"a, b=c\"'.",
        ),
        click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path(path_type=Path)),
    ):
        called = decorate(called)
    return called


def need_packages(names: tuple[str, ...] = ()) -> None:
    """Say what to install where the packages that read and build are not there.

    Raises
    ------
    InputError
    """
    if missing := [name for name in (*_NEEDED, *names) if find_spec(name) is None]:
        raise InputError(
            f"this needs packages that are not installed ({', '.join(missing)})",
            hint='Install them with: pip install "filrouge[build]"',
        )


def progress() -> "tuple[Console, Progress]":
    """A console on stderr, and bars on it, or lines where it is no terminal."""
    from filrouge.build.progress import BarProgress, LogProgress

    console = console_for(stderr=True)
    return console, BarProgress(console) if console.is_terminal else LogProgress(console)


def say_read(console: Console, ingested: "Ingested") -> None:
    """Say on screen what was read, what is missing, and what was rejected."""
    report, documents = ingested.report, ingested.documents
    undated, without = documents["published"].null_count, documents["source"].null_count
    formats = ", ".join(f"{name} {n:,}" for name, n in Counter(file.format for file in report.files).most_common())
    say(
        console,
        f"Read {counted(documents.num_rows, 'document')} from {counted(len(report.files), 'file')} ({formats}).",
    )
    languages = Counter(documents["language"].to_pylist())
    ordered = sorted(languages.items(), key=lambda item: (-item[1], item[0]))
    say(console, f"  Languages: {', '.join(f'{code} {n:,}' for code, n in ordered)}")
    say(
        console,
        f"  Sources: {ingested.sources.num_rows:,}" + (f"; {counted(without, 'document')} without" if without else ""),
    )
    say(console, f"  Dated: {documents.num_rows - undated:,}, undated: {undated:,}")
    for field, heading in (("date", "Dates found"), ("source", "Sources found"), ("title", "Titles found")):
        ways: Counter[str] = Counter()
        for file in report.files:
            ways.update(file.found.get(field, {}))
        if ways:
            say(console, f"  {heading}: " + ", ".join(f"{way} {n:,}" for way, n in ways.most_common(5)))
    cut: Counter[str] = Counter()
    for file in report.files:
        cut.update(file.cut)
    if cut:
        say(console, "  Cut, in characters: " + ", ".join(f"{reason} {n:,}" for reason, n in cut.most_common(8)))
    _say_characters(console, report)
    if report.repeated:
        say(console, f"  Repeated in one export and read once: {report.repeated:,}")
    for note in report.notes:
        say(console, f"  Note: {note}")
    _say_rejected(console, ingested)


def _say_characters(console: Console, report: "IngestReport") -> None:
    """Say for each file where its characters went, first of those of which most is in no document."""
    counted_files = [file for file in report.files if file.balance.read]
    if not counted_files:
        return
    say(console, "  Characters of each file, without spaces:")
    for file in sorted(counted_files, key=lambda file: -file.balance.left)[:_MOST_SHOWN]:
        balance = file.balance
        around = "around the article" if file.format in _PAGES and not file.profile else "in no document"
        parts = (
            (balance.kept, "kept"), (balance.fields, "in other fields"), (balance.cut, "cut"),
            (balance.repeated, "repeated"), (balance.rejected, "rejected"), (balance.left, around),
        )  # fmt: skip
        named = " + ".join(f"{n:,} {where}" for n, where in parts if n)
        say(console, f"    {file.file}: {balance.read:,} = {named}")
    if (more := len(counted_files) - _MOST_SHOWN) > 0:
        say(console, f"    … and {counted(more, 'file')} more; all of them are in the report")


def _say_rejected(console: Console, ingested: "Ingested") -> None:
    report = ingested.report
    say(console, f"  Rejected: {report.n_rejected:,}")
    for item in report.rejected[:_MOST_SHOWN]:
        place = item.file if item.row is None else f"{item.file}, row {item.row}"
        say(console, f"    {place}: {item.reason}")
    if (more := report.n_rejected - _MOST_SHOWN) > 0:
        say(console, f"    … and {more:,} more; all of them are in the file rejected.jsonl")


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 document", "2,000 documents"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
