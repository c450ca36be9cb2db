"""Subtitles (SRT, WebVTT, SBV, ASS, TTML) → one record: what is spoken, in sentences, without numbers and times."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, NamedTuple

from filrouge.ingest.encoding import open_text
from filrouge.ingest.record import Item, Record, UnreadableFile

_CLOCK: Final = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,:]\d{1,3})?"
_TIMES: Final = re.compile(rf"\s*({_CLOCK})\s*(?:-{{1,2}}>|,(?=\d))\s*({_CLOCK})(?:\s.*)?$")
_CUE: Final = rf"(?:\d+[ \t]*(?:\r?\n|\r))?[ \t]*{_CLOCK}[ \t]*-{{1,2}}>[ \t]*{_CLOCK}\s"
_PAIR: Final = r"\d{1,2}:\d{2}:\d{2}\.\d{3},\d{1,2}:\d{2}:\d{2}\.\d{3}\s"
_BEGINS: Final = re.compile(rf"\s*(?:WEBVTT(?:[ \t].*)?(?:\r?\n|\r|$)|{_CUE}|{_PAIR})")
_ASS: Final = re.compile(r"\s*\[Script Info\]", re.IGNORECASE)
_TTML: Final = re.compile(r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?<(?:tt:)?tt\s[^<>]{0,2000}http://www\.w3\.org/")
_BEFORE_SPOKEN: Final = 9  # commas in a line of ASS
_BEGIN: Final = re.compile(r"""\bbegin=["']([0-9:.,]{1,20})s?["']""")
_END: Final = re.compile(r"""\bend=["']([0-9:.,]{1,20})s?["']""")
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


class _Cue(NamedTuple):
    start: float
    end: float
    lines: list[str]


def looks_like_subtitles(start: str) -> bool:
    """Whether a text begins as subtitles do: with their name, or with the number and the times of a cue."""
    return any(form.match(start) for form in (_BEGINS, _ASS, _TTML))


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
    yield Record(None, fields, tuple(fields), None, warning, methods)


def _all_cues(text: str) -> Iterator[_Cue]:
    if _ASS.match(text):
        return _cues_of_ass(text)
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
    """The cues of Timed Text: <p begin="00:00:01.000" end="00:00:02.500">Good<br/>morning</p>."""
    for piece in re.split(r"<(?:tt:)?p(?=[\s>])", text)[1:]:
        signs, _, rest = piece.partition(">")
        spoken = re.split(r"</(?:tt:)?p>", rest, maxsplit=1)[0]
        begin, end = _BEGIN.search(signs), _END.search(signs)
        lines = [" ".join(_TAG.sub("", line).split()) for line in _BREAK.split(spoken)]
        yield _Cue(_clock(begin[1]) if begin else 0.0, _clock(end[1]) if end else 0.0, lines)


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
