from hypothesis import given
from hypothesis import strategies as st

from filrouge.characters import one_line
from filrouge.ingest.clean import CONTROL, REPEATED, clean_texts
from tests.unit.reading import restore

LONG = "The council met on Tuesday and decided that the harbour dues would be raised by a tenth from May."


def test_a_paragraph_said_twice_is_cut_once_with_its_offsets():
    raw = f"{LONG}\n\nShort line.\nShort line.\n{LONG}\nThe end."
    (cleaned,) = clean_texts([raw])
    (cut,) = cleaned.cuts
    assert cleaned.text == f"{LONG}\n\nShort line.\nShort line.\nThe end."
    assert cut.reason == REPEATED
    assert raw[cut.start : cut.end] == cut.text == f"{LONG}\n"
    assert cleaned.text[cut.at :] == "The end."


def test_control_characters_are_cut_and_surrogates_replaced():
    (cleaned,) = clean_texts(["a\x00b\x1b[31mc\ud800d\te\r\n"])
    assert cleaned.text == "ab[31mc\ufffdd\te\r\n"
    assert [(c.start, c.at, c.reason, c.text) for c in cleaned.cuts] == [(1, 1, CONTROL, "\0"), (3, 2, CONTROL, "\x1b")]
    assert cleaned.n_replaced == 1


paragraphs = st.lists(
    st.sampled_from([LONG, LONG[:85] + "\x00\x01", "Short.", "", "\x07", "é\u2028x\x85"]), max_size=12
)


@given(paragraphs.map("\n".join) | st.text())
def test_text_and_cuts_give_back_the_text_as_read(raw):
    (cleaned,) = clean_texts([raw])
    assert restore(cleaned.text, cleaned.cuts) == raw
    for cut in cleaned.cuts:
        assert raw[cut.start : cut.end] == cut.text
    assert "\x00" not in cleaned.text
    cleaned.text.encode()


@given(st.text(alphabet=st.characters()))
def test_short_values_can_be_stored(value):
    one_line(value).encode()
    assert "\n" not in one_line(value)
