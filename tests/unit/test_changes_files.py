"""What people changed, in the forms of other programs: STIX 2.1, GEXF, a BERTopic model."""

import json
import shutil
import xml.etree.ElementTree as ET
from datetime import date
from uuid import UUID, uuid5

import pytest
import stix2

from filrouge.annotations import log
from filrouge.annotations.acts import DOCUMENT, NARRATIVE, RELATIONS, SOURCE, Author
from filrouge.annotations.events import Events, save_events
from filrouge.annotations.identities import about_narrative
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import merged, noted, of_document, of_narrative, of_source, split, tagged
from filrouge.annotations.source_links import SourceLink, linked
from filrouge.annotations.watched import written
from filrouge.bundle import Bundle
from filrouge.cli.changes import changes
from filrouge.export.changes import changes_bytes, write_changes
from filrouge.export.stix import stix_json
from tests.conftest import HOSTILE, UNPRINTABLE
from tests.unit.explore.by_hand import FISH, GAS, PHARE, POST, by_hand_bundle

ANA = Author("Ana")


@pytest.fixture
def own(tmp_path):
    opened = Bundle.open(by_hand_bundle(tmp_path / "eight"))
    state = log.current(opened)
    about, identity = about_narrative(opened, state, GAS)
    rows = [
        *identity,
        *of_narrative(opened, GAS, {"name": "Dear gas", "status": "confirmed"}),
        *tagged(NARRATIVE, about, [], ["disarm:T0002", "abcde:C", "mine"]),
        *noted(NARRATIVE, about, "Ask the ministry."),
        *of_source(PHARE, {"kind": "state media", "country": "FR"}),
        *noted(DOCUMENT, "gaz", "call them"),
    ]
    log.add(opened, list({(r.kind, r.about, r.what): r for r in rows}.values()), ANA)
    log.add(opened, merged(opened, [FISH], GAS), ANA)
    save_events(opened, Events(()), [(date(2025, 1, 7), "Strike")])
    return opened


def by_type(text: str) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for one in json.loads(text)["objects"]:
        if not one.get("revoked"):
            found.setdefault(one["type"], []).append(one)
    return found


def revoked(text: str) -> list[tuple[str, str]]:
    found = [one for one in json.loads(text)["objects"] if one.get("revoked")]
    return sorted((one["type"], one.get("name", one.get("content"))) for one in found)


def test_what_people_had_and_have_no_more_is_revoked_until_it_is_there_again(own):
    def by_id(text: str) -> dict[str, dict]:
        return {one["id"]: one for one in json.loads(text)["objects"]}

    fish = [("narrative", "fishing ban"), ("report", "fishing ban")]
    assert revoked(stix_json(seen(own))) == fish, "merged away"
    assert revoked(stix_json(seen(own, as_found=True))) == []
    acts = [
        log.add(own, split(seen(own), GAS, "prix", "Prices"), ANA),
        log.add(own, written(own, "Dear", "Gas is dear."), Author("Ben")),
        log.add(own, noted(SOURCE, POST, "Burn this"), Author("Cleo")),
    ]
    text = stix_json(seen(own))
    before = by_id(text)
    assert revoked(text) == fish
    for act in acts:
        log.undo(own, act, ANA)
    text = stix_json(seen(own))
    gone = {one: told for one, told in by_id(text).items() if told.get("revoked")}
    names = {("narrative", "Prices"), ("report", "Prices"), ("narrative", "Dear"), ("note", "This note was removed.")}
    assert revoked(text) == sorted([*fish, *names])
    assert "Burn this" not in text
    stix2.parse(text)
    assert gone.keys() <= before.keys(), "under the ids that they had"
    assert all(told["created_by_ref"] == before[one]["created_by_ref"] for one, told in gone.items())
    later = [one for one, told in gone.items() if told["modified"] > before[one]["modified"]]
    assert len(later) == len(names)
    for act in acts:
        log.redo(own, act, ANA)
    text = stix_json(seen(own))
    assert revoked(text) == fish
    assert all(by_id(text)[one]["modified"] > gone[one]["modified"] for one in later)


def test_a_note_that_is_put_back_is_later_than_what_took_its_place(own):
    def note() -> dict:
        (found,) = [one for one in by_type(stix_json(seen(own)))["note"] if one["authors"] == ["Cleo"]]
        return found

    log.add(own, noted(SOURCE, POST, "one", "n"), Author("Cleo"))
    act = log.add(own, noted(SOURCE, POST, "two", "n"), Author("Cleo"))
    second = note()
    log.undo(own, act, ANA)
    assert (second["content"], note()["content"]) == ("two", "one")
    assert note()["modified"] > second["modified"]


def test_a_part_that_was_split_off_and_renamed_is_known_by_its_former_name(own):
    log.add(own, split(seen(own), GAS, "prix", "Prices"), ANA)
    (new,) = [n for n, label in seen(own).labels.items() if label == "Prices"]
    log.add(own, of_narrative(seen(own), new, {"name": "Dear prices"}), Author("Ben"))
    (part,) = [one for one in by_type(stix_json(seen(own)))["narrative"] if one["name"] == "Dear prices"]
    assert part["aliases"] == ["Prices"]
    assert "Named by Ben." in part["description"]


def test_stix_holds_what_people_made_of_it(own):
    text = stix_json(seen(own))
    objects = by_type(text)
    assert {one["name"] for one in objects["narrative"]} == {"Dear gas", "overseas vote"}
    (gas,) = [one for one in objects["narrative"] if one["name"] == "Dear gas"]
    assert gas["labels"][0] == "confirmed"
    assert gas["aliases"] == ["gas price"]
    assert "Named by Ana." in gas["description"]
    assert not any("aliases" in one for one in objects["narrative"] if one is not gas)
    (phare,) = [one for one in objects["channel"] if one["name"] == PHARE]
    assert "state media (said by Ana)" in phare["description"].casefold().replace("ana", "Ana")
    assert {"Content", "mine"} < set(gas["labels"])
    assert {one["name"]: one.get("channel_types") for one in objects["channel"]} == {PHARE: ["state media"], POST: None}
    (technique,) = objects["attack-pattern"]
    assert technique["id"] == "attack-pattern--70717452-f7e3-4ce8-956f-39a4d34c5cfb"
    assert technique["external_references"] == [{"source_name": "DISARM", "external_id": "T0002"}]
    pairs = {(one["source_ref"], one["target_ref"]) for one in objects["relationship"]}
    assert (gas["id"], technique["id"]) in pairs
    report = next(one for one in objects["report"] if one["name"] == "Dear gas")
    assert report["external_references"][0]["hashes"] == {"SHA-256": "0" * 64}
    assert "prix du gaz" in report["external_references"][0]["description"]
    assert report["description"].endswith("1 name and 1 merge by hand")
    (other,) = [one for one in objects["report"] if one["name"] == "overseas vote"]
    assert "by hand" not in other["description"], "nobody touched it"
    assert {one["content"] for one in objects["note"]} == {"Ask the ministry.", "call them"}
    assert {one["authors"][0] for one in objects["note"]} == {"Ana"}
    assert [one["name"] for one in objects["event"]] == ["Strike"]


def relationships(objects: dict[str, list[dict]]) -> set[tuple[str, str, str]]:
    name = {one["id"]: one["name"] for some in objects.values() for one in some if "name" in one}
    found = objects["relationship"]
    return {(name[one["source_ref"]], one["relationship_type"], name[one["target_ref"]]) for one in found}


def test_relationships_are_named_as_the_vocabulary_names_them(own):
    links = [SourceLink(PHARE, relation, POST) for relation in RELATIONS]
    log.add(own, [*linked(seen(own), links), *of_source(POST, {"owner": "Harbour Trust"})], ANA)
    objects = by_type(stix_json(seen(own)))
    assert relationships(objects) == {
        (PHARE, "uses", "Dear gas"), (POST, "uses", "Dear gas"),
        (PHARE, "uses", "overseas vote"), (POST, "uses", "overseas vote"),
        ("Dear gas", "related-to", "Facilitate State Propaganda"),
        (PHARE, "belongs-to", POST), (POST, "belongs-to", "Harbour Trust"),
        (PHARE, "related-to", POST), (PHARE, "amplifies", POST),
    }  # fmt: skip
    said = {one.get("description") for one in objects["relationship"]}
    assert {f"{PHARE} republishes {POST}", f"{PHARE} is a mirror of {POST}"} <= said
    name = {one["id"]: one["name"] for one in [*objects["narrative"], *objects["channel"]]}
    spoken = {
        (name[one["source_ref"]], name[one["target_ref"]]): (one["description"], one["start_time"], one["stop_time"])
        for one in objects["relationship"]
        if one["relationship_type"] == "uses"
    }
    assert spoken[POST, "Dear gas"] == ("2 documents", "2025-01-07T00:00:00Z", "2025-01-09T23:59:59Z")
    classes = {one["name"]: one["identity_class"] for one in objects["identity"]}
    assert classes["Harbour Trust"] == classes[POST] == "organization"
    (trust,) = [one["id"] for one in objects["identity"] if one["name"] == "Harbour Trust"]
    named = '{"identity_class":"organization","name":"harbour trust"}'
    assert trust == f"identity--{uuid5(UUID('00abedb4-aa42-466c-9c01-fed23315a9b7'), named)}", "as OpenCTI makes it"


def test_whoever_said_that_something_is_there_is_its_author(own):
    log.add(
        own, [*of_source(POST, {"owner": "Harbour Trust"}), *of_document("gaz", {"author": "Zoé Aubin"})], Author("Ben")
    )
    log.add(own, split(seen(own), GAS, "prix", "Prices"), Author("Cleo"))
    log.add(own, linked(seen(own), [SourceLink(PHARE, "republishes", POST)]), Author("Dan"))
    objects = by_type(stix_json(seen(own)))
    names = {one["id"]: one["name"] for one in objects["identity"]}
    of = {one["name"]: names[one["created_by_ref"]].split()[0] for one in [*objects["narrative"], *objects["channel"]]}
    assert of == {"Prices": "Cleo", "Dear gas": "Fil", "overseas vote": "Fil", PHARE: "Fil", POST: "Fil"}
    kinds = {one["relationship_type"]: names[one["created_by_ref"]].split()[0] for one in objects["relationship"]}
    assert kinds == {"uses": "Fil", "related-to": "Ana", "belongs-to": "Ben", "amplifies": "Dan"}
    assert {names[one["created_by_ref"]] for one in objects["note"]} == {"Ana"}
    (phare,) = [one for one in objects["channel"] if one["name"] == PHARE]
    assert (phare["channel_types"], phare["description"]) == (
        ["state media"],
        "kind: State media (said by Ana); country: FR (said by Ana)",
    )
    quoted = [one["description"] for report in objects["report"] for one in report.get("external_references", [])]
    assert any("· Zoé Aubin ·" in text for text in quoted)


def test_stix_asks_as_much_of_few_narratives_as_of_many(own, bundle, monkeypatch):
    asked = []
    query = Bundle.query

    def counted(self, *args, **given):
        asked.append(self.path)
        return query(self, *args, **given)

    monkeypatch.setattr(Bundle, "query", counted)
    for opened in (own, bundle):
        opened.forget()
        stix_json(seen(opened))
    assert len(own.narratives) * 4 <= len(bundle.narratives)
    assert asked.count(bundle.path) <= asked.count(own.path) + 4


def test_stix_of_one_narrative_holds_that_and_names_nothing_else(own):
    log.add(own, of_source(POST, {"owner": "Harbour Trust"}), ANA)
    text = changes_bytes(seen(own), "stix", GAS).decode()
    stix2.parse(text)
    objects = by_type(text)
    known = {one["id"] for some in objects.values() for one in some}
    refs = [v for some in objects.values() for one in some for k, v in one.items() if k.endswith("_ref")]
    refs += [ref for some in objects.values() for one in some for ref in one.get("object_refs", [])]
    assert set(refs) <= known
    assert [one["name"] for one in objects["narrative"]] == [one["name"] for one in objects["report"]] == ["Dear gas"]
    assert {one["name"] for one in objects["channel"]} == {PHARE, POST}
    assert [one["content"] for one in objects["note"]] == ["Ask the ministry."]
    assert "event" not in objects
    assert (POST, "belongs-to", "Harbour Trust") in relationships(objects)


def test_the_validator_of_the_standard_finds_nothing(own):
    validator = pytest.importorskip("stix2validator")
    log.add(own, linked(seen(own), [SourceLink(PHARE, relation, POST) for relation in RELATIONS]), ANA)
    # 103: ids are made from names, as OpenCTI makes them; 202: its channels are in relationships of its own.
    options = validator.ValidationOptions(version="2.1", strict=True, disabled="103,202")
    for text in (stix_json(seen(own)), stix_json(seen(own), GAS)):
        found = validator.validate_string(text, options)
        assert found.is_valid, [str(error) for error in found.errors]


def test_stix_knows_a_narrative_again_whatever_it_is_called(own):
    def narratives() -> dict[str, dict]:
        found = by_type(stix_json(seen(own)))
        return {one["name"]: one for one in [*found["narrative"], *({**r, "name": "R"} for r in found["report"][:1])]}

    before = narratives()
    act = log.add(own, of_narrative(own, GAS, {"name": "Gas again"}), ANA)
    renamed = narratives()
    log.undo(own, act, ANA)
    undone = narratives()
    ids = {before["Dear gas"]["id"], renamed["Gas again"]["id"], undone["Dear gas"]["id"]}
    assert len(ids) == 1
    assert before["R"]["id"] == renamed["R"]["id"] == undone["R"]["id"]
    times = [before["Dear gas"]["modified"], renamed["Gas again"]["modified"], undone["Dear gas"]["modified"]]
    assert times == sorted(set(times)), "later each time"
    assert before["Dear gas"]["created"] == undone["Dear gas"]["created"] < times[0]
    assert before["overseas vote"] == undone["overseas vote"], "nobody touched it"
    assert before["overseas vote"]["modified"] == before["overseas vote"]["created"]


def test_stix_is_read_back_by_the_library_and_names_nothing_that_is_not_there(own):
    text = stix_json(seen(own))
    read = stix2.parse(text)
    known = {one.id for one in read.objects}
    for one in json.loads(text)["objects"]:
        refs = [value for name, value in one.items() if name.endswith("_ref")] + one.get("object_refs", [])
        assert set(refs) <= known, one["type"]
    assert len(known) == len(read.objects)
    assert stix_json(seen(own)) == text, "the same again"


@pytest.mark.parametrize("text", [*HOSTILE, UNPRINTABLE])
def test_hostile_words_stay_words_in_every_form(own, text):
    about, _rows = about_narrative(own, log.current(own), GAS)
    says = [*noted(NARRATIVE, about, text), *tagged(SOURCE, POST, [], [text]), *of_source(POST, {"owner": text})]
    log.add(own, [*of_narrative(own, GAS, {"name": text}), *says], Author(text))
    shown = seen(own)
    stix2.parse(changes_bytes(shown, "stix"))
    graph = ET.fromstring(changes_bytes(shown, "gexf"))
    assert any(node.get("label") == shown.labels[GAS] for node in graph.iter("{http://www.gexf.net/1.2draft}node"))
    json.loads(changes_bytes(shown, "json"))
    lines = changes_bytes(shown, "csv").decode("utf-8-sig").splitlines()
    assert not any(cell.startswith(("=", "@", "+")) for line in lines for cell in line.split(","))


def test_the_network_has_sources_and_narratives_with_what_was_said(own):
    graph = ET.fromstring(changes_bytes(seen(own), "gexf"))
    names = {node.get("label") for node in graph.iter("{http://www.gexf.net/1.2draft}node")}
    assert names == {PHARE, POST, "Dear gas°", "overseas vote"}, "a part of the merged one is tentative"
    weights = sorted(float(edge.get("weight")) for edge in graph.iter("{http://www.gexf.net/1.2draft}edge"))
    assert weights == [1.0, 1.0, 2.0, 2.0]
    assert b"state media" in changes_bytes(seen(own), "gexf")


def test_the_model_goes_back_with_the_names(tmp_path, demo):
    own = Bundle.open(shutil.copytree(demo.path, tmp_path / "own"))
    topics = {int(n): int(t) for t, n in own.manifest["settings"]["model_topics"].items()}
    first, second, third = list(own.labels)[:3]
    log.add(own, of_narrative(own, first, {"name": "Named by hand"}), ANA)
    log.add(own, merged(own, [second], first), ANA)
    log.add(own, of_narrative(own, third, {"hidden": True}), ANA)
    write_changes(seen(own), "bertopic", tmp_path / "model")
    from bertopic import BERTopic

    info = BERTopic.load(str(tmp_path / "model")).get_topic_info().set_index("Topic")["CustomName"]
    assert info[topics[first]] == info[topics[second]] == "Named by hand"
    assert info[topics[third]] == info[-1] == "No clear narrative"


def test_the_command_lists_writes_and_adds(own, tmp_path):
    from click.testing import CliRunner

    def run(*arguments):
        done = CliRunner().invoke(changes, [str(one) for one in arguments], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    assert "“gas price” merged" not in run(own.path)
    assert "named “Dear gas”" in run(own.path)
    run(own.path, "--out", tmp_path / "changes.json")
    run(own.path, "--out", tmp_path / "stix.json", "--form", "stix")
    stix2.parse((tmp_path / "stix.json").read_text("utf-8"))
    given = json.loads((tmp_path / "changes.json").read_text("utf-8"))
    given["rows"].append({**given["rows"][-1], "act": "edited", "what": "status", "value": "splendid"})
    (tmp_path / "edited.json").write_text(json.dumps(given))
    third = by_hand_bundle(tmp_path / "third")
    said = run(third, "--add", tmp_path / "edited.json")
    assert "Added 2 changes." in said
    assert f"edited.json, row {len(given['rows'])}: “splendid” is not one of to check, confirmed, dismissed." in said
    other = by_hand_bundle(tmp_path / "other")
    assert "Nothing was changed" in run(other)
    assert "Added 2 changes." in run(other, "--add", tmp_path / "changes.json")
    assert seen(Bundle.open(other)).labels == seen(own).labels
