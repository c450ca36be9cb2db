"""Subtitles (SRT, WebVTT, SBV, ASS, TTML, JSON3) and what programs write that listen (Whisper and others) → one record:
what is spoken, in sentences, without numbers and times.
"""

import csv
import json
import math
import re
from collections.abc import Iterator, Mapping
from html import unescape
from io import StringIO
from typing import Final, NamedTuple

from filrouge.ingest.encoding import open_text
from filrouge.ingest.record import Item, Record, UnreadableFile

_CLOCK: Final = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,:]\d{1,3})?"
_TIMES: Final = re.compile(rf"\s*({_CLOCK})\s*(?:-{{1,2}}>|,(?=\d))\s*({_CLOCK})(?:\s.*)?$")
_CUE: Final = rf"(?:\d+[ \t]*(?:\r?\n|\r))?[ \t]*{_CLOCK}[ \t]*-{{1,2}}>[ \t]*{_CLOCK}\s"
_PAIR: Final = r"\d{1,2}:\d{2}:\d{2}\.\d{3},\d{1,2}:\d{2}:\d{2}\.\d{3}\s"
_BEGINS: Final = re.compile(rf"\s*(?:WEBVTT(?:[ \t].*)?(?:\r?\n|\r|$)|{_CUE}|{_PAIR})")
_ASS: Final = re.compile(r"\s*\[Script Info\]", re.IGNORECASE)
_TTML: Final = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?<(?:(?:tt:)?tt\s[^<>]{0,2000}http://www\.w3\.org/|timedtext[\s>]"
    r"|transcript[^<>]{0,99}>\s*<text\s[^<>]{0,99}\bstart=)"
)
_SEGMENTS: Final = re.compile(
    r"\s*(?:\{.{0,60000}?\"(?:segments|transcription|events|transcript|results|utterances)\"\s*:\s*)?(?P<list>\[)\s*(?=\{)",
    re.DOTALL,
)
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_SAID_OF_ALL: Final = re.compile(r'"language"\s*:\s*"([\w-]{2,20})"')
_OF_OTHER_THINGS: Final = frozenset({"title", "url", "link", "date", "author", "created_at"})
_ROWS: Final = re.compile(
    r"\s*(?:start\tend\t(?:speaker\t)?text|start,end,(?:speaker,)?text|text,start,duration)[ \t]*\r?\n"
)
_BEFORE_SPOKEN: Final = 9  # commas in a line of ASS
_TIME: Final = re.compile(r"""\b(begin|end|start|dur|t|d)=["']([0-9:.,]{1,20})s?["']""")
_BREAK: Final = re.compile(r"<(?:tt:)?br\s{0,3}/?>")
_TAG: Final = re.compile(r"<[^<>]*>")
_HEADER: Final = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b")
_LANGUAGE: Final = re.compile(r"^Language\s*:\s*([\w-]{2,20})\s*$", re.MULTILINE | re.IGNORECASE)
_VOICE: Final = re.compile(r"<v(?:\.[\w.-]+)?\s+([^>]{1,80})>")
_MARKS: Final = re.compile(
    r"</?(?:[a-z](?:[.\s][^<>]*)?|font\b[^<>]*|ruby|rt|c[.\w-]*|lang\b[^<>]*|[\d:.]+)>|\{\\[^{}]*\}", re.I
)
_SOUND: Final = re.compile(r"(?:[-–—]\s*)?(?:\[[^\[\]]*\]|\([^()]*\)|（[^（）]*）|【[^【】]*】|[♪♫#\s]+)")
_ENDS: Final = re.compile(r"[.!?…։。！？؟۔।]['\"”’»)\]]*$")
_UNSPACED: Final = re.compile(r"[\u2e80-\u9fff\uff00-\uff60]")
_PAUSE: Final = 2.0
_LONG: Final = 600
_LONGEST: Final = 32 << 20
_SEEN: Final = 64 << 10  # characters that tell what a text is


class _Cue(NamedTuple):
    start: float
    end: float
    lines: list[str]


def looks_like_subtitles(start: str) -> bool:
    """Whether a text begins as subtitles do: with their name, or with the number and the times of a cue."""
    return any(form.match(start) for form in (_BEGINS, _ASS, _TTML, _ROWS)) or _is_of_segments(start)


def _is_of_segments(start: str) -> bool:
    """Whether JSON holds one list of pieces, of which the first has a text, and when it is said."""
    if start[:1] not in {"[", "{"} or not (found := _SEGMENTS.match(start)):
        return False
    before = _STRING.sub("", start[: found.start("list")])
    if before.count("[") != before.count("]"):  # one of several lists
        return False
    try:
        first, _ = json.JSONDecoder(strict=False).raw_decode(start, found.end())
    except (ValueError, RecursionError):
        return False
    return "tStartMs" in first or _piece(first) is not None


def _cues_of_json(text: str) -> Iterator[_Cue]:
    """The pieces of a list; what in it is no speech, as the place of a window, is passed over."""
    found = _SEGMENTS.match(text)
    try:
        pieces, _ = json.JSONDecoder(strict=False).raw_decode(text, found.start("list") if found else 0)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("the JSON is cut short or damaged") from error
    yield from filter(None, map(_piece, pieces))


def _cues_of_rows(text: str) -> Iterator[_Cue]:
    """The rows of a table "start, end, text"; in Whisper's, with tabs, times are thousandths of a second."""
    lines = StringIO(text.lstrip(), newline="")
    tabs = "\t" in text.lstrip().partition("\n")[0]
    unit = 1000 if tabs else 1
    try:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if tabs else csv.DictReader(lines):
            if cue := _piece(row):
                yield _Cue(cue.start / unit, cue.end / unit, cue.lines)
    except csv.Error as error:
        raise UnreadableFile(f"the table cannot be read ({error})") from error


def _piece(value: object) -> _Cue | None:
    """A piece of speech as Whisper, whisper.cpp, YouTube and others write it; None of what is another thing."""
    if not isinstance(value, dict) or value.keys() & _OF_OTHER_THINGS:
        return None
    times = value["offsets"] if isinstance(value.get("offsets"), dict) else value
    begin = _time(times, "start", "from", "tStartMs", "begin")
    end, length = _time(times, "end", "to", "stop"), _time(times, "duration", "dur", "dDurationMs")
    parts = value.get("segs")
    said = (
        "".join(str(one["utf8"]) for one in parts if isinstance(one, dict) and "utf8" in one)
        if isinstance(parts, list)
        else value.get("text")
    )
    if not isinstance(said, str) or begin is None or (end is None and length is None):
        return None
    unit = 1000 if "tStartMs" in times or times is not value else 1
    end = begin + (length or 0) if end is None else end
    speaker = " ".join(str(value.get("speaker") or "").split())[:80]
    lines = [line for line in said.splitlines() if line.strip()]
    return _Cue(begin / unit, end / unit, [f"<v {speaker}>{line}" if speaker else line for line in lines])


def _time(times: Mapping[str, object], *names: str) -> float | None:
    """When something begins or ends, or how long it is, in the unit of its tool."""
    value = next((times[name] for name in names if name in times), None)
    if isinstance(value, str):
        return _clock(value) if re.match(r"\s*[0-9]", value) else None
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None


def read_subtitles(item: Item) -> Iterator[Record]:
    """Read the subtitles of a film as one text, its `kind` "transcript": cues joined to sentences, a paragraph where a
    speaker pauses or changes. What rolling captions say twice is said once; notes of sounds ("[Music]") are left out.

    Raises
    ------
    UnreadableFile
        It is longer than any text is, or nothing is spoken in it.
    """
    with open_text(item) as stream:
        warning = stream.examined.warning
        written = stream.read(_LONGEST + 1)
    if len(written) > _LONGEST:
        raise UnreadableFile(f"one text of more than {_LONGEST >> 20} million characters is no transcript")
    text = "\n\n".join(_paragraphs(_all_cues(written)))
    if not text:
        raise UnreadableFile("nothing is spoken in the subtitles")
    fields = {"text": text, "kind": "transcript"}
    methods = {"text": "subtitles, without times and notes of sounds", "kind": "file format"}
    head = written[:500].partition("-->")[0]
    if head.lstrip("\ufeff \r\n").startswith("WEBVTT") and (language := _LANGUAGE.search(head)):
        fields["language"], methods["language"] = language[1], "header of the subtitles"
    elif written.lstrip()[:1] == "{" and (language := _SAID_OF_ALL.search(written, max(0, len(written) - 300))):
        fields["language"], methods["language"] = language[1], "the transcript's language"
    yield Record(None, fields, tuple(fields), None, warning, methods)


def _all_cues(text: str) -> Iterator[_Cue]:
    if _ASS.match(text):
        return _cues_of_ass(text)
    if text.lstrip("\ufeff \r\n")[:1] in {"[", "{"} and _is_of_segments(text.lstrip("\ufeff \r\n")[:_SEEN]):
        return _cues_of_json(text.lstrip("\ufeff \r\n"))
    if _ROWS.match(text):
        return _cues_of_rows(text)
    return _cues_of_ttml(text) if _TTML.match(text) else _cues(text)


def _cues_of_ass(text: str) -> Iterator[_Cue]:
    """The cues of Advanced SubStation Alpha: "Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,Good morning"."""
    for line in text.splitlines():
        if line.startswith("Dialogue:"):
            cells = line.removeprefix("Dialogue:").split(",", _BEFORE_SPOKEN)
            if len(cells) > _BEFORE_SPOKEN:
                spoken = cells[-1].replace("\\n", "\\N").split("\\N")
                yield _Cue(_clock(cells[1]), _clock(cells[2]), [part.strip() for part in spoken])


def _cues_of_ttml(text: str) -> Iterator[_Cue]:
    """The cues of Timed Text, <p begin="00:00:01.000" end="00:00:02.500">Good<br/>morning</p>, and of YouTube:
    <p t="1000" d="1500"> in thousandths of a second, <text start="1.0" dur="1.5">.
    """
    for piece in re.split(r"<(?:(?:tt:)?p|text)(?=[\s>])", text)[1:]:
        signs, _, rest = piece.partition(">")
        spoken = re.split(r"</(?:(?:tt:)?p|text)>", rest, maxsplit=1)[0]
        times = {name: _clock(value) / (1000 if name in {"t", "d"} else 1) for name, value in _TIME.findall(signs)}
        begin = next((times[name] for name in ("begin", "start", "t") if name in times), 0.0)
        end = times.get("end", begin + times.get("dur", times.get("d", 0.0)))
        yield _Cue(begin, end, [unescape(" ".join(_TAG.sub("", line).split())) for line in _BREAK.split(spoken)])


def _clock(written: str) -> float:
    return _seconds(written.strip()) if re.fullmatch(rf"\s*(?:{_CLOCK}|[0-9]+(?:[.,][0-9]+)?)\s*", written) else 0.0


def _cues(text: str) -> Iterator[_Cue]:
    """The cues in order; what stands in no cue, as comments and styles, is none."""
    lines = text.removeprefix("\ufeff").splitlines()
    times = [(at, found) for at, line in enumerate(lines) if (found := _TIMES.match(line))]
    ends = [at for at, _ in times[1:]] + [len(lines)]
    for (at, found), end in zip(times, ends, strict=False):
        spoken = [line.strip() for line in lines[at + 1 : end]]
        if end < len(lines) and spoken and spoken[-1] and (spoken[-1].isdigit() or spoken[-2:-1] == [""]):
            spoken.pop()  # the number or name of the next cue
        yield _Cue(_seconds(found[1]), _seconds(found[2]), list(_until_header(spoken)))


def _until_header(lines: list[str]) -> Iterator[str]:
    before = "-"
    for line in lines:
        if not before and _HEADER.match(line):
            return
        before = line
        if line:
            yield line


def _seconds(clock: str) -> float:
    whole, _, part = clock.replace(",", ".").partition(".")
    seconds = 0
    for figure in whole.split(":"):
        seconds = seconds * 60 + int(figure)
    return seconds + (float(f"0.{part}") if part else 0.0)


def _paragraphs(cues: Iterator[_Cue]) -> Iterator[str]:
    paragraph = speaker = ""
    end = 0.0
    shown: list[str] = []
    for cue in cues:
        lines = [(voice, line) for raw in cue.lines for voice, line in [_plain(raw)] if line]
        fresh = _fresh([line for _, line in lines], shown)
        for voice, line in lines[len(lines) - len(fresh) :]:
            changes = bool(voice) and voice != speaker
            pauses = cue.start - end >= _PAUSE or len(paragraph) > _LONG
            if paragraph and (changes or line.startswith(("- ", "– ", "— ")) or (pauses and _ENDS.search(paragraph))):
                yield paragraph
                paragraph = ""
            speaker = voice or speaker
            paragraph = _joined(paragraph, f"{voice}: {line}" if changes else line)
            end = cue.end
        shown = [line for _, line in lines]
        end = max(end, cue.end)
    if paragraph:
        yield paragraph


def _fresh(lines: list[str], shown: list[str]) -> list[str]:
    """The lines that do not stand in the cue before already: rolling captions show each twice."""
    for n in range(min(len(lines), len(shown)), 0, -1):
        if shown[-n:] == lines[:n]:
            return lines[n:]
    return lines


def _plain(line: str) -> tuple[str, str]:
    """A line's speaker, where it is marked, and its words without marks; no words where it only notes a sound."""
    voice = _VOICE.search(line)
    words = " ".join(unescape(_MARKS.sub("", _VOICE.sub("", line))).split())
    return " ".join(voice[1].split()) if voice else "", "" if _SOUND.fullmatch(words) else words


def _joined(start: str, rest: str) -> str:
    if not start:
        return rest
    unspaced = _UNSPACED.match(start[-1]) and _UNSPACED.match(rest[0])
    return f"{start}{rest}" if unspaced else f"{start} {rest}"
