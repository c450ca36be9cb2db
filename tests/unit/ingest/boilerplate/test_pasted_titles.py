"""The title of a pasted page among menus, buttons, subtitles, captions and headlines of other articles."""

import pytest

from filrouge.ingest.boilerplate.article import cut_boilerplate

BODY = """\
The harbour board of Marlow decided on Monday that the old quay would be widened by four metres, after two \
winters in which the ferry could not berth there in a swell.
Fishermen of the island complained that the decision came too late for the season, and their union asked the \
board for a public account of how the stones of the quay had been looked after since the last inspection.
The county answered that its reports would be handed to the council before the summer, and that a sum would be \
paid to those who had to moor their boats in the next bay.
"""
FRENCH = """\
Le conseil du port de Marlow a décidé lundi que le vieux quai serait élargi de quatre mètres, après deux hivers \
où le bac n'a pas pu y accoster par forte houle.
Les pêcheurs de l'île regrettent que la décision vienne trop tard pour la saison, et leur syndicat réclame au \
conseil un bilan public de l'entretien des pierres du quai depuis la dernière inspection.
Le comté a répondu que ses rapports seraient remis au conseil avant l'été et qu'une somme serait versée à ceux \
qui ont dû amarrer leurs bateaux dans la baie voisine.
"""
SPANISH = """\
La junta del puerto de Marlow decidió el lunes que el viejo muelle se ampliará cuatro metros, después de dos \
inviernos en los que el transbordador no pudo atracar por el oleaje.
Los pescadores de la isla lamentan que la decisión llegue tarde para la temporada, y su sindicato pidió a la \
junta una cuenta pública del estado de las piedras del muelle desde la última inspección.
El condado respondió que entregará sus informes al consejo antes del verano y que pagará una suma a quienes \
tuvieron que amarrar sus barcos en la bahía vecina.
"""

MENU = "BUSINESS SMALL BUSINESS REAL ESTATE THE WATCHDOG TECH BOATS"

PAGES = {
    "counters between the title and the text": (
        "Summit of the coast\nBusiness\nLike Follow\nOld quay: harbour chair is like a swell\n1.1k\nShares\nShare\n"
        "Tweet\nShare\nWhat's This?\nNora Roc, skipper of the board of Marlow\nImage: HarbourPix\n"
        "By Ada Weir2023-05-04 21:32:46 UTC\n\n" + BODY,
        "Old quay: harbour chair is like a swell",
    ),
    "highlights in the first lines of the text": (
        "Home\nVideo\nShare this on:\nMixx Facebook Twitter Digg\nBoard to use old quay against ferry this season\n"
        "By Ada Weir, Post\nHarbour board chairwoman Nora Roc says the union will continue to look after the stones.\n"
        "STORY HIGHLIGHTS\nThe old quay of Marlow decided the season of fishermen\n"
        "Fishermen of the island asked for a public account\nThe county sum is paid to those who moor their boats\n"
        + BODY,
        "Board to use old quay against ferry this season",
    ),
    "a Spanish title above three subtitles": (
        "Portada\nFotos y vídeos\n\nLa junta del puerto amplía el viejo muelle tras dos inviernos de oleaje\n"
        "Los pescadores de la isla lamentan el retraso de la decisión\n"
        "El sindicato pide una cuenta pública del estado de las piedras\n"
        "El condado pagará una suma por amarrar fuera\n\nAda Weir | Marlow\n\n"
        "Actualizado jueves 04/05/2023 03:21 horas\n" + SPANISH,
        "La junta del puerto amplía el viejo muelle tras dos inviernos de oleaje",
    ),
    "a menu in capitals above the title, and below the text": (
        f"MORE\n{MENU}\n\nQuay of Marlow Widened As Ferry Swell Season Takes Effect\n\n"
        "By ADA WEIR   05/ 4/23 09:19 PM ET\n\nReact\nInspiring\nGreedy\n\nFollow\n\n" + BODY + f"\nMORE\n{MENU}\n",
        "Quay of Marlow Widened As Ferry Swell Season Takes Effect",
    ),
    "a caption of an agency below the title": (
        "Navigate:\nHARBOUR POST\n2023 map takes unfamiliar shape\nMain content\n2023 map takes unfamiliar shape\n"
        "718 Comments\nRSS\nPrint\nSome of the fishermen of the island complained of the old quay of Marlow. |"
        " AP Photo\n"
        "By ADA WEIR | 5/4/23 7:15 AM EDT\n\n" + BODY,
        "2023 map takes unfamiliar shape",
    ),
    "headlines of others below their heading": (
        "Home\n\nHow to save a pier\n\nMore from Harbour Post\nFerry of the island may leave the harbour\n"
        "The stones of the quay: what the union says\nHow boats of the county moor in a swell\n\n" + BODY,
        "How to save a pier",
    ),
    "an entry of an encyclopedia": (
        "The Harbour Board of Marlow\nFrom the free encyclopedia\nJump to: navigation, search\n"
        "The Harbour Board of Marlow\n\nFounded\t1911\nSeat\tMarlow\nDirected by\tAda Weir\nWritten by\tNora Roc\n"
        "Music by\tBo Lind\n\nOriginal run\tMay 14, 1999\nIsland and county portal\n\n"
        + BODY.replace("The harbour board of Marlow decided", "The Harbour Board of Marlow decided")
        + "\nComments\n\nIsland and county portal\n",
        "The Harbour Board of Marlow",
    ),
    "a French name that begins like an order to press": (
        "Accueil\nPolitique\n\nTapissiers et pêcheurs de l'île contre le conseil du port\n\nPar Ada Weir\n"
        "Publié le 4 mai 2023\n\n" + FRENCH,
        "Tapissiers et pêcheurs de l'île contre le conseil du port",
    ),
    "a section above a title in capitals of English": (
        "To\nTech More: Harbour Quay Longform\nThe Untold Story Of The Island's Incredible Quay\nAda Weir\n\n"
        "May. 4, 2023, 9:49 AM 286,248 40\nfacebook\nlinkedin\nprint\nemail\n\n" + BODY,
        "The Untold Story Of The Island's Incredible Quay",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_title_is_the_articles_own(name):
    page, title = PAGES[name]
    article = cut_boilerplate(page)
    assert article.title == title
    assert any(article.text.rstrip().endswith(body.strip()[-40:]) for body in (BODY, FRENCH, SPANISH))


@pytest.mark.parametrize(
    "line",
    [
        "Tweet",
        "1,204 Shares Tweet Pin it",
        "5347 CONNECT 207 TWEET 24 LINKEDIN 181 COMMENT",
        "J’aime 12",
        "Kudos",
        "Compartir",
    ],
)
def test_buttons_between_paragraphs_are_no_text(line):
    first, _, rest = BODY.partition("\n")
    article = cut_boilerplate(f"Old quay of Marlow is to be widened\n\n{first}\n\n{line}\n\n{rest}")
    assert line not in article.text
    assert article.text.count("\n") >= 2


@pytest.mark.parametrize(
    "line", ["What the minister's tweet said", "12,000", "Connect 4 and other games of the island"]
)
def test_words_of_buttons_in_a_subheading_stay(line):
    first, _, rest = BODY.partition("\n")
    assert line in cut_boilerplate(f"Old quay of Marlow is to be widened\n\n{first}\n\n{line}\n\n{rest}").text


@pytest.mark.parametrize(
    ("title", "notice"),
    [
        ("Einladung zum Turmfest", ["Wann: 12. Oktober 2024, 19 Uhr", "Wo: Rathaus Oberlauten"]),
        ("Asamblea vecinal", ["Fecha: sábado 12 de octubre de 2024", "Lugar: Casa del Pueblo"]),
        ("Open day at the quay", ["When: Saturday, 12 October 2024", "Venue: Old Customs House"]),
        ("Fête du clocher", ["Date : samedi 12 octobre 2024", "Lieu : salle des fêtes"]),
    ],
)
def test_where_and_when_an_event_is_is_no_title(title: str, notice: list[str]):
    text = (
        "The ferry at Marlow was taken out of service on Friday after two of its ramps had failed the inspection.\n\n"
        "Repairs will take three weeks, and buses will run instead from the quay to the station of Upper Marlow."
    )
    pasted = cut_boilerplate("\n".join([title, "", *notice, "", text]))
    assert pasted.title == title
    assert notice[1] in pasted.text


def test_a_title_keeps_the_joiners_of_its_words():
    title = "اسکلهٔ کهنهٔ مارلو چهار متر پهن‌تر می‌شود"
    body = (
        "هیئت بندر مارلو روز دوشنبه تصمیم گرفت اسکلهٔ کهنه چهار متر پهن‌تر شود، پس از دو زمستان "
        "که کشتی نمی‌توانست آنجا بایستد.\n\n"
        "ماهیگیران جزیره گفتند این تصمیم برای این فصل دیر گرفته شده است "
        "و از هیئت خواستند گزارشی دربارهٔ سنگ‌های اسکله منتشر کند.\n"
    )
    found = cut_boilerplate(f"خانه\nسیاست\nاقتصاد\n\n{title}\n\n۱۴۰۲/۰۱/۱۵ - ۱۰:۲۰\n\n{body}")
    assert found.title == title
    assert found.text.strip() == body.strip()


@pytest.mark.parametrize(
    ("labels", "kept"), [("Text:\nAda Weir\nPhoto:\nTom Halden\n", ""), ("Correction:\n", "Correction:\n\n")]
)
def test_a_label_beside_names_goes_with_them(labels, kept):
    found = cut_boilerplate(f"Home\nNews\n\nMarlow widens its old quay by four metres\n\n{labels}\n{BODY}")
    assert found.title == "Marlow widens its old quay by four metres"
    assert found.text.strip() == (kept + BODY).strip()
