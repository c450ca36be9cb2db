"""Subtitles (SRT, WebVTT, SBV) → one record: what is spoken, in sentences, without numbers and times."""

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
    return _BEGINS.match(start) is not None


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
    text = "\n\n".join(_paragraphs(_cues(written)))
    if not text:
        raise UnreadableFile("nothing is spoken in the subtitles")
    fields = {"text": text, "kind": "transcript"}
    methods = {"text": "subtitles, without times and notes of sounds", "kind": "file format"}
    head = written[:500].partition("-->")[0]
    if head.lstrip("\ufeff \r\n").startswith("WEBVTT") and (language := _LANGUAGE.search(head)):
        fields["language"], methods["language"] = language[1], "header of the subtitles"
    yield Record(None, fields, tuple(fields), None, warning, methods)


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
