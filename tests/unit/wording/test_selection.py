from datetime import date

import pytest

from filrouge.explore.selection import Selection
from filrouge.i18n import speaking
from filrouge.schema import NO_SOURCE
from filrouge.wording.selection import selection_text
from tests.unit.explore.by_hand import FISH, GAS, LABELS, NONE, PHARE, POST


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(), "All documents"),
        (Selection(sources=(PHARE,)), "Documents from Le Phare"),
        (Selection(sources=(PHARE, NO_SOURCE)), "Documents from Le Phare or no known source"),
        (Selection(languages=("fr", "und")), "Documents in French or Undetermined language"),
        (Selection(narratives=(GAS, NONE)), "Documents talking about “gas price” or “No clear narrative”"),
        (Selection(query="  gas  "), "Documents matching “gas”"),
        (
            Selection(date(2025, 5, 1), date(2025, 6, 3)),
            "Documents published 1 May 2025 to 3 June 2025, undated ones included",
        ),
        (
            Selection(date_from=date(2025, 5, 1), undated=False),
            "Documents published since 1 May 2025, undated ones left out",
        ),
        (Selection(date_to=date(2025, 5, 1)), "Documents published until 1 May 2025, undated ones included"),
        (Selection(sources=tuple("abcdef")), "Documents from a, b, c and 3 more"),
        (Selection(sources=tuple("abcd")), "Documents from a, b, c or d"),
        (
            Selection(None, None, True, (POST,), ("en",), (FISH,), "boats"),
            "Documents matching “boats”, talking about “fishing ban”, from Harbour Post, in English",
        ),
    ],
)
def test_a_selection_says_itself_in_words(selection, words):
    assert selection_text(selection, LABELS) == words


def test_names_in_a_selection_stand_between_the_quotation_marks_of_the_language():
    with speaking("fr"):
        words = selection_text(Selection(narratives=(GAS, FISH)), LABELS)
    assert words == "Documents parlant de «\u00a0gas price\u00a0» ou «\u00a0fishing ban\u00a0»"
