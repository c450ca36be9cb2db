"""Pages of news portals of around 2012 as a reader copies them: bars of buttons, counters, tags, comments."""

from typing import Final

import pytest

from filrouge.ingest.boilerplate.article import cut_boilerplate

from .quay import ARTICLE as A

ES: Final = (
    (
        "La junta del puerto de Marlow decidió el lunes que el viejo muelle se ampliará cuatro metros, "
        "después de dos inviernos en los que el transbordador no pudo atracar por el oleaje."
    ),
    (
        "Los pescadores de la isla lamentan que la decisión llegue tarde para la temporada, y su sindicato "
        "pidió a la junta una cuenta pública del estado de las piedras del muelle desde la última inspección."
    ),
    (
        "El condado respondió que entregará sus informes al consejo antes del verano y que pagará una suma a "
        "quienes tuvieron que amarrar sus barcos en la bahía vecina."
    ),
)

FR: Final = (
    (
        "Le conseil du port de Marlow a décidé lundi que le vieux quai serait élargi de quatre mètres, après "
        "deux hivers où le bac n'a pas pu y accoster par forte houle."
    ),
    (
        "Les pêcheurs de l'île regrettent que la décision vienne trop tard pour la saison, et leur syndicat "
        "réclame au conseil un bilan public de l'entretien des pierres du quai depuis la dernière inspection."
    ),
    (
        "Le comté a répondu que ses rapports seraient remis au conseil avant l'été et qu'une somme serait "
        "versée à ceux qui ont dû amarrer leurs bateaux dans la baie voisine."
    ),
)

KO: Final = (
    (
        "말로 항만위원회는 월요일 낡은 부두를 4미터 넓히기로 결정했다고 밝혔다."
        " 지난 두 해 겨울 동안 여객선이 너울 때문에 접안하지 못했기 때문이다."
    ),
    (
        "섬 어민들은 결정이 너무 늦었다고 불만을 나타냈으며 조합은 마지막"
        " 점검 이후 부두의 돌이 어떻게 관리됐는지 공개하라고 위원회에 요구했다."
    ),
    ("군은 여름 전에 보고서를 의회에 제출하고 이웃 만에 배를 대야 했던 이들에게 보상금을 지급하겠다고 답했다."),
)

AR: Final = (
    (
        "قرر مجلس ميناء مارلو يوم الاثنين توسيع الرصيف القديم أربعة أمتار بعد شتاءين لم تتمكن فيهما العبارة "
        "من الرسو بسبب ارتفاع الأمواج في الخليج."
    ),
    (
        "واشتكى صيادو الجزيرة من أن القرار جاء متأخرا عن الموسم، وطالبت نقابتهم المجلس بتقديم تقرير علني عن "
        "صيانة حجارة الرصيف منذ آخر تفتيش."
    ),
    (
        "وردت المقاطعة بأن تقاريرها ستسلم إلى المجلس قبل الصيف وأن مبلغا سيدفع لمن اضطروا إلى إرساء قواربهم "
        "في الخليج المجاور."
    ),
)

PAGES: Final = {
    "a Spanish daily": (
        "La junta del puerto amplía el viejo muelle de Marlow",
        [
            "EL FARO",
            "Regístrate",
            "Iniciar sesión",
            "PORTADA",
            "INTERNACIONAL",
            "POLÍTICA",
            "ECONOMÍA",
            "CULTURA",
            "SOCIEDAD",
            "DEPORTES",
            "ESTÁ PASANDO",
            "Elecciones",
            "Crisis del puerto",
            "Últimas noticias",
            "Ver todo el día",
            " Puerto de Marlow",
            "La junta del puerto amplía el viejo muelle de Marlow",
            "Los pescadores lamentan que la decisión llegue tarde",
            "El sindicato pide una cuenta pública",
            "Ada Weir Marlow 9 ABR 2012 - 12:28 CET",
            "126",
            "Recomendar en Facebook 23",
            "Twittear 50",
            "Enviar a LinkedIn 2",
            "Enviar a TuentiEnviar a MenéameEnviar a Eskup",
            "Enviar Imprimir Guardar",
        ],
        ES,
        [
            "Archivado en:",
            "Puertos Marlow Transbordadores Pesca Condado",
            "Otras noticias",
            "El puente de la isla abre en mayo",
            "Quién paga la cocina de la escuela",
            "Últimas noticias",
            "Ver todo el día",
            "LO MÁS VISTO EN...",
            "© EDICIONES FARO, S.L.",
            "Contacto",
            "Venta",
            "Publicidad",
            "Aviso legal",
        ],
    ),
    "a British daily": (
        "Marlow's old quay: why four metres are not enough",
        [
            "Turn autoplay off Turn autoplay on Please activate cookies in order to turn autoplay off",
            "Jump to content [s]",
            "Jump to site navigation [0]",
            "Jump to search [4]",
            "Terms and conditions [8]",
            "Your activity",
            "Sign in",
            "Register",
            "Text larger smaller",
            "About us",
            "harbourpost.example",
            "News Sport Comment Culture Business Money Life & style Travel Environment TV Video Data",
            "News",
            "World news",
            "Ports",
            "Marlow's old quay: why four metres are not enough",
            "Two winters without a ferry have cost the island dear",
            "",
            "Share",
            "Tweet this",
            "Email",
            "Ada Weir in Marlow",
            "harbourpost.example, Monday 9 April 2012 18.24 BST",
            "Article history",
            "The old quay of Marlow in a swell. Photograph: HarbourPix",
        ],
        A,
        [
            "Print this",
            "Share",
            "Contact us",
            "Article history",
            "World news",
            "Ports ·",
            "Marlow",
            "More news",
            "Related",
            "5 Apr 2012",
            "Ferry stays in port for third week",
            "2 Apr 2012",
            "Islanders march on county hall",
            "Ads by Google",
            "Boat insurance from £10",
            "Comments",
            "Click here to join the discussion.",
            "We can't load the discussion on harbourpost.example because you don't have JavaScript enabled.",
            "On Ports",
            "Most viewed",
            "Latest",
            "Last 24 hours",
            "1. Bridge to the island opens in May",
            "2. Ten walks along the coast",
            "© 2012 Harbour Post Limited or its affiliated companies. All rights reserved.",
        ],
    ),
    "a radio's blog": (
        "Album Review: The Marlow Six - Old Quay",
        [
            "Where the Music Matters",
            "Listen",
            "Programming",
            "Quay Radio Blog",
            "Donate",
            "« Today in Music News",
            "Song of the Day: Tide Girls - Ramp »",
            "Album Review: The Marlow Six - Old Quay",
            "posted by",
            "Ada Weir",
            "on",
            "April 9th, 2012",
            "Like",
            "Tweet",
            "The Marlow Six",
            "Old Quay (Harbour Records)",
        ],
        (
            "The second record of the Marlow Six begins where the first one ended: on the old quay, in a swell, with an accordion that nobody has tuned since the last inspection of the boat.",  # noqa: E501 - a line of a page
            "It is a record about waiting. The ferry does not come, the union writes letters, and in the middle of it Nora Roc sings as if the county could hear her.",  # noqa: E501 - a line of a page
            '"Ramp" and "Two Winters" are the songs to begin with, but the whole of it is worth the crossing.',
        ),
        [
            "This entry was posted on Monday, April 9th, 2012 at 8:00 am and is filed under Album Reviews, Reviews. You can follow any responses to this entry through the RSS 2.0 feed. You can leave a response, or trackback from your own site.",  # noqa: E501 - a line of a page
            'One Response to "Album Review: The Marlow Six - Old Quay"',
            "bo says:",
            "April 9, 2012 at 9:12 am",
            "Lovely record.",
            "Leave a Reply",
            "Name (required)",
            "Mail (will not be published) (required)",
            "Website",
        ],
    ),
    "a page in capitals": (
        "AN OPEN LETTER TO THE FERRY THAT DID NOT COME.",
        [
            "THE MARLOW TENDENCY",
            "STORE BOOKS SUBMISSIONS NEWSLETTER",
            "OPEN LETTERS TO PEOPLE OR ENTITIES WHO ARE UNLIKELY TO RESPOND",
            "AN OPEN LETTER TO THE FERRY THAT DID NOT COME.",
            "BY ADA WEIR",
            "- - - -",
        ],
        (
            "Dear Ferry,",
            "I waited for you on the old quay for two winters. I had a suitcase, a thermos and a cat in a box, and the cat has grown since.",  # noqa: E501 - a line of a page
            "They say that they will widen the quay by four metres for you. Nobody has ever widened anything for me, and I have never been late.",  # noqa: E501 - a line of a page
            "If you come, I shall be on the bench beside the shop of Nora Roc. Bring bread.",
            "Yours,\nAda",
        ),
        [
            "Share on Facebook",
            "Share on Twitter",
            "MORE OPEN LETTERS",
            "An Open Letter To The Bus",
            "Suggested Reads",
            "Get the latest from the Tendency",
            "Sign up",
        ],
    ),
    "a Korean daily": (
        "말로 항만위원회, 낡은 부두 4미터 확장 결정",
        [
            "섬닷컴",
            "로그인",
            "회원가입",
            "뉴스",
            "오피니언",
            "정치",
            "경제",
            "사회",
            "스포츠",
            "말로 항만위원회, 낡은 부두 4미터 확장 결정",
            "기사입력 2012-04-09 03:00:00 기사수정 2012-04-09 10:21:13",
            "폰트 축소 폰트 확대",
            "이메일",
            "프린트",
            "트위터 페이스북 미투데이",
            "댓글 (12)",
        ],
        KO,
        [
            "에이다 위어 기자 ada@island.example",
            "ⓒ 섬일보, 무단 전재 및 재배포 금지",
            "관련기사",
            "섬 다리 5월 개통",
            "학교 급식실 비용 누가 내나",
            "많이 본 뉴스",
            "해안 산책로 열 곳",
        ],
    ),
    "an Arabic site": (
        "ميناء مارلو يوسع رصيفه القديم بعد شتاءين بلا عبارة",
        [
            "الصفحة الرئيسية",
            "الشرق الأوسط",
            "العالم",
            "رياضة",
            "اقتصاد",
            "منوعات",
            "ميناء مارلو يوسع رصيفه القديم بعد شتاءين بلا عبارة",
            "الاثنين، 09 نيسان/أبريل 2012، آخر تحديث 18:24 (GMT+0400)",
            "حجم الخط",
            "شارك",
            "الرصيف القديم في مارلو",
        ],
        AR,
        [
            "طباعة الصفحة",
            "أرسل إلى صديق",
            "تعليقات القراء",
            "مواضيع ذات صلة",
            "جسر الجزيرة يفتح في مايو",
            "الأكثر قراءة",
            "عشر نزهات على الساحل",
            "© 2012 Marlow News. جميع الحقوق محفوظة",
        ],
    ),
    "a French daily": (
        "Marlow : le vieux quai sera élargi de quatre mètres",
        [
            "Le Phare",
            "Recherche",
            "Abonnez-vous",
            "Se connecter",
            "ACTUALITÉ",
            "ECONOMIE",
            "SPORT",
            "CULTURE",
            "LIFESTYLE",
            "MADAME",
            "Accueil",
            "Actualité",
            "International",
            "FLASH ACTU",
            "17:54 - Le pont de l'île ouvre en mai",
            "17:40 - Qui paie la cantine de l'école",
            "Marlow : le vieux quai sera élargi de quatre mètres",
            "Mots clés : Marlow, Port, Bac, Comté",
            "Par Ada Weir",
            "Mis à jour le 09/04/2012 à 18:24",
            "publié le 09/04/2012 à 11:02",
            "Réactions (12)",
            "Recommander",
            "Tweeter",
            "Le vieux quai de Marlow par forte houle. Crédits photo : Bo Lind",
        ],
        FR,
        [
            "» Suivez Le Phare International sur Twitter",
            "",
            "Par Ada Weir",
            "LIRE AUSSI :",
            "» Les îliens défilent devant le comté",
            "» Port : un rapport accablant",
            "Ses derniers articles",
            "12 commentaires",
            "Réagir à cet article",
            "Les commentaires de cet article sont désormais fermés.",
            "À lire aussi",
            "Dix promenades sur la côte",
            "Les plus lus",
            "© Phare. Tous droits réservés",
        ],
    ),
    "a local station": (
        "Marlow Harbour Board Votes To Widen Old Quay",
        [
            "Home",
            "News",
            "Sports",
            "Health",
            "Best Of",
            "Events",
            "Watch + Listen",
            "Traffic",
            "Weather",
            "Directory",
            "Autos",
            "Circulars",
            "Travel",
            "Deals",
            "Latest News",
            "Video",
            "Photo Galleries",
            "Local",
            "Politics",
            "Marlow Harbour Board Votes To Widen Old Quay",
            "April 9, 2012 6:55 PM",
            "View Comments",
            "Share",
            "Filed under",
            "Business, Local, News, Watch + Listen",
            "Related tags",
            "Ferry, Harbour Board, Marlow, Old Quay",
            " credit: HarbourPix",
            "Featured Items",
            "Sweepstakes: Win a trip to the coast",
            "Best Brunch Spots On The Island",
            "Top 5 Walks",
        ],
        A[1:],
        [
            "Like us on Facebook",
            "",
            "View Comments",
            "Other Stories You May Like",
            "10 Ways To Save On Boats",
            "blog comments powered by Disqus",
            "LISTEN LIVE",
            "LATEST FORECAST",
            "More From QRS Marlow",
            "Get Our App",
            "Follow Us On Twitter",
        ],
    ),
}


CAPTIONS: Final[dict[str, set[str]]] = {
    "a Spanish daily": {"Los pescadores lamentan que la decisión llegue tarde", "El sindicato pide una cuenta pública"},
    "a British daily": {
        "Two winters without a ferry have cost the island dear",
        "The old quay of Marlow in a swell. Photograph: HarbourPix",
    },
    "a radio's blog": {"Old Quay (Harbour Records)"},
    "a page in capitals": set(),
    "a Korean daily": set(),
    "an Arabic site": {"الرصيف القديم في مارلو"},
    "a French daily": {"Le vieux quai de Marlow par forte houle. Crédits photo : Bo Lind"},
    "a local station": set(),
}
"""Lines that are the article's own beside its paragraphs."""


@pytest.mark.parametrize("name", PAGES)
def test_the_article_is_all_that_stays_but_captions_and_subtitles(name: str):
    title, above, body, below = PAGES[name]
    article = cut_boilerplate("\n".join(above) + "\n\n" + "\n\n".join(body) + "\n\n" + "\n".join(below))
    kept = [line for line in article.text.splitlines() if line.strip()]
    paragraphs = [line for paragraph in body for line in paragraph.splitlines()]
    assert article.title == title
    assert [line for line in kept if line in paragraphs] == paragraphs
    assert {line for line in kept if line not in paragraphs} <= CAPTIONS[name]
