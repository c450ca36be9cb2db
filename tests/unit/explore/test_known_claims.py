"""Claims that somebody checked are read from what fact-checkers publish, and found in texts of any language."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

from filrouge.annotations import log
from filrouge.annotations.acts import Author
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import of_narrative
from filrouge.charts.known_claims import known_claims_chart
from filrouge.cli import cli
from filrouge.errors import InputError
from filrouge.explore import known_claims
from filrouge.explore.known_claims import KnownClaim, match, read_known_claims
from filrouge.explore.selection import Selection
from tests.unit.explore.by_hand import FISH

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "Gas is dear\nthis winter.",
    "url": "https://checks.example/1",
    "datePublished": "2025-01-08",
    "inLanguage": "en",
    "author": {"@type": "Organization", "name": "Checkers"},
    "reviewRating": {"ratingValue": 1, "alternateName": "False"},
}
GAS = KnownClaim("Gas is dear this winter.", "False", "https://checks.example/1", "2025-01-08", "Checkers", "en")


@pytest.mark.parametrize(
    "given",
    [
        REVIEW,
        [REVIEW, REVIEW],
        {"@graph": [{"@type": "WebPage"}, REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"item": [REVIEW]}]},
        {**REVIEW, "author": [{"name": "Checkers"}], "reviewRating": [{"alternateName": "False"}]},
        {
            "claims": [
                {
                    "text": "Gas is dear this winter.",
                    "claimReview": [
                        {
                            "publisher": {"name": "Checkers", "site": "checks.example"},
                            "url": "https://checks.example/1",
                            "reviewDate": "2025-01-08",
                            "textualRating": "False",
                            "languageCode": "en",
                        }
                    ],
                }
            ]
        },
    ],
)
def test_claim_reviews_are_read_in_every_form(given):
    assert read_known_claims(json.dumps(given).encode()) == [GAS]
    lines = "\n".join([json.dumps(given), "", "not json"])
    assert read_known_claims(lines.encode("utf-8-sig")) == [GAS]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("claim,verdict,url,date,publisher,language\n{claim},False,{url},2025-01-08,Checkers,en\n", "utf-8"),
        ("\nclaim,verdict,url,date,publisher,language\n{claim},False,{url},2025-01-08,Checkers,en\n", "utf-8"),
        ("Claim;Rating;Link;Date;Source;Lang\n{claim};False;{url};2025-01-08;Checkers;en\n\n", "utf-16"),
        ("id\tverdict\turl\tdate\tpublisher\tlang\ttext\n1\tFalse\t{url}\t2025-01-08\tCheckers\ten\t{claim}", "cp1252"),
    ],
)  # fmt: skip
def test_tables_of_claims_are_read(text, encoding):
    assert read_known_claims(text.format(claim=GAS.claim, url=GAS.url).encode(encoding)) == [GAS]


def test_a_table_with_claims_alone_is_enough():
    assert read_known_claims("claim\n“Élections” truquées, dit-on\n".encode()) == [
        KnownClaim("“Élections” truquées, dit-on")
    ]


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"7\n8", b"name,age\nAna,3\n", b"\x00\xff", b"[" * 9000])
def test_a_file_without_claims_is_refused(data):
    with pytest.raises(InputError, match="it holds 0 claims"):
        read_known_claims(data, where_="claims.csv")


def test_too_many_claims_are_refused(monkeypatch):
    monkeypatch.setattr(known_claims, "MOST", 2)
    with pytest.raises(InputError, match="it holds 3 claims"):
        read_known_claims(b"claim\na\nb\nc\n")


def test_each_claim_has_its_nearest_passages_in_any_language(told):
    done = []
    found = match(told, Selection(), [GAS, KnownClaim("La pêche est fermée.")], many=3, tell=done.append)
    assert done == [1, 2]
    assert found["number"].tolist() == [0, 0, 0, 1, 1, 1]
    gas = found[found["number"] == 0]
    assert gas["rank"].tolist() == [1, 2, 3]
    assert gas["similarity"].is_monotonic_decreasing
    assert gas["verdict"].unique().tolist() == ["False"]
    assert {"gas" in text.casefold() or "gaz" in text.casefold() for text in gas["sentence"]} == {True}
    assert set(gas["document_language"]) == {"en", "fr"}
    only_french = match(told, Selection(languages=("fr",)), [GAS])
    assert set(only_french["document_language"]) == {"fr"}


def test_only_passages_of_narratives_with_the_status_asked_for_are_near(told):
    log.add(told, of_narrative(told, FISH, {"status": "confirmed"}), Author("Ana"))
    found = match(seen(told), Selection(statuses=("confirmed",)), [GAS], many=50)
    assert set(found["narrative"]) == {FISH}


def test_only_what_is_near_enough_is_shown_and_no_claim_is_lost(told):
    found = match(told, Selection(), [GAS, KnownClaim("A whale sings")], many=2)
    chart = known_claims_chart(told, Selection(), found, 0.9)
    assert chart.alt == "1 of 2 claims are near to a passage"
    assert chart.table["rank"].dropna().tolist() == [1, 2]
    last = chart.table.iloc[-1]
    assert (last["claim"], pd.isna(last["rank"]), pd.isna(last["doc_id"])) == ("A whale sings", True, True)
    assert set(chart.table["language"].dropna()) <= {"English", "French"}
    assert "shown from a similarity of 0.90" in chart.caption.casefold()


def test_the_command_writes_them(told, tmp_path):
    claims, out = tmp_path / "claims.json", tmp_path / "matches.csv"
    claims.write_text(json.dumps(REVIEW), "utf-8")
    done = CliRunner().invoke(cli, ["match", str(told.path), str(claims), "--out", str(out), "--many", "2"])
    assert done.exit_code == 0, done.output
    assert "1 of 1 claim is near to a passage" in done.output
    written = out.read_text("utf-8-sig")
    assert "Gas is dear this winter." in written
    assert "https://checks.example/1" in written
