import csv
import io

import pytest

from filrouge.annotations import log
from filrouge.annotations.acts import Author
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import of_source
from filrouge.annotations.source_table import COLUMNS, known, read_sources, said_of_sources, sources_csv
from filrouge.bundle import Bundle
from filrouge.ingest.sources import is_outlets, read_outlets
from filrouge.vocabularies.source_kinds import kind_key
from tests.conftest import HOSTILE
from tests.unit.explore.by_hand import PHARE, POST, by_hand_bundle

ANA = Author("Ana")


@pytest.fixture
def own(tmp_path):
    return Bundle.open(by_hand_bundle(tmp_path / "eight"))


def test_what_is_known_goes_out_and_comes_back(own, tmp_path):
    log.add(
        own, [*of_source(PHARE, {"kind": "state media", "group": "Coast"}), *of_source(POST, {"country": "GB"})], ANA
    )
    written = sources_csv(seen(own))
    told, problems = read_sources(own, written)
    assert problems == []
    assert told[PHARE] == {"kind": "state media", "group": "Coast"}
    assert told[POST] == {"country": "GB"}
    assert said_of_sources(seen(own), told) == [], "nothing new"
    other = Bundle.open(by_hand_bundle(tmp_path / "other"))
    log.add(other, said_of_sources(other, told), ANA)
    assert known(seen(other)) == known(seen(own))
    (tmp_path / "sources.csv").write_text(written, "utf-8")
    assert is_outlets(tmp_path / "sources.csv"), "filrouge build takes it as well"
    assert read_outlets(tmp_path / "sources.csv").find(PHARE, None).kind == "state media"


@pytest.mark.parametrize(
    "text",
    [
        "pattern;name;kind\nle ph*;Anything;daily\n",
        "source,kind\nLe Phare,daily\n",
        "name\tkind\nLE PHARE\tdaily\n\t\n",
        "Pattern,Name,Kind,Unheard\nphare.example,Le Phare,daily,x\n",
    ],
)
def test_a_file_in_other_forms_is_understood(own, text):
    assert read_sources(own, text) == ({PHARE: {"kind": "daily"}}, [])


def test_a_kind_is_known_by_any_word_for_it_and_an_unchanged_table_says_nothing(own):
    assert kind_key("Quotidien") == kind_key("daily") == kind_key("DAILY NEWSPAPER") == "daily"
    assert kind_key("agency") == kind_key("Agence de presse") == kind_key("wire") == "wire"
    assert kind_key("Pamphlet") == "Pamphlet"
    log.add(own, of_source(PHARE, {"kind": "agency"}), ANA)
    shown = seen(own)
    assert known(shown)[PHARE]["kind"] == "wire"
    assert said_of_sources(shown, {PHARE: {"kind": "News agency"}, POST: {"kind": ""}}) == []


def test_what_fits_no_source_is_named(own):
    told, problems = read_sources(own, "pattern,name,kind\nnowhere,No Paper,daily\n")
    assert told == {}
    assert problems == ["line 2: no source is called “nowhere”"]
    assert read_sources(own, "a,b\n1,2\n")[1]


def test_a_fact_that_is_too_long_is_named_and_not_cut_short(own):
    told, problems = read_sources(own, f"name,owner\n{PHARE},{'x' * 121}\n{POST},Me\n")
    assert told == {POST: {"owner": "Me"}}
    assert problems == ["line 2: a name has 1 to 120 characters. Enter another name."]


def test_going_back_to_what_was_read_is_said_so(own):
    log.add(own, of_source(PHARE, {"kind": "daily"}), ANA)
    (row,) = said_of_sources(seen(own), {PHARE: {"kind": ""}})
    assert row.value is None


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_text_in_a_spreadsheet(own, text):
    log.add(own, of_source(PHARE, {"owner": text}), ANA)
    rows = list(csv.DictReader(io.StringIO(sources_csv(seen(own)))))
    assert tuple(rows[0]) == COLUMNS
    cell = next(row["owner"] for row in rows if row["name"] == PHARE)
    assert cell.removeprefix("'") == text
    assert not cell.startswith("=")
    assert read_sources(own, sources_csv(seen(own)))[0][PHARE]["owner"] == text
