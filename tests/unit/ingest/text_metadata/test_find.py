"""Facts that a text states of itself, on invented texts in many languages; half of them state nothing."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.ingest.candidate import Candidate
from filrouge.ingest.dates.published import Published
from filrouge.ingest.record import Cut
from filrouge.ingest.text_metadata.find import TextMetadata, find_metadata

TODAY = date(2026, 3, 1)
LONG = "The mayor opened the rebuilt bridge over the river before a crowd of some four hundred neighbours and friends."


def facts(text: str, title: str | None = None, kept: str | None = None, language: str = "en") -> TextMetadata:
    return find_metadata(text, text if kept is None else kept, (), title, language, TODAY)


def day_of(found: TextMetadata) -> Published:
    return found.published.value if found.published else Published()


def said(candidate: Candidate | None) -> tuple[str | None, str | None]:
    return (candidate.value, candidate.method) if candidate else (None, None)


def minute(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("first_line", "day", "evidence", "source"),
    [
        ("LYON, FRANCE, April 2, 2023 /EINPresswire.com/ -- The orchard", date(2023, 4, 2),
         "LYON, FRANCE, April 2, 2023 /EINPresswire.com/", "EIN Presswire"),
        ("BOSTON, April 2, 2023 /PRNewswire-PRWeb/ -- Orchard", date(2023, 4, 2),
         "BOSTON, April 2, 2023 /PRNewswire-PRWeb/",
         "PR Newswire"),
        ("TORONTO, April 02, 2023 (GLOBE NEWSWIRE) -- Orchard", date(2023, 4, 2),
         "TORONTO, April 02, 2023 (GLOBE NEWSWIRE)",
         "GlobeNewswire"),
        ("LONDON--(BUSINESS WIRE)--Orchard opens", None, None, "Business Wire"),
        ("LONDON, 3 March 2024 (Reuters) - Bridges", date(2024, 3, 3), "LONDON, 3 March 2024 (Reuters)", "Reuters"),
        ("Paris, 3 mars (AFP) - Le pont", None, None, "AFP"),
        ("(AFP) - Le pont a rouvert", None, None, "AFP"),
        ("BERLIN (dpa) — Die Brücke", None, None, "dpa"),
        ("MOSKAU, 3. März. /TASS/. Die Brücke", None, None, "TASS"),
        ("МОСКВА, 3 марта 2024. /ТАСС/. Мост", date(2024, 3, 3), "МОСКВА, 3 марта 2024. /ТАСС/", "TASS"),
        ("МОСКВА, 3 марта - РИА Новости. Мост открыли", None, None, "RIA Novosti"),
        ("ANKARA (AA) - Köprü açıldı", None, None, "Anadolu"),
        ("Baku, May 27, AZERTAC\n", None, None, "AZERTAC"),
        ("Bakı, 27 may 2024-cü il, AZƏRTAC\n", date(2024, 5, 27), "Bakı, 27 may 2024-cü il, AZƏRTAC", "AZERTAC"),
        ("ԵՐԵՎԱՆ, 27 ՄԱՅԻՍԻ, ԱՐՄԵՆՊՐԵՍ: Կամուրջը", None, None, "Armenpress"),
        ("Madrid, 27 may (EFE).- El puente", None, None, "EFE"),
        ("(ANSA) - ROMA, 27 MAG 2024 - Il ponte", date(2024, 5, 27), "(ANSA) - ROMA, 27 MAG 2024", "ANSA"),
        ("Warszawa, 27.05.2024 (PAP) - Most", date(2024, 5, 27), "Warszawa, 27.05.2024 (PAP)", "PAP"),
        ("新华社北京5月27日电 大桥", None, None, "Xinhua"),
        ("(서울=연합뉴스) 홍길동 기자 = 다리가", None, None, "Yonhap"),
        ("باكو، 27 مايو 2024 (أذرتاج) - افتتح الجسر", date(2024, 5, 27), "باكو، 27 مايو 2024 (أذرتاج)", "AZERTAC"),
        ("OSLO, 3 March 2024 — The bridge", date(2024, 3, 3), "OSLO, 3 March 2024", None),
    ],
)  # fmt: skip
def test_a_dateline_names_the_wire_and_the_day_if_it_has_a_year(first_line, day, evidence, source):
    found = facts(f"{first_line} {LONG}\n\n{LONG}")
    assert (day_of(found).start.date() if day_of(found).start else None) == day
    assert day_of(found).precision == ("day" if day else "unknown")
    assert day_of(found).evidence == evidence
    assert said(found.published)[1] == ("dateline" if day else None)
    assert said(found.source) == ((source, "dateline") if source else (None, None))


@pytest.mark.parametrize(
    "first_line",
    [
        "The treaty of Vienna, 10 November 2020, said to be the last (Reuters reported), was read aloud.",
        "Reuters reports that the bridge was closed on 3 March 2024.",
        "According to AFP (Paris), the bridge was closed on 3 March 2024.",
        "BRIDGE (the new one) - closed on 3 March 2024.",
        "PARIS (France) - The bridge is open.",
        "L'accord du 10 novembre 2020 - le dernier - a été lu.",
        "Photo: Anna Berg/AFP",
        "REUTERS – Anna BERG/POOL",
        "Anna Berg (Reuters)",
        "Anna Berg/AP/POOL – Hans Müller/AFP/POOL",
        "In Paris, 3 March 2024 was a day of rain.",
        "On 3 March 2024 - a Sunday - nobody came.",
    ],
)
def test_a_sentence_that_names_a_day_or_an_agency_is_no_dateline(first_line):
    found = facts(f"{first_line}\n\n{LONG}")
    assert (found.published, found.source) == (None, None)


@pytest.mark.parametrize(
    ("stamp", "start", "precision", "evidence"),
    [
        ("27 mai 2024 17:59 (UTC +04:00)", minute(2024, 5, 27, 13, 59), "minute", "27 mai 2024 17:59 (UTC +04:00)"),
        ("# 27 May 2024", minute(2024, 5, 27), "day", "27 May 2024"),
        ("Publié le 3 mars 2024 à 10h20 - Mis à jour le 4 mars 2024", minute(2024, 3, 3, 10, 20), "minute",
         "3 mars 2024 à 10h20"),
        ("Veröffentlicht am 3. März 2024, 10:20 Uhr", minute(2024, 3, 3, 10, 20), "minute", "3. März 2024, 10:20"),
        ("Publicado el 3 de marzo de 2024", minute(2024, 3, 3), "day", "3 de marzo de 2024"),
        ("Yayınlanma: 3 Mart 2024 - 10:20 | Güncelleme: 4 Mart 2024", minute(2024, 3, 3, 10, 20), "minute",
         "3 Mart 2024 - 10:20"),
        ("10:20, 3 марта 2024", minute(2024, 3, 3, 10, 20), "minute", "10:20, 3 марта 2024"),
        ("3 mart 2024, 10:20", minute(2024, 3, 3, 10, 20), "minute", "3 mart 2024, 10:20"),
        ("3 մարտի 2024", minute(2024, 3, 3), "day", "3 մարտի 2024"),
        ("By Anna Berg | March 3, 2024 | 5 min read", minute(2024, 3, 3), "day", "March 3, 2024"),
        ("Par Anna Berg, le 3 mars 2024", minute(2024, 3, 3), "day", "3 mars 2024"),
        ("Politics · 3 March 2024", minute(2024, 3, 3), "day", "3 March 2024"),
    ],
)  # fmt: skip
def test_the_line_beside_the_title_says_when(stamp, start, precision, evidence):
    found = facts(f"A bridge reopens\n\n{stamp}\n\n{LONG}\n\n{LONG}", "A bridge reopens", f"{LONG}\n\n{LONG}")
    assert (day_of(found).start, day_of(found).precision) == (start, precision)
    assert (said(found.published)[1], day_of(found).evidence) == ("stamp line", evidence)


@pytest.mark.parametrize(
    "line",
    [
        "Mis à jour le 3 mars 2024",
        "3 March 2024\n\n5 March 2024",
        "03/04/2024",
        "Monday, 3 March 2024",
        "The report published on 3 March 2024",
        "Le rapport publié le 3 mars 2024 :",
        "What we know about 3 March 2024",
        "10 November 2020: the day the war ended",
        "Anna Berg, le 5 décembre 2018.",
        "Photo Anna Berg | 5 December 2018",
        "3 March",
        "March 2024",
        "3 March 2031",
    ],
)
def test_a_line_that_says_something_else_is_no_stamp(line):
    found = facts(f"A bridge reopens\n\n{line}\n\n{LONG}\n\n{LONG}", "A bridge reopens", f"{LONG}\n\n{LONG}")
    assert day_of(found).start is None
    assert said(found.published)[1] is None


def test_dates_in_a_list_of_other_headlines_are_no_stamp():
    menu = "A harvest begins\n14 August 2025\nA school closes\n15 August 2025\n"
    text = f"{menu}A bridge reopens\n\n{LONG}\n\n{LONG}"
    cut = Cut(0, len(menu), 0, "menu or list of headlines", menu)
    body = f"{LONG}\n\n{LONG}"
    assert day_of(find_metadata(text, body, (cut,), "A bridge reopens", "en", TODAY)).start is None
    assert day_of(find_metadata(text, body, (), "A bridge reopens", "en", TODAY)).start is None


def test_the_one_date_right_above_a_title_is_its_stamp():
    found = facts(f"News\n3 March 2024, 10:20\nA bridge reopens\n\n{LONG}", "A bridge reopens", LONG)
    assert day_of(found).start == minute(2024, 3, 3, 10, 20)


def test_a_title_that_names_a_day_is_no_stamp():
    assert day_of(facts(f"Weather | 3 March 2024\n\n{LONG}", "Weather | 3 March 2024", LONG)).start is None


@pytest.mark.parametrize(
    ("body", "language", "bound"),
    [
        ("The truce was signed in 1994. The bridge fell on 12 July 2020.", "en", date(2020, 7, 12)),
        ("The bridge fell on July 12,\n2020 and was a warning.", "en", date(2020, 7, 12)),
        ("Le pont est tombé le 20 septembre, 2023, puis tout s'est arrêté.", "fr", date(2023, 9, 20)),
        ("Un cessez-le-feu a été conclu en 1994.", "fr", date(1994, 1, 1)),
        ("Les résolutions (822 et 853 de 1993) restent lettre morte.", "fr", date(1993, 1, 1)),
        ("La guerre (1992-1994) a laissé des traces.", "fr", date(1994, 1, 1)),
        ("Depuis août 2022, les mines ont été retirées.", "fr", date(2022, 8, 1)),
        ("Der Vertrag wurde im März 2021 geschlossen.", "de", date(2021, 3, 1)),
        ("El puente cayó en 2019.", "es", date(2019, 1, 1)),
        ("Мост построили в 1994 году.", "ru", date(1994, 1, 1)),
        ("Мост открыли в мае 2021 года.", "ru", date(2021, 5, 1)),
        ("Köprü 2019 yılında açıldı.", "tr", date(2019, 1, 1)),
        ("Körpü 1994-cü ildə tikilib.", "az", date(1994, 1, 1)),
        ("Կամուրջը կառուցվել է 1994թ. աշնանը։", "hy", date(1994, 1, 1)),
        ("大桥1994年建成。", "zh", date(1994, 1, 1)),
        ("大桥于2020年7月12日倒塌了。", "zh", date(2020, 7, 12)),
        ("سقط الجسر في ١٢ يوليو ٢٠٢٠.", "ar", date(2020, 7, 12)),
    ],
)
def test_an_undated_text_is_no_older_than_the_latest_past_date_it_names(body, language, bound):
    assert facts(body, language=language).not_before == bound


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Plus de 12 000 personnes et 1 060 voix, soit 2020 soldats et près de 1994 chevaux.", "fr"),
        ("Some 2020 soldiers crossed 1994 bridges for $1999 and 25.000 more, or 124.000.", "en"),
        ("The resolutions 822, 853 and 1973 were read.", "en"),
        ("The fair will open on 12 July 2025.", "en"),
        ("The line is to be ready by 2024.", "en"),
        ("Le marché ouvrira le 12 juillet 2025.", "fr"),
        ("Le budget pour 2025 a été annoncé.", "fr"),
        ("La ligne doit être prête d'ici 2024.", "fr"),
        ("Die Messe wird am 12. Juli 2025 eröffnet.", "de"),
        ("La feria abrirá el 12 de julio de 2025.", "es"),
        ("Ярмарка откроется до 2025 года.", "ru"),
        ("Fuar 12 Temmuz 2025 tarihinde açılacak.", "tr"),
        ("It happened on 28 September.", "en"),
        ("The fair of 12 July 2031 was cancelled.", "en"),
        ("See https://example.org/2020/07/12/bridge for more.", "en"),
    ],
)
def test_numbers_and_announcements_bound_nothing(body, language):
    assert facts(body, language=language).not_before is None


def test_a_dated_text_has_no_other_bound():
    found = facts(f"A bridge reopens\n3 March 2024\n\nIt fell on 12 July 2020. {LONG}", "A bridge reopens")
    assert day_of(found).start == minute(2024, 3, 3)
    assert found.not_before is None


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("L'APA présente la même déclaration ci-dessous :", "APA"),
        ("APA presents the statement below:", "APA"),
        ("Trend publishes the following appeal:", "Trend"),
        ("ТАСС публикует ниже полный текст заявления:", "TASS"),
        ("AZƏRTAC müraciəti aşağıda təqdim edir:", "AZERTAC"),
    ],
)
def test_a_text_may_name_who_presents_it(line, source):
    found = facts(f"{LONG}\n\n{line}\n\n{LONG}")
    assert said(found.source) == (source, "names its publisher")


@pytest.mark.parametrize(
    "line",
    [
        "Reuters reports that the bridge is open:",
        "According to APA, the statement below is false:",
        "Selon l'APA, le ministère publie la déclaration ci-dessous :",
        "The ministry presents the statement below:",
        "Radio Orchard, a station, said that APA presents the statement below.",
        "L'agence AFP a publié hier des photos du pont.",
    ],
)
def test_who_is_cited_is_not_the_source(line):
    found = facts(f"{LONG}\n\n{line}\n\n{LONG}")
    assert said(found.source) == (None, None)


@pytest.mark.parametrize(
    ("furniture", "source", "method"),
    [
        (
            "0 kişi imzaladı. Hedefimiz 50.\n\n50 imzaya ulaşınca kampanya Change.org’da.",
            "Change.org",
            "platform marks",
        ),
        ("1 204 personnes ont signé sur MesOpinions", "MesOpinions", "platform marks"),
        ("1.204 haben auf openPetition unterschrieben", "openPetition", "platform marks"),
        ("© 2024 Le Verger. All rights reserved", "Le Verger", "footer"),
        ("Copyright © 2019-2024 El Huerto | Todos los derechos reservados", "El Huerto", "footer"),
        ("© 2024 Сад. Все права защищены", "Сад", "footer"),
        ("© 2024 WordPress. All rights reserved", None, None),
        ("© 1995-2022 Orchardmatics Inc. All rights reserved", None, None),
        ("© AFP", None, None),
        ("Share on Change.org", None, None),
        ("© 2024 Le Verger. All rights reserved\n© 2024 Le Pré. All rights reserved", None, None),
    ],
)
def test_what_stands_around_a_body_may_name_the_source(furniture, source, method):
    found = facts(f"A bridge reopens\n\n{LONG}\n\n{furniture}", "A bridge reopens", LONG)
    assert said(found.source) == (source, method)


def test_a_petition_site_that_the_body_speaks_of_is_not_the_source():
    body = f"{LONG}\n\nMore than 12 000 people signed the petition on Change.org last week."
    assert facts(f"A bridge reopens\n\n{body}", "A bridge reopens", body).source is None


RELEASE = "LYON, FRANCE, April 2, 2023 /EINPresswire.com/ -- {long}\n\n{long}\n\n{long}\n\n{tail}\n"


@pytest.mark.parametrize(
    ("tail", "issuer"),
    [
        ("Verger de Lyon  \nVDL  \n+33 4 00 00 00 00\n\n[email us here](#)", "Verger de Lyon"),
        ("Anna Berg\nOrchard Ltd\n+44 20 0000 0000\nemail us here", "Orchard Ltd"),
        ("SOURCE Orchard Ltd", "Orchard Ltd"),
        ("Source : Verger de Lyon", "Verger de Lyon"),
        ("About Orchard\nOrchard grows pears.\n\nMedia contact:\nAnna Berg\nOrchard\nanna@orchard.example", "Orchard"),
        ("That is all.", None),
    ],
)
def test_a_press_release_names_who_issued_it(tail, issuer):
    assert said(facts(RELEASE.format(long=LONG, tail=tail)).issuer)[0] == issuer


def test_a_text_of_no_press_release_service_has_no_issuer():
    assert facts(f"LYON (AFP) - {LONG}\n\n{LONG}\n\nSOURCE Orchard Ltd").issuer is None


@pytest.mark.parametrize(
    ("line", "url"),
    [
        (
            "This press release can be viewed online at: <https://news.example/article/596>",
            "https://news.example/article/596",
        ),
        ("Permalink: https://news.example/a", "https://news.example/a"),
        ("Lien permanent : https://news.example/b.", "https://news.example/b"),
        ("Read the original article at https://news.example/c", "https://news.example/c"),
        ("Постоянная ссылка: https://news.example/d", "https://news.example/d"),
        ("The bridge has a page, https://news.example/e", None),
        ("Sources: https://news.example/f", None),
        ("Permalink: https://news.example/g\nPermalink: https://news.example/h", None),
    ],
)
def test_only_the_link_that_is_said_to_be_the_texts_own_is_taken(line, url):
    found = facts(f"A bridge reopens\n\n{LONG}\n\n{line}", "A bridge reopens", f"{LONG}")
    assert said(found.url)[0] == url
    assert (said(found.url)[1] is None) == (url is None)


def test_the_texts_own_link_may_hold_its_date():
    found = facts(
        f"A bridge reopens\n\n{LONG}\n\nPermalink: https://news.example/2024/03/03/a", "A bridge reopens", LONG
    )
    assert (day_of(found).start, day_of(found).precision, said(found.published)[1]) == (
        minute(2024, 3, 3),
        "day",
        "url",
    )


@given(st.text(max_size=300), st.text(max_size=60) | st.none())
def test_no_text_breaks_the_search(text, title):
    found = find_metadata(text, text, (), title, "en", TODAY)
    assert (day_of(found).start is None) == (said(found.published)[1] is None)
    assert found.not_before is None or (day_of(found).start is None and found.not_before <= TODAY)


@pytest.mark.parametrize(
    ("footer", "source"),
    [
        ("© 2025 Kharonder Tageblatt", "Kharonder Tageblatt"),
        ("© 2025 Harbour Media Ltd", None),
        ("© 2025 Kharonder Tageblatt\n\nHome\nMenu\nSearch", None),  # not the end: it may be a picture's
        ("Photo © 2025 Ann Other", None),
    ],
)
def test_a_claim_that_ends_the_page_names_the_paper(footer, source):
    body = "The harbour was closed on Monday after the storm broke three cranes, the port authority said."
    text = f"{body}\n\n{footer}\n"
    found = find_metadata(
        text, body + "\n\n", (Cut(len(body) + 2, len(text), len(body) + 2, "legal footer", f"{footer}\n"),), None
    )
    assert said(found.source)[0] == source
