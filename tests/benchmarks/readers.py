"""How our readers do beside well-known libraries, on pages, strings, bytes and tables whose right reading is known.

uv run --with clevercsv python tests/benchmarks/readers.py      (clevercsv is left out where it is not installed)

Precision is the share of the answers given that are right, recall the share of the right answers that are given ("of"
says how many there are); for texts both count words. Pages, encodings and texts lie in the optional folder `shared/`
beside the project. htmldate, dateparser and charset-normalizer come with trafilatura. `docs/ingest.md` holds the table.
"""

import csv
import gzip
import io
import json
import logging
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from babel import Locale, UnknownLocaleError, dates
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT))

from filrouge.ingest.dates.months import LOCALES  # noqa: E402
from filrouge.ingest.dates.parse import parse_date  # noqa: E402
from filrouge.ingest.encoding import decode  # noqa: E402
from filrouge.ingest.formats.delimiters import delimiter_of, is_table  # noqa: E402
from filrouge.ingest.formats.pages import page_record  # noqa: E402
from filrouge.ingest.languages import language_names  # noqa: E402
from filrouge.ingest.record import Record, UnreadableFile  # noqa: E402

WHOLE = 1000
"""Characters from which a gold text is the whole text and not its beginning."""

ENCODED = (  # the encodings of the samples that are not UTF-8
    ("sample-arabic-1", "cp1256"), ("sample-french-1", "cp1252"), ("sample-chinese", "big5"),
    ("sample-greek", "cp1253"), ("sample-greek-2", "cp1253"), ("sample-hebrew-2", "cp1255"),
    ("sample-hebrew-3", "cp1255"), ("sample-korean", "cp949"), ("sample-turkish", "cp1254"),
    ("sample-russian", "mac_cyrillic"),
)  # fmt: skip
PAIRS = (
    ("fra_Latn", "cp1252"), ("deu_Latn", "cp1252"), ("spa_Latn", "iso8859_15"), ("ita_Latn", "mac_roman"),
    ("pol_Latn", "cp1250"), ("ces_Latn", "iso8859_2"), ("rus_Cyrl", "cp1251"), ("rus_Cyrl", "koi8_r"),
    ("ukr_Cyrl", "cp1251"), ("bul_Cyrl", "iso8859_5"), ("ell_Grek", "iso8859_7"), ("tur_Latn", "cp1254"),
    ("heb_Hebr", "cp1255"), ("arb_Arab", "cp1256"), ("zho_Hans", "gb18030"), ("jpn_Jpan", "cp932"),
    ("kor_Hang", "cp949"), ("tha_Thai", "cp874"),
)  # fmt: skip
DAYS = (date(2024, 1, 9), date(2023, 3, 28), date(2019, 5, 5), date(2022, 8, 31), date(2025, 11, 17))
NO_DAYS = (
    "03/04/2024", "04-05-2023", "12", "May", "Monday", "10:20", "page 3 of 12", "EUR 1,250.40", "+43 1 5245 112",
    "version 3.10.2", "Chapter 4", "yesterday", "3 hours ago", "hier", "2024-02-30", "31 June 2023",
    "Friday 5 May 2024", "1200", "Sat", "12.30 Uhr",
)  # fmt: skip
"""Strings that name no day, or name one that is not in the calendar or could be two."""


class Score(NamedTuple):
    """Right answers, answers given, and answers that there are."""

    right: float = 0
    given: float = 0
    there: float = 0

    def plus(self, right: float, given: float, there: float) -> "Score":
        """Count one more case."""
        return Score(self.right + right, self.given + given, self.there + there)


Scores = dict[str, Score]


def texts_and_titles() -> tuple[Scores, Scores]:
    """Words of the article, and its headline, on saved news pages and the pages of the trials."""
    words: Scores = defaultdict(Score)
    titles: Scores = defaultdict(Score)
    for raw, gold in _pages():
        read = {"filrouge": _ours(raw), "trafilatura": _trafilatura(raw)}
        for name, (text, title) in read.items():
            if gold["text"]:
                theirs, wanted = Counter(_words(text)), Counter(_words(gold["text"]))
                right = (theirs & wanted).total()
                whole = len(gold["text"]) >= WHOLE  # of a beginning only the recall can be told
                words[name] = words[name].plus(right, theirs.total() if whole else right, wanted.total())
            if gold["title"]:
                titles[name] = titles[name].plus(_words(title) == _words(gold["title"]), bool(title), 1)
    return words, titles


def page_dates() -> Scores:
    """Days of publication of saved news pages, as a reader of the page finds them."""
    from htmldate import find_date

    facts = json.loads((ROOT / "tests/unit/ingest/text_metadata/page_dates.json").read_text(encoding="utf-8"))
    scores: Scores = defaultdict(Score)
    for name, fact in facts.items():
        raw = (SHARED / "corpora/ingest_fixtures/html_news" / name).read_bytes()
        html = raw.decode("utf-8", "replace")
        wanted = _days(fact["published"] or "")
        answers = {
            "filrouge": _our_day(_page_record(raw).fields.get("date", "")),
            "htmldate": find_date(html, original_date=True),
            "htmldate, not extensive": find_date(html, original_date=True, extensive_search=False),
        }
        for reader, day in answers.items():
            scores[reader] = scores[reader].plus(day in wanted, bool(day), bool(wanted))
    return scores


def written_dates(known: bool) -> Scores:
    """Days as the Unicode CLDR has them written in the languages whose months Fil Rouge knows, or in the others that it
    detects, among strings that name none.
    """
    import dateparser

    strict = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]}
    readers: dict[str, Callable[[str], str | None]] = {
        "filrouge": _our_day,
        "dateparser": lambda text: _day_of(dateparser.parse(text)),
        "dateparser, strict": lambda text: _day_of(dateparser.parse(text, settings=strict)),  # type: ignore[arg-type]
    }
    scores: Scores = defaultdict(Score)
    for text, wanted in [*_written(known), *((text, None) for text in NO_DAYS)]:
        for name, reader in readers.items():
            day = reader(text)
            scores[name] = scores[name].plus(bool(day) and day == wanted, bool(day), bool(wanted))
    return scores


def encodings() -> Scores:
    """Whole texts decoded without one wrong letter."""
    from charset_normalizer import from_bytes

    scores: Scores = defaultdict(Score)
    for raw, codec in _encoded():
        wanted = raw.decode(codec)
        best = from_bytes(raw).best()
        answers = {"filrouge": decode(raw).text, "charset-normalizer": str(best) if best else None}
        for name, text in answers.items():
            scores[name] = scores[name].plus(text == wanted.removeprefix("\ufeff"), text is not None, 1)
    return scores


def delimiters() -> Scores:
    """What stands between the cells of tables of texts, among texts that are no tables."""
    readers: dict[str, Callable[[str], str | None]] = {"filrouge": _our_delimiter, "csv.Sniffer": _sniffed}
    try:
        from clevercsv import Sniffer
    except ImportError:
        pass
    else:
        readers["clevercsv"] = lambda head: _sniffed(head, Sniffer())
    scores: Scores = defaultdict(Score)
    for head, wanted in _tables():
        for name, reader in readers.items():
            sign = reader(head)
            scores[name] = scores[name].plus(bool(sign) and sign == wanted, bool(sign), bool(wanted))
    return scores


def _pages() -> Iterator[tuple[bytes, Mapping[str, str]]]:
    for file in sorted((SHARED / "corpora/ingest_fixtures/html_news").glob("*.html")):
        beside = file.with_suffix(".json")
        gold = json.loads(beside.read_text(encoding="utf-8"))["expected"] if beside.exists() else {}
        yield file.read_bytes(), {"text": gold.get("cleaned_text", ""), "title": gold.get("title", "")}
    for case in sorted((SHARED / "trials").glob("*/expect.json")):
        for file in sorted((case.parent / "in").glob("*.html")):
            raw = file.read_bytes()
            documents = json.loads(case.read_text(encoding="utf-8")).get("docs", [])
            mine = [one for one in documents if one.get("match", "\0") in raw.decode("utf-8", "replace")]
            if len(mine) == 1:
                yield raw, {"text": "", "title": mine[0].get("title") or ""}


def _page_record(raw: bytes) -> Record:
    try:
        return page_record(raw)
    except UnreadableFile:
        return Record(None, {})


def _ours(raw: bytes) -> tuple[str, str]:
    fields = _page_record(raw).fields
    return fields.get("text", ""), fields.get("title", "")


def _trafilatura(raw: bytes) -> tuple[str, str]:
    from trafilatura import bare_extraction

    found = bare_extraction(raw, with_metadata=True, include_comments=False)
    return (found.text or "", found.title or "") if found else ("", "")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _days(fact: str) -> set[str]:
    """The day of a moment where it was stated, and in UTC, which readers give too."""
    read = parse_date(fact)
    return {read.start.date().isoformat(), read.local_day.isoformat()} if read.start and read.local_day else set()


def _our_day(text: str) -> str | None:
    read = parse_date(text)
    return read.local_day.isoformat() if read.local_day and read.precision in ("day", "minute") else None


def _day_of(moment: datetime | None) -> str | None:
    return moment.date().isoformat() if moment else None


def _written(known: bool) -> Iterator[tuple[str, str]]:
    languages = {code.partition("_")[0] for code in LOCALES}
    for code in sorted(code for code in language_names() if (code in languages) == known):
        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
        for form in ("medium", "long", "full"):
            for day in DAYS:
                text = dates.format_date(day, form, locale)
                if str(day.year) in text and not re.fullmatch(r"[\d\s./-]+", text):  # figures alone could be two days
                    yield text, day.isoformat()


def _encoded() -> Iterator[tuple[bytes, str]]:
    known = dict(ENCODED)
    for file in sorted((SHARED / "corpora/ingest_fixtures/encodings").glob("sample-*.txt")):
        yield file.read_bytes(), known.get(file.stem, "utf-8")
    sentences: dict[str, list[str]] = defaultdict(list)
    with gzip.open(SHARED / "corpora/sib200/sentences.jsonl.gz", "rt", encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            sentences[row["lang"]].append(row["text"])
    for language, codec in PAIRS:
        for start in range(0, 60, 10):
            text = "\n".join(sentences[language][start : start + 10])
            raw = text.encode(codec, "ignore")
            if not raw.isascii():
                yield raw, codec


def _our_delimiter(head: str) -> str | None:
    lines = head.splitlines(keepends=True)
    return delimiter_of(lines) if is_table(lines) else None


def _sniffed(head: str, sniffer: "csv.Sniffer | None" = None) -> str | None:
    try:
        found = (sniffer or csv.Sniffer()).sniff(head)
    except Exception:
        return None
    return (found.delimiter or None) if found else None


def _tables() -> Iterator[tuple[str, str | None]]:
    with gzip.open(SHARED / "corpora/gilets_jaunes/articles.jsonl.gz", "rt", encoding="utf-8") as stream:
        articles = [json.loads(line) for line in stream][::30]
    for columns in (("id", "date", "source", "text"), ("title", "text"), ("url", "title", "date", "lang", "text")):
        for n, sign in enumerate(",;\t|" * 4):
            written = io.StringIO()
            writer = csv.writer(written, delimiter=sign, quoting=csv.QUOTE_ALL if n % 2 else csv.QUOTE_MINIMAL)
            writer.writerow(columns)
            for article in articles[n::16][:8]:
                text = article["text"][:700] if n < 8 else " ".join(article["text"][:700].split())
                writer.writerow([text if c == "text" else str(article.get(c) or "") for c in columns])
            yield written.getvalue(), sign
    prose = [*sorted((SHARED / "seeds").glob("*.txt")), *sorted((ROOT / "data/sample/input/pasted").rglob("*.txt"))]
    for file in prose:
        yield file.read_text(encoding="utf-8")[:8000], None


def main() -> None:
    """Print the table."""
    logging.disable(logging.CRITICAL)
    table = Table("task", "reader", "precision", "recall", "of")
    for task, scores in _measured():
        for name, score in scores.items():
            precision = f"{score.right / score.given:.2f}" if score.given else "–"
            table.add_row(task, name, precision, f"{score.right / score.there:.2f}", f"{score.there:,.0f}")
    Console(width=110).print(table)


def _measured() -> Iterator[tuple[str, Scores]]:
    words, titles = texts_and_titles()
    yield "article's words", words
    yield "headline", titles
    yield "day of a page", page_dates()
    yield "day in words", written_dates(known=True)
    yield "the same, other languages", written_dates(known=False)
    yield "encoding", encodings()
    yield "delimiter", delimiters()


if __name__ == "__main__":
    main()
