"""Articles written as labelled lines one below the other: ProQuest, and all that write "Title: …", "Date: …"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from filrouge.ingest.formats.paragraphs import lines_of
from filrouge.ingest.formats.press.articles import article, language_named, leading_date, outside, unwrapped
from filrouge.ingest.profiles.press_words import BY, LABELLED, RULER, label_means
from filrouge.ingest.record import Item, Record

_MOST_BEFORE: Final = 3  # lines above the first label: a number, a headline
_LONGEST_TITLE: Final = 400
_PLACE: Final = re.compile(r"\s*;.*$|\s*\[[^\]]*\]\s*$")


class _Part(NamedTuple):
    """A line: what its label means, the label and what follows it; "" for both where it has none."""

    means: str
    label: str
    value: str


def read(item: Item, kind: str) -> Iterator[Record]:
    """Each block of labelled lines, parted by rulers or by its first label, with what its labels say.

    The text is what stands under "Full text:", or between the labels.
    """
    row, opening, lines = 0, "", list[_Part]()
    ruled = False
    for line in lines_of(item, kind):
        is_ruler = RULER.fullmatch(line) is not None
        ruled = ruled or is_ruler
        parted = _Part("", "", "") if is_ruler else _parted(line)
        opening = opening or parted.label
        if is_ruler or (not ruled and parted.label and parted.label == opening and any(other.label for other in lines)):
            if record := _block(row + 1, lines):
                row += record.row is not None
                yield record
            lines = []
        if not is_ruler:
            lines.append(parted)
    if record := _block(row + 1, lines):
        yield record


def _parted(line: str) -> _Part:
    found = LABELLED.match(line)
    if found is None or (found["tab"] and not label_means(found["label"])):
        return _Part("", "", line.strip())
    return _Part(label_means(found["label"]), found["label"].strip(), found["value"].strip())


def _block(row: int, lines: Sequence[_Part]) -> Record | None:
    means = {line.means for line in lines}
    if not (means & {"date", "source", "info"} and means & {"text", "title", "source"}):
        return outside([f"{line.label} {line.value}" for line in lines])
    start = next((n for n, line in enumerate(lines) if line.means == "text"), None)
    if start is None:
        start = _head_end(lines)
    stop = _tail_start(lines, start + 1, known="text" not in means)
    fields: dict[str, str] = {}
    more: dict[str, str] = {}
    _take([*lines[:start], *lines[stop:]], fields, more)
    if "title" not in fields:
        above = [line.value for line in lines[: start + 1] if not line.label and line.value][:_MOST_BEFORE]
        headline = [line for line in above if not re.match(r"(?:Document|Dokument|Documento)\s+\d+\s", line)]
        fields["title"] = headline[0][:_LONGEST_TITLE] if headline else ""
    body = [line.value if line.means == "text" else f"{line.label}: {line.value}" if line.label else line.value
            for line in lines[start:stop]]  # fmt: skip
    text = unwrapped(body)
    if text and text[0] == fields["title"]:
        text = text[1:]
    return article(row, _tidy(fields), text, "labelled line", more)


def _head_end(lines: Sequence[_Part]) -> int:
    """Where the text begins that has no label: below the labelled lines at the top."""
    first = next(n for n, line in enumerate(lines) if line.label)
    for n in range(first, len(lines)):
        if not lines[n].label and lines[n].value:
            return n
    return len(lines)


def _tail_start(lines: Sequence[_Part], start: int, *, known: bool) -> int:
    """Where the labelled lines below the text begin; those of known meaning only where the text has no label either."""
    stop = len(lines)
    for n in range(len(lines) - 1, start - 1, -1):
        line = lines[n]
        if line.label and (line.means or not known):
            stop = n
        elif line.value:
            break
    return stop


def _take(lines: Sequence[_Part], fields: dict[str, str], more: dict[str, str]) -> None:
    for line in lines:
        if line.means and line.value:
            fields.setdefault(line.means, line.value)
        elif line.label and line.value:
            more.setdefault(line.label, line.value)


def _tidy(fields: dict[str, str]) -> dict[str, str]:
    tidy = dict(fields)
    if info := tidy.pop("info", ""):  # "The Wire; London [London]. 14 July 2019: 3."
        publication, _, rest = info.partition("]. ")
        tidy.setdefault("source", publication)
        tidy.setdefault("date", rest.partition(":")[0])
    if "source" in tidy:
        tidy["source"] = _PLACE.sub("", tidy["source"]) or tidy["source"]
    if "author" in tidy:
        tidy["author"] = BY.sub("", tidy["author"], count=1)
    if "language" in tidy:
        tidy["language"] = language_named(tidy["language"])
    if "date" in tidy and (day := leading_date(tidy["date"])):
        tidy["date"] = day[0]
    return tidy
