import json
from dataclasses import replace
from pathlib import Path

import pytest

from filrouge.explore.copies import changed, copies_of
from filrouge.explore.documents import document

DEMO = Path(__file__).resolve().parents[3] / "data" / "sample"


def told(text: str, other: str, language: str = "en") -> list[tuple[tuple[str, ...], str, str]]:
    """Kinds of each change, and the words in both texts."""
    found = changed(text, other, language)
    return [(change.kinds, text[slice(*change.here)], other[slice(*change.there)]) for change in found]


@pytest.mark.parametrize(
    ("text", "other", "language", "wanted"),
    [
        ("The report cites two.", "The report cites 16.", "en", [(("number",), "two", "16")]),
        ("Costs 31 million.", "Costs 310 million.", "en", [(("number",), "31", "310")]),
        ("He did write.", "He did not write.", "en", [(("negation",), "", "not")]),
        ("He can't go.", "He can go.", "en", [(("negation",), "can't", "can")]),
        ("Il n'a rien dit.", "Il a tout dit.", "fr", [(("negation",), "n'a rien", "a tout")]),
        ("Он не писал.", "Он писал.", "ru", [(("negation",), "не", "")]),
        ("The sea is red.", "The sea is blue.", "en", [(("word",), "red", "blue")]),
        ("Red; blue.", "Red, blue.", "en", [(("sign",), ";", ",")]),
        ("No 5 boats.", "All 7 boats.", "en", [(("number", "negation"), "No 5", "All 7")]),
        ("他去了海边。", "他没去海边。", "zh", [(("negation",), "", "没"), (("word",), "了", "")]),
        ("One. " + "w " * 9 + "Two.", "One. Two.", "en", [(("passage",), ("w " * 9).strip(), "")]),
        ("The same\ntext.", "The  same text.", "en", []),
        ("", "", "en", []),
        ("", "One", "en", [(("word",), "", "One")]),
    ],
)
def test_each_change_is_found_and_named(text, other, language, wanted):
    assert told(text, other, language) == wanted
    assert told(other, text, language) == [(kinds, there, here) for kinds, here, there in wanted]


def test_long_texts_are_compared_in_time():
    words = [f"w{i % 700}" for i in range(20_000)]
    other = [*words[:9_000], "new", *words[9_000:-1], "not"]
    assert told(" ".join(words), " ".join(other))[0] == (("word",), "", "new")


TRUTH = json.loads((DEMO / "truth.json").read_text("utf-8"))["copy_groups"]
PRINTED = [group for group in TRUTH if group["kind"] == "verbatim"]
KIND_OF = {"number": "number", "negation": "negation", "name": "word"}


@pytest.mark.parametrize("group", PRINTED, ids=lambda group: group["copy_group"])
def test_what_was_altered_in_the_demo_is_found(demo, group):
    first, *_rest = group["documents"]
    found = document(demo, first)
    copies = {copy.row["doc_id"]: copy for copy in copies_of(demo, found, 50)}
    assert set(copies) == set(group["documents"]) - {first}
    some = replace(found, copies=found.copies.tail(1))
    assert [copy.row["doc_id"] for copy in copies_of(demo, some, 50)] == some.copies["doc_id"].tolist()
    change = group["change"]
    for copy in copies.values():
        assert copy.same == (copy.text == found.text)
        assert copy.same == (copy.changes == ())
        if change is None:
            assert "negation" not in copy.kinds
            continue
        assert KIND_OF[change["kind"]] in copy.kinds
        altered = [c for c in copy.changes if c.kinds[0] == KIND_OF[change["kind"]]]
        at, other = found.text.index(change["from"]), copy.text.index(change["to"])
        inside = [
            c
            for c in altered
            if at <= c.here[0] <= c.here[1] <= at + len(change["from"])
            and other <= c.there[0] <= c.there[1] <= other + len(change["to"])
        ]
        assert inside


def test_spacing_alone_is_no_change_but_not_the_same(variant):
    opened = variant("full")
    groups = opened.query("SELECT doc_id FROM documents WHERE printed LIMIT 1")["doc_id"]
    found = document(opened, groups.iloc[0])
    (copy, *_more) = copies_of(opened, found, 50)
    assert copy.kinds  # synthetic copies are other texts
    assert not copy.same
