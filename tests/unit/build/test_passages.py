import re

from hypothesis import given
from hypothesis import strategies as st

from filrouge.build.passages import WORDS, split_texts
from filrouge.ingest.languages import count_words

SENTENCE = "The council of the northern harbour met again on Tuesday and could not agree on the new herring quota."


def test_whole_sentences_to_about_120_words():
    text = " ".join([SENTENCE] * 40)
    (spans,) = split_texts([text], ["en"])
    words = [count_words(text[a:b]) for a, b in spans]
    assert len(spans) == 6
    assert all(0.7 * WORDS < n < 1.3 * WORDS for n in words)
    assert all(text[a:b].startswith("The council") and text[a:b].endswith("quota.") for a, b in spans)


def test_a_very_long_sentence_is_split_at_spaces():
    text = "word " * 1000
    (spans,) = split_texts([text], ["en"])
    assert len(spans) >= 7
    assert all(count_words(text[a:b]) <= 1.5 * WORDS for a, b in spans)


def test_languages_without_spaces_are_counted_by_characters():
    text = "法国总统马克龙周一晚上发表讲话。" * 60
    (spans,) = split_texts([text], ["zh"])
    assert [count_words(text[a:b]) for a, b in spans] == [pytest_about(120)] * len(spans)
    assert len(spans) == 3


def test_unbroken_text_is_split_too():
    (spans,) = split_texts(["马" * 3000], ["zh"])
    assert all(b - a <= 450 for a, b in spans)
    (spans,) = split_texts(["x" * 5000], ["en"])
    assert spans[0][0] == 0
    assert spans[-1][1] == 5000


def pytest_about(n: int):
    import pytest

    return pytest.approx(n, rel=0.35)


pieces = st.sampled_from(
    ["Hello.", " ", "\n\n", "M. Dupont", "马克龙。", "😀", "\u2028", "x" * 700, SENTENCE, "a\u0301", "\u00a0"]
)


@given(
    st.text(max_size=200) | st.lists(pieces, max_size=40).map("".join), st.sampled_from(["en", "fr", "zh", "und", "hy"])
)
def test_every_character_is_in_exactly_one_passage(text, language):
    (spans,) = split_texts([text], [language])
    assert "".join(re.sub(r"\s", "", text[a:b]) for a, b in spans) == re.sub(r"\s", "", text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(text[a:b] and text[a:b] == text[a:b].strip() for a, b in spans)
