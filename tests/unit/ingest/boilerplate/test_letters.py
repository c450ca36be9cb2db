"""Letters, petitions and entries of a log as pasted: short lines of their own, told from those of the page."""

import pytest

from filrouge.ingest.boilerplate.article import cut_boilerplate
from filrouge.ingest.bylines import is_byline
from tests.unit.reading import restore

LEAD = "The harbour board said on Tuesday that the dues would rise by a tenth from May, the first rise in nine years."
MORE = "Skippers answered that the quay had not been mended since the storm, and that two cranes stood idle all winter."
LAST = "A vote is due on Friday, and the board expects a narrow majority for the rise, whatever the skippers may say."
ARTICLE = f"{LEAD}\n\n{MORE}\n\n{LAST}"
TITLE = "Harbour dues to rise by a tenth"
TURKISH = (
    "Liman kurulu salı günü rıhtım ücretlerinin mayıstan itibaren onda bir artacağını duyurdu. Dokuz yıldır ilk bu.\n\n"
    "Kaptanlar, iskelenin fırtınadan beri onarılmadığını ve iki vincin bütün kış boş durduğunu söyledi."
)


def clean(raw):
    pasted = cut_boilerplate(raw)
    assert restore(pasted.text, pasted.cuts) == raw
    return pasted.title, pasted.text.strip()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Home | Log | Write to us\n\nSkippers\n\n12 March 2020\n\n", "Skippers"),
        ("Skippers\n\n12 March 2020, 10:20\nBy Ada Nwosu\n\n", "Skippers"),
        ("Home | Log | Write to us\n\nOpinion\n\n12 March 2020\n\n", None),  # a section, of which the text says nothing
        ("skippers\n\n12 March 2020\n\n", None),
        ("Skippers\n\n", None),
    ],
)
def test_one_word_between_the_page_and_a_date_is_the_title_if_the_body_says_it(head, title):
    found, text = clean(head + ARTICLE)
    assert found == title
    if title:
        assert text == ARTICLE


@pytest.mark.parametrize(
    "title",
    [
        "Cranes. Not swans, you gulls!",
        "They raised the dues. We paid.",
        "Who paid? The skippers did. Nobody asked.",
        "Stop. Reading. Newsletters.",
        "Dues",
    ],
)
def test_a_first_heading_at_the_top_is_the_title_whatever_its_marks(title):
    assert clean(f"# {title}\n\n{ARTICLE}") == (title, ARTICLE)


def test_a_heading_in_the_middle_stays_where_it_is():
    assert clean(f"# {TITLE}\n\n{LEAD}\n\n# They paid. So did we.\n\n{MORE}\n\n{LAST}") == (
        TITLE,
        f"{LEAD}\n\n# They paid. So did we.\n\n{MORE}\n\n{LAST}",
    )


@pytest.mark.parametrize(
    "addressed",
    [
        "To the Harbourmaster",
        "Dear Ada Nwosu",
        "Au maire du port",
        "Al alcalde Finn",
        "Sayın Başkan Aas",
        "Уважаемый мэр",
    ],
)
def test_to_whom_a_letter_is_stays_between_its_date_and_its_text(addressed):
    assert clean(f"{TITLE}\n12 March 2020\n{addressed}\n{ARTICLE}") == (TITLE, f"{addressed}\n{ARTICLE}")


def test_a_way_to_the_top_of_the_page_is_no_letter():
    assert clean(f"{TITLE}\n12 March 2020\nTo the top\n{ARTICLE}") == (TITLE, ARTICLE)


def test_how_many_have_signed_is_the_articles_own_where_it_is_told_in_sentences():
    told = "Bugüne dek 740 kişi imzaladı. İskeleye bir kez bağlandıysan, sen de imzanı bu satırın altına bırak."
    page = "Sign   Share   Print\n\n740 imza\n\n© 2020 Rıhtım. Tüm hakları saklıdır."
    assert clean(f"Rıhtım ücretleri artmasın\n\n{TURKISH}\n\n{told}\n\n{page}")[1] == f"{TURKISH}\n\n{told}"


def test_a_sites_own_sentence_on_its_signatures_is_not():
    page = "740 kişi imzaladı. Hedefimiz 1.000.\n\n1.000 imzada bu kampanya Change.org’da çok imzalananlardan olur."
    assert clean(f"Rıhtım ücretleri artmasın\n\n{TURKISH}\n\n{page}")[1] == TURKISH


@pytest.mark.parametrize(
    ("title", "line", "kept"),
    [
        (TITLE, "Union of the Quay Workers of Upper Marlow", True),
        (TITLE, "Two swans found on the northern mole", False),
        (TITLE, "Two Swans Found On Northern Mole", True),  # in doubt it is kept
        ("Harbour Dues To Rise By A Tenth", "Two Swans Found Near Northern Mole", False),
    ],
)
def test_who_signs_last_is_told_from_a_headline_by_how_the_page_writes_headlines(title, line, kept):
    _, text = clean(f"{title}\n\n{ARTICLE}\n\n{line}\n\nSign   Share   Print\n\n© 2020 Harbour. All rights reserved.")
    assert text == (f"{ARTICLE}\n\n{line}" if kept else ARTICLE)


@pytest.mark.parametrize(
    "line",
    [
        "This press release can be viewed online at: https://harbour.invalid/r/9",
        "The article can be found at <https://harbour.invalid/r/9>",
        "Older post   Newer post",
        "← Older entries | Newer entries →",
        "Articles plus anciens   Articles plus récents",
        "Entrada antigua · Entrada siguiente",
        "Ältere Beiträge   Neuere Beiträge",
        "Eski kayıtlar   Yeni kayıtlar",
        "Предыдущая запись   Следующая запись",
    ],
)
def test_a_texts_own_address_and_the_way_to_its_neighbours_are_the_pages(line):
    assert clean(f"{TITLE}\n\n{ARTICLE}\n\n{line}") == (TITLE, ARTICLE)


def test_where_something_else_can_be_read_is_the_articles_own():
    line = "The full report of the engineers can be read at: https://harbour.invalid/r/9"
    assert clean(f"{TITLE}\n\n{ARTICLE}\n\n{line}") == (TITLE, f"{ARTICLE}\n\n{line}")


@pytest.mark.parametrize(
    "line",
    [
        "Started by Ada Nwosu",
        "Pétition lancée par Ada Nwosu",
        "Petición iniciada por Ada Nwosu",
        "Kampanyayı başlatan: Ada Nwosu",
        "Петицию создал Фёдор Аас",
        "Gestartet von Ada Nwosu",
        "Petizione lanciata da Ada Nwosu",
        "Criada por Ada Nwosu",
    ],
)
def test_who_started_a_petition_is_a_byline(line):
    assert clean(f"{TITLE}\n\n{line}\n\n{ARTICLE}") == (TITLE, ARTICLE)


@pytest.mark.parametrize("line", ["Started by the storm", "Launched by boat", "Başlatan rüzgâr oldu"])
def test_what_started_something_is_none(line):
    assert not is_byline(line)
