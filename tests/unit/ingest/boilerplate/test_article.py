import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filrouge.ingest.boilerplate.article import RepeatedLines, cut_boilerplate
from filrouge.ingest.clean import CONTROL
from tests.effort import at_most
from tests.unit.reading import restore

LEAD = "The harbour board said on Tuesday that the dues would rise by a tenth from May, the first rise in nine years."
MORE = "Skippers answered that the quay had not been mended since the storm, and that two cranes stood idle all winter."
LAST = "A vote is due on Friday, and the board expects a narrow majority for the rise, whatever the skippers may say."
ARTICLE = f"{LEAD}\n\n{MORE}\n\n{LAST}\n"
TITLE = "Harbour dues to rise by a tenth"


def reasons(pasted):
    return [cut.reason for cut in pasted.cuts]


def test_what_is_cut_is_recorded_with_offsets_place_and_reason():
    raw = f"in\n\n# {TITLE}\n\n12 March 2020, 10:20\n\n{ARTICLE}\n© 2020 Harbour News. All rights reserved.\n"
    pasted = cut_boilerplate(raw)
    assert pasted.text == ARTICLE + "\n" or pasted.text == ARTICLE
    assert reasons(pasted) == ["stray line", "title", "stamp line", "legal footer"]
    for cut in pasted.cuts:
        assert raw[cut.start : cut.end] == cut.text
    assert [cut.at for cut in pasted.cuts] == [0, 0, 0, len(pasted.text)]
    assert "12 March 2020, 10:20" in pasted.cuts[2].text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "One line without an end",
        "Two short lines.\nNo more.",
        "The wind gets up.\n\nWe must go.\n\nThe sea calls.",
        "PORT OF CALL\nClosed\nUntil further notice",
        "短い文です。",
        ARTICLE,
        f"{LEAD}\n{MORE}\n{LAST}",
        f"{LEAD}\n\nThe board asks for:\n\n1. a new crane\n2. a second pilot\n3. lights on the mole\n\n{MORE}",
        f"{LEAD}\n\n– Will you pay?\n– No.\n– Why not?\n– Ask the board.\n\n{MORE}",
        f"{LEAD}\n\nNo way back\n\n{MORE}\n\nA narrow vote\n\n{LAST}",
        f"{LEAD}\n\n{MORE}\n\nSigned by:\n\n-Ada Nwosu\n\n-Per Lind\n\n- Olga Brandt",
        f"{LEAD}\n\n{MORE}\n\nAda Nwosu, Marlow Society\nPer Lind, skipper\nOlga Brandt, archivist\nFinn Aas, pilot",
        f"{LEAD}\n\n{MORE}\n\n(Reporting by Finn Aas; editing by Olga Brandt)",
        f"HARBOURTOWN (Wire) -\n{LEAD}\n{MORE}",
        f"{LEAD}\n\n“Not one crown more.”\n\n{MORE}",
        f"{LEAD}\n\nO quay, O quay,\nthou art but clay,\nand so are they\nwho make us pay.\n\n{MORE}",
        f"{LEAD}\n\n12 March\n\n{MORE}\n\n13 March\n\n{LAST}\n\n14 March\n\nThe sea was calm, and nobody voted.",
    ],
)
def test_an_article_that_is_clean_loses_nothing(text):
    pasted = cut_boilerplate(text)
    assert (pasted.text, pasted.cuts) == (text, ())


@pytest.mark.parametrize(
    ("furniture", "reason"),
    [
        ("#", "stray line"),
        ("* * *", "stray line"),
        ("Share on Facebook", "share, subscribe or navigation box"),
        ("Teilen", "share, subscribe or navigation box"),
        ("Подпишитесь на рассылку", "share, subscribe or navigation box"),
        ("Lire aussi : Les grues du port à l’arrêt", "link to another page"),
        ("[Read more](https://harbour.invalid/more)", "link to another page"),
        ("![The quay](/quay.jpg)", "link to another page"),
        ("© Per Lind", "image credit"),
        (TITLE, "title repeated"),
    ],
)
def test_a_line_of_the_page_in_the_middle_of_an_article_is_cut_alone(furniture, reason):
    pasted = cut_boilerplate(f"# {TITLE}\n\n{LEAD}\n\n{MORE}\n\n{furniture}\n\n{LAST}\n")
    assert pasted.text == ARTICLE
    assert reasons(pasted) == ["title", reason]


@pytest.mark.parametrize(
    "below",
    [
        "Leave a comment\n\nYour e-mail address will not be published.\n\nName\n\nPer Lind: They should be ashamed.",
        "    Two swans found on the mole\n\n    New ferry late again",
        "Two swans found on the northern mole\nNew ferry late for the third time\nPilot retires after forty years\n",
        "Press office\nFinn Aas\n+45 70 12 34 56\npress@harbour.invalid",
        "← Two swans found on the mole\nNew ferry late again →",
        "Click here to read the article at its source.",
        "#\n#\n\nOn air",
        "© 2020 Harbour News\nThe Harbour News is a company of the Mole Group, which runs papers in nine countries.",
        "Подпишитесь на наш канал\nСамое важное за день",
    ],
)
def test_what_the_page_puts_below_is_cut(below):
    pasted = cut_boilerplate(f"{ARTICLE}\n{below}")
    assert pasted.text.strip() == ARTICLE.strip()
    assert pasted.cuts


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"{TITLE}\n\n", TITLE),
        (f"# **{TITLE}**\n\n", TITLE),
        (f"{TITLE}\n{'=' * 20}\n", TITLE),
        (f"{TITLE}\n\n{TITLE[:20]}\n# 27 May 2024 17:59 (UTC +04:00)\n\n", TITLE),
        (f"in\n\n{TITLE}\n\n", TITLE),
        (f"News\nSport\nWeather\nJobs\n{TITLE}\nBy Finn Aas\n", TITLE),
        (f"Swans on the mole\nFerry late again\nPilot retires\nWinds to ease\n\n{TITLE}\n\n", TITLE),
        (f"Harbour News\n\n{TITLE}\n\nSkippers threaten to sail elsewhere\n\nBy Finn Aas\n\n", TITLE),
        (f"# Harbour News\n\n[Home](/) [Sport](/s)\n\n## {TITLE}\n\n", TITLE),
        ("in\n\n", None),
        ("HARBOURTOWN, 3 May (Wire) —\n", None),
    ],
)
def test_the_title_is_the_line_above_the_body_that_the_body_bears_out(head, title):
    pasted = cut_boilerplate(head + ARTICLE)
    assert pasted.title == title
    assert pasted.text.endswith(ARTICLE)
    assert TITLE not in pasted.text


def test_a_subtitle_without_a_full_stop_stays():
    pasted = cut_boilerplate(f"{TITLE}\n\nSkippers threaten to sail elsewhere\n\n{ARTICLE}")
    assert pasted.text == f"Skippers threaten to sail elsewhere\n\n{ARTICLE}"


def test_of_a_block_that_stands_twice_the_first_stays_also_where_it_is_broken_otherwise():
    joined = f"{LEAD} {MORE}".replace("Tuesday", "**Tuesday**")
    pasted = cut_boilerplate(
        f"{LEAD}\n\nIdle cranes\n\n{MORE}\n\n{joined}\n\n{LEAD}\n\nIdle cranes\n\n{MORE}\n\n{LAST}\n"
    )
    assert pasted.text == f"{LEAD}\n\nIdle cranes\n\n{MORE}\n\n{LAST}\n"
    assert set(reasons(pasted)) == {"repeated block"}


def test_a_line_in_the_language_of_the_page_is_cut_at_the_border_and_kept_inside():
    turkish = "Bu haberi okuyanlar bunları da beğendi ve arkadaşlarına gönderdi."
    long_body = f"{ARTICLE}\n{ARTICLE.replace('board', 'council').replace('a', 'e')}"
    assert turkish not in cut_boilerplate(f"{TITLE}\n\n{turkish}\n\n{long_body}").text
    assert turkish in cut_boilerplate(f"{TITLE}\n\n{LEAD}\n\n{turkish}\n\n{MORE}\n\n{LAST}").text


def test_control_characters_are_cut_with_their_own_reason():
    pasted = cut_boilerplate(f"{TITLE}\n\n{LEAD[:20]}\x00\x07{LEAD[20:]}\n\n{MORE}\n")
    assert pasted.text == f"{LEAD}\n\n{MORE}\n"
    assert (CONTROL, "\x00\x07") in [(cut.reason, cut.text) for cut in pasted.cuts]


def test_a_line_of_many_documents_of_a_source_is_the_page_s():
    lines = RepeatedLines()
    slogan = "Harbour News – the whole coast in one paper since 1911."
    for number in range(6):
        lines.learn(f"Story {number}\n\nStory number {number} tells of ship number {number} and its cargo.\n\n{slogan}")
    assert lines(slogan)
    assert lines(f"  {slogan.upper()}")
    assert not lines("Story 3")
    pasted = cut_boilerplate(f"{LEAD}\n\n{slogan}\n\n{MORE}\n", lines)
    assert pasted.text == f"{LEAD}\n\n{MORE}\n"
    assert reasons(pasted) == ["stands in many documents of this source"]


def test_versions_of_one_article_are_not_many_documents():
    lines = RepeatedLines()
    for number in range(8):
        lines.learn(f"Update {number}\n\n{LEAD}\n\n{MORE}")
    assert not lines(MORE)


def test_repeated_lines_are_remembered_in_bounded_memory():
    lines = RepeatedLines(capacity=100)
    for number in range(300):
        lines.learn(f"The whole coast in one paper\nline {number} of its own\nanother line {number} that is longer")
    assert lines("The whole coast in one paper")
    assert len(lines) <= 150


FURNITURE = [
    TITLE, LEAD, MORE, LAST, "", " ", "#", "in", "- item", "1. item", "© 2020", "Share", "[a](b)", "12.03.2020 10:20",
    "Signed by:", "\x00", "a\x85b", "\u2028", "Menü", "Ещё новости", "相关新闻", "x" * 300,
    "A    B    C    D    E    F    G" * 9,
]  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(FURNITURE), max_size=14).map("\n".join) | st.text(max_size=300))
def test_text_and_cuts_give_back_the_text_as_read(raw):
    pasted = cut_boilerplate(raw)
    assert restore(pasted.text, pasted.cuts) == raw
    position = 0
    for cut in pasted.cuts:
        assert position <= cut.start < cut.end
        assert raw[cut.start : cut.end] == cut.text
        position = cut.end
    assert "\x00" not in pasted.text
    if any(c.isalpha() for c in raw):
        assert any(c.isalpha() for c in pasted.text)


@pytest.mark.parametrize(
    "hostile",
    [
        "a" * 500_000,
        "a " * 200_000,
        "\n" * 200_000,
        "#" * 200_000,
        "[" * 200_000,
        "x\n" * 10_000,
        "two words\n" * 10_000,
        "of them all\n\n" * 10_000,
        "." * 200_000,
    ],
)
def test_no_shape_of_text_takes_more_than_linear_time(hostile):
    with at_most(5):
        cut_boilerplate(hostile)


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        ("See you all next year.", True),
        ("We will share more tomorrow.", True),
        ("Comments are open. Be rude, but be accurate.", True),
        ("Who will pay?", True),
        ("Subscribe to our newsletter", False),
        ("Share", False),
        ("See also: Storm breaks cranes", False),
    ],
)
def test_a_last_sentence_stays_though_a_word_of_it_stands_on_buttons_too(last, kept):
    body = (
        "The harbour was closed on Monday after the storm broke two cranes and the ferry, the port authority said.\n\n"
        "Fishermen who had waited since dawn were sent home; the ministry said that it would pay them for the day.\n\n"
        "The mayor promised that the work would be done before the winter, and that nobody would lose their place."
    )
    found = cut_boilerplate(f"Harbour closed after storm\n\n{body}\n\n{last}\n").text
    assert (last in found) is kept
    assert body in found


HEADLINE = "Three cranes down as storm hits harbour"
BELOW = {
    "a caption with its photographer": "Share\n\nA crane in the harbour\nPhoto: Ann Other",
    "a row of tags": "harbour\n\n,\n\nstorm in the harbour\n\n,\n\nferry",
    "an offer under a button": "3 March 2025\n\nSubscribe\nfrom one port a month",
    "a caption with a bar": "The port authority said that the ferry is lost. |",
}


@pytest.mark.parametrize("between", BELOW.values(), ids=BELOW)
def test_the_headline_is_the_title_and_not_what_stands_nearer(between):
    body = (
        "The harbour was closed on Monday after the storm broke three cranes and a ferry, the port authority said.\n\n"
        "Fishermen who had waited since dawn were sent home; the ministry said that it would pay them for it.\n\n"
        "The mayor promised that the work would be done before the winter, and that nobody would lose a place."
    )
    found = cut_boilerplate(f"Home\n\nNews\n\nSport\n\nWeather\n\n{HEADLINE}\n\n{between}\n\n{body}\n")
    assert found.title == HEADLINE
    assert found.text.strip().endswith(body)
    assert "Weather" not in found.text
