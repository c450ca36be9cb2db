"""What a page says in so many words: buttons, tags, comments, ways to other pages are not the article."""

import pytest

from filrouge.ingest.boilerplate.article import cut_boilerplate
from filrouge.ingest.boilerplate.furniture import heads_comments, heads_others, is_furniture, leads_away, lists_tags
from filrouge.ingest.boilerplate.lines import units_of
from tests.effort import at_most

FERRY = [
    "The ferry at Marlow was taken out of service on Friday after two of its ramps had failed the inspection.",
    "Repairs will take three weeks, and buses will run instead from the quay to the station of Upper Marlow.",
    "The council had asked for a second ferry last autumn, but the county found it too dear for the years ahead.",
    "Traders on the quay fear for the summer, which brings two thirds of what they earn, and ask the county to pay.",
]


def page(*after: str, inside: str = "", above: str = "") -> str:
    body = [*FERRY[:2], *([inside] if inside else []), *FERRY[2:]]
    return "\n".join(filter(None, ["Ferry at Marlow is laid up", above, *body, *after]))


def lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "What's This?", "Continue Reading", "Text Size", "[+] Enlarge", "share this story", "Video Transcript",
        "To view this content, Javascript must be enabled and a player installed.",
        "LISIBILITÉ > taille de la police",
        "Disminuye el tamaño del texto", "Weiterlesen", "Leggi tutto", "Читать далее", "Devamını oku",
        "PHOTOS: Storm over Marlow", "(MORE: Ten best ports of the coast)", "Vidéo : le port vu du ciel",
        "Fotostrecke: Der Hafen im Winter", "Leia também: o porto fecha mais cedo",
        "A lire aussi : le port de Marlow sous la neige de janvier", "À voir aussi : le port vu du ciel",
        "READ | Full Transcript", "(MORE: 'Long swell': the ten best ports of the coast)",
        "IN UPPER MARLOW: Family of skipper waits for news", "Devenez fan sur , suivez-nous sur", "Follow us on",
        "S", "Image: Bo Lind on HarbourPix", "REUTERS",
        "The views expressed here are those of the author and do not necessarily reflect those of the paper.",
        "Les propos exprimés dans cette tribune n’engagent que leur auteur.",
        "Las opiniones expresadas en este artículo son responsabilidad de su autor.",
        "This summary was written with the help of AI and reviewed by an editor.",
        "Ce texte a été traduit par une IA.",
        "Published today at 10:20 AM",
        "If you spot a mistake, please tell the desk.",
        "More news from Marlow",
        "Topics\nMARLOW\nFerries\nCounty council\nports",
    ],
)  # fmt: skip
def test_a_line_of_the_page_is_cut_from_the_middle(line: str):
    assert lines_of(cut_boilerplate(page(inside=line)).text) == FERRY


@pytest.mark.parametrize(
    "line",
    [
        "Photos of the storm were taken by Ida Brandt, who lives on the quay: she sold two of them the same evening.",
        "More: that is what the traders ask for, and nobody on the council has said that they will not get it.",
        "The latest in a row of accidents was on the slipway, where a cart had rolled into the basin on Tuesday.",
        "Read on, said the mayor, and handed her the letter of the county, which was two pages long and unsigned.",
        "“What's this?” she asked.",
        "What the county owes",
        "Les propos tenus par le ministre ont choqué les pêcheurs de Marlow.",
        "The minister's views expressed in the interview angered the fishermen of Marlow.",
        "Las opiniones expresadas por los pescadores fueron escuchadas por el alcalde.",
        "Le opinioni espresse dal sindaco hanno irritato i pescatori.",
        "Die geäußerten Meinungen der Fischer wurden vom Rat gehört.",
        "Мнение автора доклада возмутило рыбаков.",
        "声明：中方强烈抗议有关国家在黄岩岛海域的挑衅行为。",
        "The strike was called after AI replaced forty dockers.",
        "The article is about AI, he said.",
        "Esta semana foi anunciado que a ponte ia fechar.",
        "When you see a mistake in the count, call the clerk, the judge told voters.",
        "Published today, the report blames.",
        "Play to the puzzles of the sea",
        "More jobs in Marlow",
        "Report by UN Finds Famine",
        "Enquête de police à Marlow",
        "Reportage de la Mer du Nord",
        "الوزير قال: العبارة متوقفة حتى نهاية الشهر الجاري",
    ],
)
def test_a_sentence_with_such_words_stays(line: str):
    assert line in cut_boilerplate(page(inside=line)).text


@pytest.mark.parametrize(
    "headline",
    [
        "Retour au calme dans le port de Marlow", "Offrir un avenir aux dockers", "Que pensez-vous de la grève ?",
        "Chaque matin, Bo Lind relève sa boîte aux lettres.", "Every week the skipper wrote an email to the mayor.",
        "Sigue la huelga en el puerto de Marlow", "Únete a la huelga, dicen los estibadores",
        "Zurück zur Normalität", "Terug naar af voor de haven", "Dziękujemy, że nam pomogliście.",
        "Kiváló eredmény a csarnokban", "Kapcsolódó ügyben is nyomoz a rendőrség", "Ajánljuk a kikötőt mindenkinek",
        "Diskuse o jezu skončila hádkou", "Nejčtenější kniha roku je o přístavu",
        "Comentariile primarului au stârnit reacții", "Urmărește banii din port",
        "Хотите быть моряком?", "Следите за ценами на рыбу", "Подпишут на саммите соглашение",
        "Підписали на саміті угоду", "Стежте за цінами на рибу",
        "Trở lại trường sau bão lũ", "Chia sẻ nỗi đau với nạn nhân", "Gửi con đến trường",
        "Theo dõi bão số 5 từ sáng nay", "اشترك في الإضراب مئة عامل", "استمع إلى شكاوى الصيادين",
        "الأكثر ثراء في المدينة",
    ],
)  # fmt: skip
def test_headlines_and_sentences_that_begin_as_buttons_do_are_none(headline: str):
    said = f"{FERRY[0]}\n{headline}\n{FERRY[1]}\n"
    assert [unit.text for unit in units_of(said, repeated=str.isdigit) if unit.page < 2] == said.splitlines()


@pytest.mark.parametrize(
    "button",
    [
        "Retour à l’accueil", "Offrir un abonnement", "Chaque matin, l’actualité du port dans votre boîte mail",
        "Sigue toda la información del puerto en Facebook", "Únete a nuestro canal de WhatsApp",
        "Zurück zur Startseite", "Terug naar het overzicht", "Diskuse (12)", "Zpět na homepage", "Comentarii (3)",
        "Urmărește-ne pe Google News", "Подписывайтесь на наш канал", "Следите за нашими новостями",
        "Підписуйтесь на наш канал", "Trở lại Thời sự", "Chia sẻ", "Theo dõi Marlow News trên Google News",
        "اشترك الآن في النشرة",
    ],
)  # fmt: skip
def test_a_button_is_one_in_any_language(button: str):
    assert lines_of(cut_boilerplate(page(inside=button)).text) == FERRY


@pytest.mark.parametrize(
    "line",
    [
        "Topics: ferry, Marlow, ports",
        "Read More: Ferry, Harbour Board Of The Isle Of Upper Marlow, Ports, Marlow News",
        "Mots-clés : bac, port",
        "Schlagwörter: Hafen, Fähre",
        "Теги: порт, паром",
    ],
)
def test_tags_below_the_article_are_cut(line: str):
    assert lines_of(cut_boilerplate(page(line)).text) == FERRY


COMMENTS = [
    "Soumis par marin56, le lundi 29 mai 2023 à 15h46",
    "The ferry was never fit for this tide, as anyone on the quay could have told them.",
    "Soumis par ancre, le lundi 29 mai 2023 à 16h01",
    "They knew it when they bought it, and the port was told so by its own engineer at the time.",
    "Soumis par quai, le mardi 30 mai 2023 à 09h12",
    "My neighbour has asked for the papers, and the port says that it cannot find them any more.",
    "Soumis par bo, le mardi 30 mai 2023 à 10h00",
    "The buses are no better, since they never wait for those who come from the island by boat.",
]  # fmt: skip


@pytest.mark.parametrize("heading", ["4 réactions", "Réagir", "Reader comments", "Join the discussion"])
def test_comments_of_readers_are_no_article_however_long(heading: str):
    assert lines_of(cut_boilerplate(page(heading, *COMMENTS, *COMMENTS)).text) == FERRY


@pytest.mark.parametrize(
    "heading", ["From Our Partners", "Most viewed", "The Latest on Harbour Feed", "LE PHARE CONSEILLE", "Más leídas"]
)
def test_what_stands_below_a_heading_of_others_is_cut(heading: str):
    others = ["Bridge to the island opens in May", "Who pays for the new school kitchen", "Ten walks along the coast"]
    assert lines_of(cut_boilerplate(page(heading, *others)).text) == FERRY


def test_each_list_knows_its_own_lines():
    assert is_furniture("Show more", 2)
    assert not is_furniture("The show must go on, more or less.", 8)
    assert heads_others("Around the web:", 3)
    assert heads_comments("3 comments", 2)
    assert leads_away("WATCH: The ferry leaves the quay", 6)
    assert not leads_away("Watch: ", 1)
    assert lists_tags("Filed under: ferries, Marlow")
    assert not lists_tags("Topics: the council spoke at length of the ferry, and of the buses, and rose at ten.")


def test_a_table_of_contents_and_a_row_of_tags_are_cut():
    contents = ["1 Plot", "2 Media", "2.1 Songs", "2.2 Films", "3 See also"]
    tags = "Ferry, Marlow, Ports, Upper Marlow, County Council, Buses, Ramps, Traders"
    assert lines_of(cut_boilerplate(page(tags, above="\n".join(contents))).text) == FERRY


def test_a_list_of_steps_stays():
    steps = ["1. Close the ramp", "2. Call the port", "3. Wait for the bus", "4. Pay on board"]
    assert lines_of(cut_boilerplate(page(inside="\n".join(["What to do now:", *steps]))).text)[2:7] == [
        "What to do now:", *steps
    ]  # fmt: skip


@pytest.mark.parametrize("sign", ["-", "“", "* ", "_"])
def test_a_rule_across_the_page_costs_nothing(sign: str):
    line = sign * (2000 // len(sign)) + "a"
    with at_most(0.5):
        for _ in range(20):
            assert not any(tells(line, 1) for tells in (is_furniture, heads_others, leads_away))
            assert not lists_tags(line)


def test_the_name_of_a_box_that_the_page_says_elsewhere_is_no_subheading():
    text = page("Comments (3)", inside="HARBOUR 44", above="HARBOUR 44\nHome\nShare")
    assert lines_of(cut_boilerplate(text).text) == FERRY
    listed = "On this page\nThe ramps\nThe buses\nThe county"
    subheads = ["The ramps", "The buses", "The county"]
    kept = lines_of(cut_boilerplate(page(inside="\n".join(
        [subheads[0], FERRY[0].replace("Friday", "Monday"), subheads[1], FERRY[1].replace("three", "four"), subheads[2]]
    ), above=listed)).text)  # fmt: skip
    assert [line for line in kept if line in subheads][-3:] == subheads


@pytest.mark.parametrize("initial", ["T\nhe ferry was old", "T\nHE FERRY was old"])
def test_an_initial_that_stands_alone_stays(initial: str):
    line = f"{initial} when the port bought it, and the county had said so at the time."
    assert "T\n" in cut_boilerplate(page(inside=line)).text


def test_what_speakers_say_stays():
    spoken = [f"{who}: The ferry is old" for who in ("IDA BRANDT", "BO LIND", "IDA BRANDT", "BO LIND")]
    answers = [f"{who}: That is what the county said, and what we wrote down." for who in ("IDA BRANDT", "BO LIND")]
    inside = [spoken[0], answers[0], spoken[1], answers[1], spoken[2]]
    assert lines_of(cut_boilerplate(page(inside="\n".join(inside))).text)[2:-2] == inside


def test_a_cloud_of_tags_is_no_article_beside_verses():
    verses = ["The ferry lies where it lay last night", "And no one knows the hour", "The tide is in, the lamp is lit",
              "And no one knows the hour", "We sang of ports we never saw", "And no one knows the hour"]  # fmt: skip
    cloud = (
        "Ida Brandt Bo Lind Ada Weir Nora Roc Harbour Boys The Quay Marlow Six Upper Deck Old Ramp Tide Girls Lo " * 3
    )
    kept = lines_of(
        cut_boilerplate("\n".join(["Home", "Ferry song by Marlow Six", *verses, "Share", cloud.strip() + "."])).text
    )
    assert set(verses) <= set(kept)


def test_a_stamp_below_the_caption_is_cut_where_others_are_dated_below():
    others = [
        "Related Articles",
        "Bridge opens",
        "05 Oct 2023",
        "School kitchen",
        "25 Sep 2023",
        "Walks",
        "21 Sep 2023",
    ]
    again = [line.replace("the", other) for other in ("this", "that") for line in FERRY]
    caption = "The old quay of Marlow, where the ferry lay Photo: Bo Lind"
    text = "\n".join(["Home", "Share", "Ferry at Marlow is laid up", FERRY[0], caption, "9:39AM BST 05 Oct 2023",
                      *FERRY[1:], *others, *again])  # fmt: skip
    assert lines_of(cut_boilerplate(text).text) == [FERRY[0], caption, *FERRY[1:], *again]
    signed = "By BO LIND, Harbour Editor | Friday June 2, 2023 @ 6:43pm EDTTags: Ferries, Port Of Upper Marlow Isle"
    assert lines_of(cut_boilerplate(page(above=signed)).text) == FERRY


def test_a_title_of_two_words_is_told_by_being_said_again():
    text = "\n".join(
        [
            "Home",
            "News",
            "Shows",
            "Search",
            "Episode 42",
            "Marlow Ferry",
            "« previous | next »",
            "Monday, May 27, 2023",
            "Share",
            "Print",
            "",
            "Marlow Ferry",
            "",
            FERRY[0].replace("ferry at Marlow", "Marlow ferry"),
            *FERRY[1:],
        ]
    )
    assert cut_boilerplate(text).title == "Marlow Ferry"


HEADLINES = [
    "Bridge repairs cost more than planned, council hears",
    "Captain wins the regatta",
    "Schools stay shut on Friday",
]


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "heading", ["Related", "Related articles:", "Read also", "Lire aussi", "Mehr zum Thema", "Читайте также"]
)
def test_what_stands_below_a_box_of_links_inside_a_short_article_stays(heading, gap, n):
    short = [FERRY[0], FERRY[1]]
    text = gap.join(["The ferry at Marlow is laid up", short[0], heading, *HEADLINES[:n], short[1]])
    assert lines_of(cut_boilerplate(text).text) == short


def test_headlines_with_their_teasers_below_an_article_are_none_of_it():
    listed = [
        line
        for n, head in enumerate(HEADLINES)
        for line in (head, f"A teaser of {n + 3} lines that says little of it.")
    ]
    text = "\n\n".join(["The ferry at Marlow is laid up", *FERRY, "Related", *listed])
    assert lines_of(cut_boilerplate(text).text) == FERRY
