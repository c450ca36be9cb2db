import re

import pytest

from filrouge.ingest.boilerplate.patterns import AnyOf, patterns

EXPRESSIONS = [
    r"\bpage (?:was |is )?not found\b",
    r"^\W*40[34]\b",
    r"(?:error|erreur|ошибка)\W{0,3}50[0-9]",
    r"(?:please )?(?:sign|log) ?in",
    r"(?:订阅|登录)(?:后)?继续",
    r"colou?rs?",
]
TEXTS = [
    "The PAGE was not found.",
    "404 Gone",
    "ОШИБКА 503",
    "Log in",
    "Please sign in",
    "登录后继续",
    "Colors",
    "COLOUR",
]


def test_an_expression_is_tried_wherever_it_could_be_found():
    any_of = AnyOf(EXPRESSIONS, re.IGNORECASE)
    for text in TEXTS:
        found = {one for one in EXPRESSIONS if re.search(one, text, re.IGNORECASE)}
        assert found
        assert found <= {one.pattern for one in any_of.among(f"Before. {text} After.")}


@pytest.mark.parametrize("name", ["no_article", "paywalls"])
def test_few_expressions_are_tried_on_a_text_of_something_else(name):
    any_of = AnyOf(patterns(name), re.IGNORECASE | re.MULTILINE)
    text = "The lock keeper of Venn raised the gates at dawn, and the barges went down to the bay. " * 4
    assert len(any_of.among(text)) < len(patterns(name)) / 10
