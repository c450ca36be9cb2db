from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from filrouge.bundle import Bundle
from filrouge.explore.boilerplate import FEWEST, dateline_end, texts_without_boilerplate
from filrouge.explore.selection import Selection
from filrouge.explore.sides import Side
from filrouge.explore.tellings import tellings
from filrouge.explore.words import passages_with, words, words_between
from tests.unit.explore.planted import bundle_of

DATELINES = [
    "SALTMERE, Dec 13, 2025 (Sarn Wire) — ", "PORT-ALCYON, Jan 30 (Sarn Wire) — ", "LACVERT, 17 févr 2026 (Wire) — ",
    "LUGO, 3 de marzo de 2024 (EFE).- ", "БЕРЛИН, 10 мая (Рейтер) - ", "МОСКВА, 3 марта 2024. /ТАСС/. ",
    "BERLIN (dpa) - ", "(AFP) - ", "KHAROND, OSTRANY, March 3, 2025 /Newswire/ -- ", "LONDON, 3 March 2024 — ",
    "PARIS — ", "OSLO, 3–4 May (Sarn Wire) — ", "القاهرة (رويترز) - ", "新华社北京1月3日电 ", "(서울=연합뉴스) ",
    "TORONTO and NEW YORK (Reuters) — ",
]  # fmt: skip
NO_DATELINES = [
    "Box nine of the petition — it had a heron on it", "The bosun's letter – dated March 3 – asks for a boat",
    "Velmar (the republic) has said that it — and not Ostrany — pays", "He said – twice", "Ten years on – nothing",
    "The council met on 3 March 2025 (a Monday) — and rose", "市长昨天宣布，大桥的修复工程",
]  # fmt: skip


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_told_by_its_form(dateline):
    line = dateline + "the council of the town met on Tuesday – and rose early."
    assert line[dateline_end(line) :].lstrip().startswith("the council")


@pytest.mark.parametrize("line", NO_DATELINES)
def test_a_sentence_is_no_dateline(line):
    assert dateline_end(line) == 0


def said(
    texts: list[str], source: str = "Harbour Wire", domain: str | None = None, sentences: Path | None = None
) -> list[list[str]]:
    """The words that are left of texts of one source."""
    about = pd.DataFrame({"doc": range(len(texts)), "source": source, "language": "en"})
    bundle = SimpleNamespace(
        query=lambda sql, *_: about if "WITH" not in sql or len(texts) >= FEWEST else about[:0],
        sources=pd.DataFrame({"source": [source], "domain": [domain]}),
        text_rows=lambda docs: {doc: {"doc_id": str(doc), "text": texts[doc]} for doc in docs},
        manifest={"files": {"sentences.parquet": {}} if sentences else {}},
        path=sentences,
    )
    found = texts_without_boilerplate(bundle, range(len(texts)))
    assert [len(found[i]) for i in range(len(texts))] == [len(text) for text in texts]
    return [list(words(found[i])) for i in range(len(texts))]


@pytest.mark.parametrize(
    ("source", "domain", "text", "left"),
    [
        ("Le Monde", "lemonde.fr", "Dans Le Monde, le monde, www.lemonde.fr/a/b, LE MONDE.", ["dans", "le", "monde"]),
        ("The Harbour Courier", None, "Harbour Courier readers saw the harbour.", ["readers", "saw", "the", "harbour"]),
        ("le_phare", None, "Le Phare et le phare", ["et", "le", "phare"]),
        ("Time", "time.com", "Times change, Time says, at time", ["times", "change", "says", "at", "time"]),
        ("新华社", None, "据新华社报道", ["据", "报道"]),
        ("El Faro", "elfaro.example", "Visto en El Faro y Elfaro, ELFARO.EXAMPLE/a", ["visto", "en"]),
        ("Figaro", "lefigaro.fr", "Figaro Live, vu par Le Figaro, dit figaro", ["live", "vu", "par", "dit", "figaro"]),
        ("leport.example", "leport.example", "Au Port et le port", ["au", "port", "et", "le", "port"]),
        ("A", None, "A boat", ["boat"]),
    ],
)  # fmt: skip
def test_a_source_is_not_a_word_of_its_own_texts(source, domain, text, left):
    found = said([text], source=source, domain=domain)[0]
    assert [word for word in found if word != "y"] == left


@pytest.mark.parametrize(
    ("end", "left"),
    [
        ('"It rose." 16/12/2018 19:26:31 - Saltmere (SWA) - © 2018 Sarn', ["it", "rose", "sarn"]),
        ("It rose. 14/12/2018 16:47 - Déols (France) (SWA) -", ["it", "rose"]),
        ("It rose, the agency (SWA) - and others - said on 3 May.", None),
        ("On 3 May Saltmere (SWA) - its members, crews and boats - went to the council of the island.", None),
    ],
)
def test_a_dateline_at_the_end_is_one_and_a_sentence_there_is_none(end, left):
    (found,) = said([f"The council met. {end}"])
    (whole,) = [list(words(f"The council met. {end}"))]
    assert found == (whole if left is None else [*whole[:3], *left])


def test_greetings_and_sign_offs_are_no_words_and_what_is_said_once_is():
    greetings = ["Good morning to all.", "Good evening.", "Good night out there."]
    port = ["boats", "cranes", "pilots", "ropes", "docks", "sails", "tugs", "buoys", "masts", "locks", "piers", "hulls"]
    fish = ["cod", "eel", "herring", "perch", "trout", "bream", "skate", "plaice", "hake", "dab", "ling", "sprat"]
    texts = [
        f"{greetings[i % 3]} {port[i].title()} were lost. Then {fish[i]} was dear. Was {fish[i]} a good catch?\n"
        f"Of {port[i]} and {fish[i]} more is said, and {fish[-i]} came late.\n\nReported by desk {i}, Harbour."
        for i in range(12)
    ]
    left = said(texts)
    every = [word for text in left for word in text]
    assert not {"morning", "evening", "night", "reported", "desk", "harbour"} & set(every)
    assert every.count("good") == 12  # the catch's, which is no greeting
    assert all({port[i], fish[i], "lost", "dear", "more", "late"} <= set(left[i]) for i in range(12))


def test_what_the_build_has_marked_as_repeated_is_no_word_wherever_it_stands(tmp_path):
    told = "Boats {} were lost at noon near the pier. "
    phrase = "See more on Tower Live"
    texts = [told.format(i) + f"{phrase}\n{told.format(i + 1)}" for i in range(FEWEST)]
    texts[1] = (
        told.format(1) + "The storm film - See more on  Tower Live - " + told.format(2)
    )  # in a sentence of its own
    texts[2] = f"{phrase} {phrase} again"  # and there is nothing beside it
    start = texts[0].index(phrase)
    rows = {"doc_id": ["0", "0"], "start": [start, 0], "end": [start + len(phrase), 5], "boilerplate": [True, False]}
    pq.write_table(pa.table(rows), tmp_path / "sentences.parquet")
    left = said(texts, sentences=tmp_path)
    assert not {"see", "more", "tower", "live"} & {word for i in (0, 1, 3, 4) for word in left[i]}
    assert {"storm", "film", "boats", "lost"} <= set(left[1])
    assert left[2] == ["see", "more", "on", "tower", "live"] * 2 + ["again"]


def test_what_a_text_has_nothing_beside_is_what_it_says():
    assert (
        said(["Boats left the port. Fish was dear."] * 9)
        == [["boats", "left", "the", "port", "fish", "was", "dear"]] * 9
    )


def test_what_a_source_repeats_in_one_story_is_what_it_says(tmp_path):
    # Every text greets and signs off; one story of twelve texts ends with a slogan, and has it from its first day.
    rng = np.random.default_rng(0)
    usual = [f"word{i}" for i in range(60)]

    def text(i: int, slogan: str = "") -> str:
        drawn = " ".join(rng.choice(usual, 20))
        return f"Good evening from the tower. {drawn}. {drawn.upper()}. {slogan}\n\nNight falls, desk {i} signs off."

    rows = [{"source": "Tower", "date": f"2025-01-{i % 28 + 1:02}", "about": [0], "text": text(i)} for i in range(60)]
    rows += [{**rows[i], "about": [1], "text": text(i, "Mines are theirs.")} for i in range(12)]
    rows += [{**rows[i], "source": "Post", "text": " ".join(rng.choice(usual, 20))} for i in range(60)]
    bundle = Bundle.open(bundle_of(tmp_path / "b", rows))
    table = words_between(bundle, Selection(sources=("Tower",)), Selection(sources=("Post",)))
    told = set(table.loc[table["q"] <= 0.05, "word"])
    assert not told & {"good", "evening", "tower", "night", "falls", "desk", "signs", "off", "from"}
    story = words_between(bundle, Selection(narratives=(1,)), Selection(narratives=(0,), sources=("Tower",)))
    assert {"mines", "theirs"} <= set(story.loc[(story["q"] <= 0.05) & (story["z"] > 0), "word"])
    assert passages_with(bundle, Selection(narratives=(1,)), "en", "evening") == []


def test_in_the_demo_no_source_is_told_by_its_name_dateline_or_greeting(demo):
    named = demo.query("SELECT source, count(*) AS n FROM documents GROUP BY source ORDER BY n DESC")["source"]
    framing = {"sarn", "wire", "radio", "ostrany", "release", "immediate", "dec", "2025", "вессенхаль", "good"}
    wire = Selection(sources=("Sarn Wire",))
    for other in named[1:7]:
        table = words_between(demo, wire, Selection(sources=(other,)))
        told = set(table.loc[table["q"] <= 0.05, "word"])
        assert not told & framing, other
    # the strait of that name stays a word
    assert passages_with(demo, wire, "en", "sarn")
    read = demo.query("SELECT count(DISTINCT doc) AS n FROM documents WHERE source = 'Sarn Wire' AND language = 'en'")
    assert len(passages_with(demo, wire, "en", "sarn")) < read["n"].iloc[0]


def test_in_tellings_no_dateline_is_marked(demo):
    sides = Side(("Sarn Wire",)), Side(("Velmar One",))
    pairs = [pair for narrative in range(6) for pair in tellings(demo, Selection(), narrative, *sides)]
    heads = [pair for pair in pairs if "(Sarn Wire) —" in pair.first["text"]]
    assert heads
    for pair in heads:
        end = pair.first["text"].index("(Sarn Wire) —")
        assert all(start > end for start, _end, _kind in pair.first_marks)
