"""Pages of news portals of the 2020s as a reader copies them: captions with labels, paths, offers, bullets."""

from typing import Final

import pytest

from filrouge.ingest.boilerplate.article import cut_boilerplate

from .quay import ARTICLE as A

TR: Final = (
    (
        "Marlow liman kurulu pazartesi günü, feribotun dalga yüzünden iki kış yanaşamadığı eski rıhtımın dört "
        "metre genişletilmesine karar verdi."
    ),
    (
        "Adanın balıkçıları kararın sezon için geç kaldığından yakınıyor, sendikaları ise kuruldan son "
        "denetimden bu yana rıhtım taşlarının durumuna dair açık bir hesap istiyor."
    ),
    (
        "İlçe, raporlarının yazdan önce kurula verileceğini ve komşu koyda demirlemek zorunda kalanlara bir "
        "miktar ödeneceğini bildirdi."
    ),
)

RU: Final = (
    (
        "Совет порта Марлоу в понедельник решил расширить старый причал на четыре метра после двух зим, в "
        "течение которых паром не мог подойти к нему из-за зыби."
    ),
    (
        "Рыбаки острова жалуются, что решение принято слишком поздно для сезона, а их профсоюз требует от "
        "совета открытого отчёта о состоянии камней причала с последней проверки."
    ),
    (
        "Округ ответил, что его доклады будут переданы совету до лета и что тем, кто швартовался в соседней "
        "бухте, выплатят определённую сумму."
    ),
)

PAGES: Final = {
    "a British broadcaster": (
        "Marlow: Old quay to be widened after two winters",
        [
            "Skip to content",
            "Home",
            "News",
            "Sport",
            "Earth",
            "Reel",
            "Worklife",
            "Travel",
            "More menu",
            "Search",
            "NEWS",
            "Home",
            "War in Ukraine",
            "Coronavirus",
            "Climate",
            "Video",
            "World",
            "UK",
            "Business",
            "Tech",
            "Science",
            "World",
            "Africa",
            "Asia",
            "Australia",
            "Europe",
            "Marlow: Old quay to be widened after two winters",
            "Published",
            "9 April",
            "Share",
            "IMAGE SOURCE,HARBOURPIX",
            "Image caption,",
            "The ferry could not berth at the old quay in a swell",
            "By Ada Weir",
            "Harbour News, Marlow",
        ],
        A,
        [
            "You may also be interested in:",
            "Media caption,",
            "Watch: The ferry leaves the quay",
            "More on this story",
            "Ferry stays in port for third week",
            "3 April",
            "Islanders march on county hall",
            "29 March",
            "Related Topics",
            "Ports",
            "Marlow",
            "Top Stories",
            "Bridge to the island opens in May",
            "Published 2 hours ago",
            "Features",
            "The man who paints the bridges",
            "Elsewhere on Harbour News",
            "Most Read",
            "1",
            "Ten walks along the coast",
            "© 2022 Harbour News. Harbour News is not responsible for the content of external sites. Read about our approach to external linking.",  # noqa: E501 - a line of a page
        ],
    ),
    "an American daily": (
        "A Ferry, an Old Quay and Four Metres of Stone",
        [
            "SKIP TO CONTENT",
            "SKIP TO SITE INDEX",
            "U.S.",
            "SUBSCRIBE FOR $1/WEEK",
            "LOG IN",
            "ADVERTISEMENT",
            "Continue reading the main story",
            "A Ferry, an Old Quay and Four Metres of Stone",
            "Two winters without a boat changed how an island thinks of its harbour.",
            "Give this article",
            "",
            "",
            "",
            "12",
            "",
            "The ferry at the old quay of Marlow in November.Credit...Bo Lind for The Harbour Times",
            "By Ada Weir",
            "Ada Weir reported from Marlow and spoke with more than thirty islanders.",
            "April 9, 2022",
            "Sign up for The Morning newsletter  Make sense of the day’s news and ideas.",
        ],
        A,
        [
            "Kai Roc contributed reporting.",
            "A version of this article appears in print on April 10, 2022, Section A, Page 4 of the island edition with the headline: An Old Quay. Order Reprints | Today’s Paper | Subscribe",  # noqa: E501 - a line of a page
            "READ 12 COMMENTS",
            "Give this article",
            "More in Europe",
            "Ferry Stays in Port for Third Week",
            "Bo Lind for The Harbour Times",
            "April 3, 2022",
            "Most Popular",
            "Ten Walks Along the Coast",
            "Site Index",
            "© 2022 The Harbour Times Company",
        ],
    ),
    "an agency": (
        "Island board to widen quay after ferry misses two winters",
        [
            "World",
            "Business",
            "Legal",
            "Markets",
            "Breakingviews",
            "Technology",
            "Investigations",
            "More",
            "Register for free",
            "Sign In",
            "World",
            "April 9, 2022",
            "6:24 PM UTC",
            "Last Updated a year ago",
            "Island board to widen quay after ferry misses two winters",
            "By Ada Weir",
            "2 minute read",
            "The ferry is seen at the old quay in Marlow, November 3, 2021. HARBOURPIX/Bo Lind/File Photo",
            " ",
            "Summary",
            "Board votes to widen quay by four metres",
            "Fishermen say decision comes too late",
            "Register now for FREE unlimited access to harbour.example",
            "Register",
            "",
        ],
        A,
        [
            "Register now for FREE unlimited access to harbour.example",
            "Register",
            "Reporting by Ada Weir; Editing by Kai Roc",
            "Our Standards: The Harbour Trust Principles.",
            "Read Next",
            "Ferry stays in port for third week",
            "More from Harbour Wire",
            "About Harbour Wire",
            "All quotes delayed a minimum of 15 minutes. See here for a complete list of exchanges and delays.",
            "© 2022 Harbour Wire. All rights reserved",
        ],
    ),
    "a Turkish daily": (
        "Marlow'un eski rıhtımı dört metre genişliyor",
        [
            "Haberler",
            "Gündem",
            "Ekonomi",
            "Dünya",
            "Spor",
            "Kelebek",
            "Yazarlar",
            "Haberler Dünya Haberleri Marlow'un eski rıhtımı dört metre genişliyor",
            "Güncelleme Tarihi: Nisan 09, 2022 18:24",
            "Oluşturulma Tarihi: Nisan 09, 2022 11:02",
            "Marlow'un eski rıhtımı dört metre genişliyor",
            "Ada WEIR",
            "Takip Et",
            "Haberin Devamı",
            "İki kıştır feribot yanaşamıyordu. Liman kurulu sonunda karar verdi.",
        ],
        TR,
        [
            "BAKMADAN GEÇME!",
            "Ada köprüsü mayısta açılıyor",
            "#Marlow",
            "#Liman",
            "Ayrıca bakınız",
            "HABERLE İLGİLİ DAHA FAZLASI:",
            "Paylaş",
            "Yorum Yaz",
            "En Çok Okunan Haberler",
            "Kıyıda on yürüyüş",
            "Künye",
            "Çerez Politikası",
        ],
    ),
    "a Russian agency": (
        "Совет порта расширит старый причал Марлоу",
        [
            "Регистрация",
            "Вход",
            "Политика",
            "В мире",
            "Экономика",
            "Общество",
            "Происшествия",
            "Наука",
            "Прямой эфир",
            "В мире",
            "18:24 09.04.2022 (обновлено: 19:01 09.04.2022)",
            "5120",
            "Совет порта расширит старый причал Марлоу",
            "Паром две зимы не мог подойти к старому причалу",
            "Читать marlow.example в",
        ],
        RU,
        [
            "3 апреля, 10:15",
            "Паром третью неделю стоит в порту",
            "В мире  Марлоу  Порт",
            "",
            "Новости",
            "Мост на остров откроют в мае",
            "Десять прогулок по берегу",
            "Лента новостей",
            "0",
            "Сначала новые",
            "loader",
            "Авторизуйтесь, чтобы комментировать",
            "Онлайн",
            "Заголовок открываемого материала",
        ],
    ),
}
CAPTIONS: Final = {
    "a British broadcaster": {"The ferry could not berth at the old quay in a swell", "By Ada Weir"},
    "an American daily": {
        "Two winters without a boat changed how an island thinks of its harbour.",
        "The ferry at the old quay of Marlow in November.Credit...Bo Lind for The Harbour Times",
        "Ada Weir reported from Marlow and spoke with more than thirty islanders.",
        "Kai Roc contributed reporting.",
    },
    "an agency": {
        "Board votes to widen quay by four metres",
        "Fishermen say decision comes too late",
        "The ferry is seen at the old quay in Marlow, November 3, 2021. HARBOURPIX/Bo Lind/File Photo",
    },
    "a Turkish daily": {"İki kıştır feribot yanaşamıyordu. Liman kurulu sonunda karar verdi."},
    "a Russian agency": {"Паром две зимы не мог подойти к старому причалу"},
}
"""Lines that are the article's own beside its paragraphs."""


@pytest.mark.parametrize("name", PAGES)
def test_the_article_is_all_that_stays_but_captions_and_subtitles(name: str):
    title, above, body, below = PAGES[name]
    article = cut_boilerplate("\n".join(above) + "\n\n" + "\n\n".join(body) + "\n\n" + "\n".join(below))
    kept = [line for line in article.text.splitlines() if line.strip()]
    assert article.title == title
    assert [line for line in kept if line in body] == list(body)
    assert {line for line in kept if line not in body} <= CAPTIONS[name]
