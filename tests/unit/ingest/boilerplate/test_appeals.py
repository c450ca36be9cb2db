"""What an outlet says of itself and of those who write for it goes with the page, not with the article."""

import pytest

from filrouge.ingest.boilerplate.article import cut_boilerplate
from tests.effort import at_most

TOLD = (
    """\
The harbour board of Marlow decided on Monday that the old quay would be widened by four metres, after two winters in \
which the ferry could not berth there.
Fishermen of the island complained that the decision came too late, and their union asked how the stones of the quay \
had been looked after since the last inspection.
The county answered that a sum would be paid to those who had to moor their boats in the next bay."""
).splitlines()
HEAD = ("Harbour Post", "Home", "News", "Sport", "Old quay of Marlow to be widened", "By Ada Weir", "3 March 2025")

APPEALS = {
    "a call for gifts with a heading and a button": (
        "Together for a free press",
        "We are an independent newsroom without a paywall, and our journalism is paid for by its readers.",
        "Support us now",
    ),
    "a letter": ("One whole story, direct to your inbox every weekday.", "Sign up now"),
    "the name of the outlet": ("Harbour Post lives by its readers and members, and by nobody else.", "Subscribe"),
    "French": (
        "Vous venez de lire un article en accès libre.",
        "Harbour Post ne vit que par ses lecteurs, c'est la seule garantie de son indépendance.",
        "Pour nous soutenir, achetez Harbour Post en kiosque ou abonnez-vous !",
    ),
    "German": (
        "Gemeinsam für freie Presse",
        "Unser Journalismus ist konzernfrei, und wir finanzieren ihn als Genossenschaft durch unsere Leser:innen.",
        "Jetzt unterstützen",
    ),
    "Spanish": (
        "Es el momento de contarlo. Necesitamos tu apoyo.",
        "Somos un medio independiente que se financia con sus socios y con el apoyo de sus lectores.",
        "Hazte socia, hazte socio",
    ),
    "Hungarian": ("A Kikötő független. Olvasóink nélkül nem tudnánk működni, támogasd te is a munkánkat!", "Támogatom"),
    "Russian": ("Мы работаем на ваши пожертвования. Подпишитесь на ежемесячный донат, и читатели скажут спасибо.",),
    "Polish": ("Nie udałoby się nam opublikować tego tekstu, gdyby nie Wasze wsparcie i darowizny czytelników.",),
}


def lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("appeal", APPEALS.values(), ids=APPEALS)
def test_what_an_outlet_asks_of_its_readers_goes_from_the_end_and_from_the_middle(appeal, gap):
    for lines in ((*TOLD, *appeal), (*TOLD[:2], *appeal, TOLD[2])):
        article = cut_boilerplate(gap.join((*HEAD, *lines)))
        assert lines_of(article.text) == list(TOLD)


def test_a_sentence_however_short_below_an_appeal_is_the_articles():
    lines = (*TOLD, *APPEALS["Spanish"], "A judge has opened a file.", "Most read", "Captain wins the regatta")
    assert lines_of(cut_boilerplate("\n".join((*HEAD, *lines))).text) == [*TOLD, "A judge has opened a file."]


@pytest.mark.parametrize(
    "told",
    [
        "“Support our independent journalism, dear readers”, the editor wrote to the members of the union on Friday.",
        "Readers of the island's weekly subscribed to it for a century, until the independent editor sold the press.",
        "The ministry supports the union, whose members pay for the inspection of the quay out of their own pockets.",
    ],
)
def test_what_is_told_of_newspapers_and_gifts_stays(told):
    assert told in cut_boilerplate("\n".join((*HEAD, *TOLD, told))).text


ABOUT_NEWSPAPERS = {
    "a closure": (
        "Readers would lose the last independent newspaper, the union of journalists said, which supports the press.",
        "Eleven members of the newsroom will be dismissed, and subscribers will be paid back what they are owed.",
    ),
    "a ban": (
        "Readers who donate to the outlets or share their stories can be jailed, the journalists' union warned.",
        "The newsroom of one of them asked its subscribers abroad to support its journalists through crowdfunding.",
    ),
    "a fraud": (
        "Journalists of two papers found that donors had paid for memberships and subscriptions to a magazine.",
        "The charity's newsletter, which reached 40,000 inboxes, asked readers to sign up for monthly donations.",
    ),
    "a country": (
        "The US pays independent journalists in the bay, and US donors support a newsroom there, its readers learned.",
    ),
    "in French": (
        "Les éditeurs de la presse locale ont demandé à l'État de soutenir financièrement les journaux indépendants.",
        "Les lecteurs abonnés paient moins, et les journalistes de la rédaction craignent pour leur emploi.",
    ),
}


@pytest.mark.parametrize("paragraphs", ABOUT_NEWSPAPERS.values(), ids=ABOUT_NEWSPAPERS)
def test_what_is_told_of_other_outlets_and_their_readers_stays(paragraphs):
    for lines in ((*TOLD, *paragraphs), (*paragraphs, *TOLD), (TOLD[0], *paragraphs, *TOLD[1:])):
        text = cut_boilerplate("\n".join((*HEAD, *lines, "Most read", "Captain wins the regatta"))).text
        assert [line for line in paragraphs if line not in text] == []


def test_thousands_who_sign_take_no_time_without_end():
    names = [f"By Ada Weir{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}" for n in range(1500)]
    with at_most(5):
        cut_boilerplate("\n".join(line for name in names for line in (name, TOLD[0])))


def test_a_page_that_is_an_appeal_is_kept():
    appeals = [lines[-2] if len(lines) > 1 else lines[0] for lines in (APPEALS["German"], APPEALS["Spanish"])]
    assert lines_of(cut_boilerplate("\n".join(("Wir brauchen euch", "", *appeals))).text)[-2:] == appeals


@pytest.mark.parametrize(
    "biography",
    [
        ("Ada Weir covers the waterfront for the paper. She lives in Marlow with two dogs.",),
        ("About the author: Ada Weir was a pilot for thirty years before she began to write.",),
        (
            "Ada Weir",
            "Senior Fellow, Sea Programme",
            "Weir is a fellow of the institute, where she works on sanctions.",
        ),
        ("Written by Ada Weir", "1.2K Followers", "Writer of small boats and large silences. Lives in Marlow."),
    ],
)
def test_what_is_said_of_the_author_below_an_article_is_none_of_it(biography):
    article = cut_boilerplate("\n".join((*HEAD, *TOLD, *biography, "Share", "Print")))
    assert lines_of(article.text) == list(TOLD)


def test_a_paragraph_about_one_who_also_signs_stays_where_others_name_him():
    told = ("Ada Weir rowed to the quay at dawn to count the stones.", "Nobody but Weir had counted them before.")
    assert lines_of(cut_boilerplate("\n".join((*HEAD, *TOLD, *told))).text) == [*TOLD, *told]


TITLES = {
    "two sentences with a stop at the end": (
        ("Open in app", "Sign in", "Write"),
        "I Counted Ferries at the Old Quay. Here's What I Learned.",
        ("Ada Weir", "Follow", "6 min read", "Mar 3, 2025", "Share"),
    ),
    "a path that ends with the short form of the title": (
        ("Menu", "Search", "Home / News / Old quay of Marlow"),
        "Old quay of Marlow to be widened after two winters of swell",
        ("Ada Weir", "3 March 2025 - 11:20"),
    ),
    "the last step of a path above": (
        ("Skip to content", "You are here:", "Home", "News", "Widening the old quay"),
        "The old quay needs widening after two winters",
        ("Published 3 March 2025",),
    ),
    "who wrote, and whence, below the date": (
        ("Menu", "Arts", "Sea", "Health"),
        "Why the old quay keeps the ferry away, and why the county pays",
        ("Published: 3 March 2025", "Nora Roc, University of Stornmouth", "Author", "Nora Roc"),
    ),
}


@pytest.mark.parametrize(("above", "title", "below"), TITLES.values(), ids=TITLES)
def test_the_title_is_told_from_paths_and_names(above, title, below):
    assert cut_boilerplate("\n".join((*above, title, *below, *TOLD))).title == title


def test_a_sentence_below_one_link_in_an_article_stays():
    box = ("Read also", "Bridge of Marlow will not open before 2031")
    quoted = "“The county had been asked for a quay of four metres”, said a fisherman."
    article = cut_boilerplate("\n".join((*HEAD, *TOLD, *box, quoted, "Most read", "Captain wins the regatta")))
    assert lines_of(article.text) == [*TOLD, quoted]


def test_the_author_is_known_from_the_line_of_the_date():
    head = (*HEAD[:5], "Ada Weir | 3.3.2025 11:15 AM")
    article = cut_boilerplate(
        "\n".join((*head, *TOLD, "Ada Weir is an associate editor at the paper.", "Show comments"))
    )
    assert lines_of(article.text) == list(TOLD)


def test_what_kind_of_text_it_is_by_whom_is_a_byline_and_no_title():
    head = (
        "Der Bote",
        "Politik",
        "Abo",
        "Wer den Hafen hat, hat das Wort",
        "Ein Essay von Ada Weir",
        "Ausgabe 09/2025",
    )
    body = (
        "Als die ersten Container kamen, verschwanden die Lieder, so erzählen es die Alten im Hafen.",
        "Wer das Wort hat, hat den Hafen, und hinter dem neuen Zaun redet niemand mehr davon.",
    )
    assert cut_boilerplate("\n".join((*head, *body))).title == "Wer den Hafen hat, hat das Wort"


def test_a_paragraph_below_the_button_of_a_box_is_the_articles():
    box = ("Recommended", "Walkers told to leave sleeping seals alone", "Read more")
    told = "Hut owners, who paid for the quay, have been offered a reduction in rates."
    text = "\n\n".join((*HEAD, *TOLD, *box, told, "Ada Weir is a correspondent of the paper.", "Most read"))
    assert lines_of(cut_boilerplate(text).text) == [*TOLD, told]


def test_a_short_subtitle_and_no_button_stays_above_the_date():
    head = ("Harbour Post", "Home", "News", "Old quay of Marlow to be widened", "Stones arrive by boat", "3 March 2025")
    text = cut_boilerplate("\n\n".join((*head, "Share", *TOLD, "#quay #ferry"))).text
    assert lines_of(text) == ["Stones arrive by boat", *TOLD]


def test_a_paragraph_that_ends_with_who_signed_is_one():
    told = "The county will look at the trial until autumn. (Ada Weir, 3.3.2025)"
    head = ("Harbour Post", "Home", "News", "Ferry of Marlow comes when it is called")
    subtitle = "Because there is no timetable, commuters shout across the bay. That works better than one thought"
    article = cut_boilerplate(
        "\n".join((*head, subtitle, "Ada Weir", "3 March 2025", *TOLD, told, "Most read", "Captain wins"))
    )
    assert article.title == head[-1]
    assert lines_of(article.text) == [subtitle, *TOLD, told]


def test_a_paragraph_below_one_button_is_the_articles():
    told = "The mayor promised fuel for the ferry before Friday."
    lines = (*TOLD[:2], "Follow us on Telegram", told, "Share:", "Click to share on Facebook (Opens in new window)")
    assert lines_of(cut_boilerplate("\n".join((*HEAD, *lines))).text) == [*TOLD[:2], told]


def test_where_nothing_but_a_byline_is_left_it_stays_below_its_title():
    article = cut_boilerplate("Edito : le quai contre le quai\n\nUn édito de Ada Van de Weir.\n(...)")
    assert article.title == "Edito : le quai contre le quai"
    assert article.text.startswith("Un édito de Ada Van de Weir.")
