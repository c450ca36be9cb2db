"""Links between sources: added, seen beside a source and in every export, taken away, undone, out and in again."""

import json
import shutil
import xml.etree.ElementTree as ET

import pytest
import stix2

from filrouge.annotations import log
from filrouge.annotations.acts import Author
from filrouge.annotations.carrying import add_json, carry_over, rows_json
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import of_source
from filrouge.annotations.source_links import (
    SourceLink,
    is_links,
    known_links,
    linked,
    links_csv,
    read_links,
    unlinked,
)
from filrouge.annotations.source_table import read_sources
from filrouge.bundle import Bundle
from filrouge.errors import FilrougeError
from filrouge.export.changes import changes_bytes
from filrouge.wording.by_hand import by_hand_text, history_text
from filrouge.wording.source_links import link_texts, source_text
from tests.unit.explore.by_hand import PHARE, POST, by_hand_bundle

ANA = Author("Ana")
OWNED = SourceLink(PHARE, "owned by", POST)


@pytest.fixture
def own(tmp_path):
    return Bundle.open(by_hand_bundle(tmp_path / "eight"))


def test_a_link_is_added_taken_away_undone_and_done_again(own):
    act = log.add(own, linked(own, [OWNED, OWNED], reason="the register"), ANA)
    for bundle in (seen(own), seen(Bundle.open(own.path))):
        assert known_links(bundle) == (OWNED,)
        assert link_texts(bundle, PHARE) == [f"owned by {POST}"]
        assert link_texts(bundle, POST) == [f"owns {PHARE}"]
    assert known_links(seen(own, as_found=True)) == ()
    assert by_hand_text(seen(own)) == "", "no figure changes"
    assert linked(seen(own), [OWNED]) == [], "it is known"
    (line,) = history_text(log.current(own).history(), seen(own), log.current(own))
    assert line.endswith(f"Ana: Link added: {PHARE} is owned by {POST}. Reason: the register")
    gone = log.add(own, unlinked(OWNED), ANA)
    assert known_links(seen(own)) == ()
    line = history_text(log.current(own).history(), seen(own), log.current(own))[0]
    assert line.endswith(f"Link removed: {PHARE} is owned by {POST}")
    log.undo(own, gone, ANA)
    assert known_links(seen(own)) == (OWNED,)
    log.undo(own, act, ANA)
    assert known_links(seen(own)) == ()
    log.redo(own, act, ANA)
    assert known_links(seen(own)) == (OWNED,)


def test_what_holds_both_ways_is_said_once(own):
    log.add(own, linked(own, [SourceLink(PHARE, "same group as", POST)]), ANA)
    assert linked(seen(own), [SourceLink(POST, "same group as", PHARE)]) == []
    assert len(linked(seen(own), [SourceLink(POST, "republishes", PHARE), OWNED])) == 2
    assert link_texts(seen(own), POST) == [f"same group as {PHARE}"]


@pytest.mark.parametrize(
    "link", [SourceLink(PHARE, "owned by", PHARE), SourceLink(PHARE, "likes", POST), SourceLink("X", "mirror of", POST)]
)
def test_what_is_no_link_is_refused(own, link):
    with pytest.raises(FilrougeError):
        linked(own, [link])


def test_a_source_is_told_with_its_facts_and_links(own):
    log.add(own, [*of_source(PHARE, {"kind": "state media", "owner": "Granit SA"}), *linked(own, [OWNED])], ANA)
    assert source_text(seen(own), PHARE) == f"State media · Granit SA · owned by {POST}"
    assert source_text(own, PHARE) == ""


def test_links_go_out_in_every_form_and_come_in_again(own, tmp_path):
    log.add(own, linked(own, [OWNED, SourceLink(POST, "republishes", PHARE)]), ANA)
    objects = stix2.parse(changes_bytes(seen(own), "stix")).objects
    channels = {one.id: one.name for one in objects if one.type == "channel"}
    told = [one for one in objects if one.type == "relationship" and {one.source_ref, one.target_ref} <= set(channels)]
    assert {(channels[one.source_ref], one.description, channels[one.target_ref]) for one in told} == {
        (PHARE, f"{PHARE} is owned by {POST}", POST), (POST, f"{POST} republishes {PHARE}", PHARE),
    }  # fmt: skip
    graph = ET.fromstring(changes_bytes(seen(own), "gexf"))
    values = {one.get("value") for one in graph.iter("{http://www.gexf.net/1.2draft}attvalue")}
    assert f"{PHARE} is owned by {POST}; {POST} republishes {PHARE}" in values
    table = links_csv(seen(own))
    assert table == changes_bytes(seen(own), "links").decode("utf-8-sig")
    assert is_links(table)
    assert not is_links("pattern,name,country\n")
    other = Bundle.open(by_hand_bundle(tmp_path / "other"))
    links, problems = read_links(other, table.upper() + "X,mirror of,Y\n" + f"{PHARE},likes,{POST}\n")
    assert [problem.partition(":")[0] for problem in problems] == ["line 4", "line 5"]
    log.add(other, linked(other, links), ANA)
    assert known_links(seen(other)) == known_links(seen(own))
    third = Bundle.open(by_hand_bundle(tmp_path / "third"))
    assert add_json(third, rows_json(own)).acts == 1
    assert known_links(seen(third)) == known_links(seen(own))
    assert json.loads(rows_json(own))["rows"][0]["what"] == f"link:owned by:{POST}"


@pytest.mark.parametrize(("between", "quote"), [(",", '"'), (";", ""), ("\t", "")])
def test_links_are_read_however_a_table_is_written(own, between, quote):
    rows = [("source", "relation", "other"), (PHARE, "owned by", POST), ("", "", ""), (PHARE, "mirror of", PHARE)]
    table = "\r\n".join(between.join(f"{quote}{cell}{quote}" for cell in row) for row in rows) + "\r\n\r\n"
    assert is_links(table)
    assert read_links(own, table) == ([OWNED], ["line 4: a source is not linked to itself"])


@pytest.mark.parametrize("read", [read_links, read_sources])
def test_a_table_that_cannot_be_read_is_refused(own, read):
    with pytest.raises(FilrougeError, match="no table that can be read"):
        read(own, "source,relation,other\n" + "x" * 200_000)


def test_links_are_carried_over_to_another_build(own, tmp_path):
    log.add(own, linked(own, [OWNED]), ANA)
    new = Bundle.open(shutil.copytree(own.path, tmp_path / "new"))
    carry_over(own, new)
    assert known_links(seen(new)) == (OWNED,)


def test_a_hostile_name_in_a_link_is_text(own):
    rows = linked(own, [OWNED], reason="=HYPERLINK(1)<script>")
    log.add(own, rows, Author("<img src=x>"))
    assert all(not cell.startswith("=") for cell in links_csv(seen(own)).split(","))
    stix2.parse(changes_bytes(seen(own), "stix"))
