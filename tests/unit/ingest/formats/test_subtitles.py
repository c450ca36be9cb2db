"""Subtitles: what is spoken, in sentences, and nothing of the numbers, times and marks around it."""

import io
import json
from pathlib import Path

import pytest

from filrouge.ingest.formats.kinds import kind_of
from filrouge.ingest.formats.readers import read_records
from filrouge.ingest.formats.subtitles import read_subtitles
from filrouge.ingest.record import Item, UnreadableFile

SRT = """\
1
00:00:01,000 --> 00:00:04,000
The ferry to Lower Marlow

2
00:00:04,000 --> 00:00:07,500
<i>will not run</i> in 2024,
the company said.

3
00:00:12,000 --> 00:00:15,000
{\\an8}Crews had asked for that.
"""
VTT = """\
WEBVTT - spoken by two
Kind: captions
Language: fr

STYLE
::cue { color: white }

NOTE not spoken: 12 lines
of it

intro
00:01.000 --> 00:04.000 align:start position:0%
<v Anne Roc>Le bac ne partira pas,

00:04.000 --> 00:06.000
<v Anne Roc>a dit la compagnie.

00:06.500 --> 00:08.000
<v Paul>[Musique]

00:08.000 --> 00:09.000
<v Paul>Pourquoi&nbsp;?
"""
ROLLING = """\
WEBVTT

00:00:00.000 --> 00:00:02.000
the<00:00:00.500><c> ferry</c>

00:00:02.000 --> 00:00:04.000
the ferry
will<00:00:02.500><c> not</c><00:00:03.000><c> run</c>

00:00:04.000 --> 00:00:06.000
will not run
today
"""
SBV = "0:00:01.000,0:00:04.000\nLa barca no\nsaldrá hoy.\n\n0:00:05.000,0:00:06.000\nVolverá mañana.\n"
CHINESE = "1\n00:00:01,000 --> 00:00:02,000\n渡轮今天\n\n2\n00:00:02,000 --> 00:00:03,000\n停航。\n"
BARE = "00:00:01,000 --> 00:00:02,000\r\nThe ferry\r\n00:00:02,000 --> 00:00:03,000\r\nis late.\r\n"


def item(content: str, name: str = "a.srt", encoding: str = "utf-8") -> Item:
    return Item(name, Path(name), lambda: io.BufferedReader(io.BytesIO(content.encode(encoding))))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (SRT, "The ferry to Lower Marlow will not run in 2024, the company said.\n\nCrews had asked for that."),
        (VTT, "Anne Roc: Le bac ne partira pas, a dit la compagnie.\n\nPaul: Pourquoi\xa0?"),
        (ROLLING, "the ferry will not run today"),
        (SBV, "La barca no saldrá hoy. Volverá mañana."),
        (CHINESE, "渡轮今天停航。"),
        (BARE, "The ferry is late."),
    ],
)
def test_cues_are_joined_to_what_is_spoken(content, text):
    assert kind_of(item(content)) == "subtitles"
    (record,) = read_records(item(content))
    assert record.fields["text"].replace("\xa0", " ") == text.replace("\xa0", " ")
    assert record.fields["kind"] == "transcript"
    assert not record.pasted


def test_the_language_that_a_file_states_is_kept():
    (record,) = read_subtitles(item(VTT, "a.vtt"))
    assert record.fields["language"] == "fr"


def test_subtitles_are_known_in_any_encoding():
    assert kind_of(item("\ufeff" + SRT, encoding="utf-16-le")) == "subtitles"


@pytest.mark.parametrize(
    "content",
    [
        "1\nThe quay --> the bridge\nA walk in three parts, told by those who went along on Monday.\n",
        "10:30 --> a time\nNothing else.\n",
        "WEBVTTs are files of captions, the board said.\n",
        "12:30\nThe ferry left.\n",
    ],
)
def test_prose_that_begins_with_a_number_is_none(content):
    assert kind_of(item(content, "a.txt")) == "text"


@pytest.mark.parametrize("content", ["WEBVTT\n\n00:01.000 --> 00:02.000\n♪♪\n", "WEBVTT\n\nno cue is in it\n"])
def test_a_film_in_which_nothing_is_spoken_is_refused(content):
    with pytest.raises(UnreadableFile, match="nothing is spoken"):
        list(read_subtitles(item(content)))


ASS = """\
[Script Info]
Title: Ferry

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,,{\\an8}The ferry to Lower Marlow,\\Nit is said,
Comment: 0,0:00:04.00,0:00:05.00,Default,,0,0,0,,a note
Dialogue: 0,0:00:04.00,0:00:07.50,Default,,0,0,0,,will not run.
"""
TTML = """\
<?xml version="1.0" encoding="utf-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><head><styling><style xml:id="s"/></styling></head>
<body><div><p begin="00:00:01.000" end="00:00:04.000">The ferry to Lower Marlow,<br/><span>it is said,</span></p>
<p begin="4.0s" end="7.5s">will not run.</p></div></body></tt>
"""


SRV3 = """<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><body>
<p t="1000" d="3000" w="1"><s>The ferry</s><s t="900"> to Lower Marlow, it is said,</s></p><p t="4000" d="9" a="1">
</p><p t="4010" d="3000">will not run.</p></body></timedtext>"""
SRV1 = """<?xml version="1.0" encoding="utf-8" ?><transcript><text start="1" dur="3">The ferry to Lower Marlow,
it is said,</text><text start="4" dur="3.5">will not run.</text></transcript>"""
PARTS = [("The ferry to Lower Marlow,", 1.0, 3.0), ("it is said,", 3.0, 4.0), ("will not run.", 4.0, 7.5)]
WHISPER = json.dumps({"text": "", "language": "en", "segments": [
    {"id": n, "seek": 0, "start": start, "end": end, "text": f" {said}", "tokens": [1, 2], "avg_logprob": -0.2}
    for n, (said, start, end) in enumerate(PARTS)]})  # fmt: skip
WHISPER_CPP = json.dumps({"model": {"type": "base"}, "result": {"language": "en"}, "transcription": [
    {"timestamps": {"from": "00:00:01,000"}, "offsets": {"from": 1000 * start, "to": 1000 * end}, "text": f" {said}"}
    for said, start, end in PARTS]})  # fmt: skip
JSON3 = json.dumps({"wireMagic": "pb3", "pens": [{}], "events": [{"tStartMs": 0, "dDurationMs": 9000, "id": 1}, *(
    {"tStartMs": 1000 * start, "dDurationMs": 1000 * (end - start), "segs": [{"utf8": word} for word in (said, "\n")]}
    for said, start, end in PARTS)]})  # fmt: skip
PIECES = json.dumps([{"text": said, "start": start, "duration": end - start} for said, start, end in PARTS])
TSV = "start\tend\ttext\n" + "".join(f"{1000 * start:.0f}\t{1000 * end:.0f}\t{said}\n" for said, start, end in PARTS)
OTHER_FORMS = {
    "ass": ASS, "ttml": TTML, "srv3": SRV3, "srv1": SRV1, "whisper": WHISPER, "whisper.cpp": WHISPER_CPP,
    "json3": JSON3, "pieces": PIECES, "tsv": TSV,
}  # fmt: skip


@pytest.mark.parametrize("written", OTHER_FORMS.values(), ids=OTHER_FORMS)
def test_cues_of_other_forms(written):
    given = item(written, "a.txt")
    assert kind_of(given) == "subtitles"
    (record,) = read_records(given)
    assert record.fields == {"text": "The ferry to Lower Marlow, it is said, will not run.", "kind": "transcript"}


def test_who_speaks_stands_before_what_is_said():
    spoken = [
        {"start": 0.0, "end": 2.0, "text": "Who pays?", "speaker": "S1"},
        {"start": 2.0, "end": 4.0, "text": "Nobody."},
    ]
    (record,) = read_records(item(json.dumps({"language": "de", "segments": spoken, "word_segments": []}), "a.json"))
    assert (record.fields["text"], record.fields["language"]) == ("S1: Who pays? Nobody.", "de")


@pytest.mark.parametrize(
    "value",
    [
        [{"title": "Ferry laid up", "text": "The ferry stays in port.", "start": 1, "end": 2}],
        {"articles": [{"title": "Ferry laid up", "segments": [{"text": "It stays.", "start": 1, "end": 2}]}]},
        {"segments": [{"text": "The ferry stays in port."}]},
    ],
)
def test_records_with_pieces_or_times_are_no_transcript(value):
    assert kind_of(item(json.dumps(value), "a.json")) == "json"


def test_a_transcript_that_is_cut_is_refused():
    assert kind_of(item(WHISPER[:-30], "a.json")) == "subtitles"
    with pytest.raises(UnreadableFile, match="cut short"):
        list(read_subtitles(item(WHISPER[:-30], "a.json")))
