"""Invented pages as a reader copies them, in the manner of eastern sites: the article stays, the page goes."""

from typing import NamedTuple

import pytest

from filrouge.ingest.boilerplate.article import cut_boilerplate
from tests.unit.reading import restore


class Page(NamedTuple):
    name: str
    title: str | None
    text: str
    keeps: tuple[str, ...]
    drops: tuple[str, ...]


TURKISH_PORTAL = Page(
    "a Turkish portal with breaking headlines above and views",
    "Karaburun'da deniz çayırları için yeni koruma alanı",
    """\
SON DAKİKA
Ekonomi paketi Meclis'e sunuldu
Derbide ilk yarı golsüz bitti
Altın güne yükselişle başladı
Meteorolojiden kuvvetli rüzgâr uyarısı

Anasayfa / Çevre

Karaburun'da deniz çayırları için yeni koruma alanı

Giriş: 21.06.2022 - 11:05   Güncelleme: 21.06.2022 - 13:20
Okunma: 1.482
A+ A-

Bakanlık, Karaburun açıklarında yaklaşık dört bin hektarlık alanda trol avcılığını yasakladı. Karar, bugün Resmî \
Gazete'de yayımlandı.

Deniz biyoloğu Nesrin Aksoy, çayırların son yirmi yılda üçte bir oranında küçüldüğünü söyledi. Aksoy, "Asıl iş \
şimdi başlıyor, çünkü denetim olmadan yasak bir anlam taşımaz" dedi.

Balıkçılar ne diyor?

Kooperatif başkanı Halil Ege, kararı desteklediklerini ancak gelir kaybı için destek beklediklerini belirtti.

Facebook'ta paylaş
WhatsApp
Yorum yaz
Adınız
Yorumunuz
Gönder
İlgili Haberler
Foça'da fok yavrusu görüldü
Çeşme'de plajlara mavi bayrak
Künye İletişim Gizlilik Politikası
Tüm hakları saklıdır © 2022""",
    ("Bakanlık, Karaburun açıklarında", "Deniz biyoloğu", "Balıkçılar ne diyor?", "Kooperatif başkanı"),
    (
        "SON DAKİKA", "Derbide", "Altın güne", "Anasayfa", "Güncelleme", "1.482", "A+", "paylaş", "Yorum", "Adınız",
        "Foça", "Çeşme", "Künye", "saklıdır",
    ),
)  # fmt: skip

RUSSIAN_AGENCY = Page(
    "a Russian agency with exchange rates, a Telegram note and tags",
    "На Сахалине запустили первый поезд с водородным двигателем",
    """\
Главная
Политика
Экономика
Общество
USD 61,20 EUR 60,15
Поиск

5 октября 2022, 08:14
Общество

На Сахалине запустили первый поезд с водородным двигателем

ЮЖНО-САХАЛИНСК, 5 октября. Двухвагонный состав вышел в пробный рейс между Корсаковом и Быковом в среду утром, \
сообщили в управлении железной дороги.

По словам начальника депо Игоря Саенко, поезд прошёл 80 километров без замечаний. «Запаса хода хватает на \
шестьсот километров, но зимой будет меньше», — отметил он.

Регулярное движение намечено на 2024 год. До этого построят заправочный комплекс и обучат двадцать машинистов.

Подписывайтесь на наш Telegram-канал
Нашли ошибку? Выделите текст и нажмите Ctrl+Enter
Теги: железная дорога, водород, Сахалин
Просмотров: 3412
Читайте также
В Охе открыли новый роддом
Паром «Сахалин-8» вернулся из ремонта
Мост через Тымь закрыт до декабря
Свидетельство о регистрации СМИ ЭЛ № ФС 77-00000. 16+
© 2022 Все права защищены. При использовании материалов ссылка обязательна.""",
    ("ЮЖНО-САХАЛИНСК, 5 октября.", "По словам начальника депо", "Регулярное движение"),
    (
        "Политика", "USD", "08:14", "Подписывайтесь", "Нашли ошибку", "Теги", "3412", "роддом", "Паром", "Тымь",
        "Свидетельство", "Все права",
    ),
)  # fmt: skip

AZERBAIJANI_SITE = Page(
    "an Azerbaijani site with a day's list of news below",
    "Şəkidə ipək fabrikinin köhnə korpusu muzeyə çevriləcək",
    """\
Ana səhifə
Siyasət
İqtisadiyyat
Mədəniyyət
Bakı 24°C

# Şəkidə ipək fabrikinin köhnə korpusu muzeyə çevriləcək

17 may 2023 | 15:40
Baxış sayı: 907

Şəkidə 1931-ci ildə tikilmiş ipək fabrikinin köhnə korpusunda sənaye muzeyi yaradılacaq. Bu barədə layihənin \
rəhbəri Günay Məmmədli jurnalistlərə məlumat verib.

O bildirib ki, dəzgahların bir hissəsi bərpa olunub və ziyarətçilər onların necə işlədiyini görəcəklər. \
"Məqsədimiz yalnız divarları deyil, səsi də qorumaqdır", - deyə o əlavə edib.

Layihəyə aşağıdakılar daxildir:
- boyaqxananın bərpası;
- fəhlə evlərinin arxivi;
- ustalar üçün emalatxana.

Muzeyin gələn ilin payızında açılacağı gözlənilir.

Paylaş
Facebook
WhatsApp
Linki kopyala
Digər xəbərlər
16:10
Gəncədə yeni avtobus xətti açılıb
15:55
Lerikdə dolu yağıb
15:52
Şuşada konsert keçiriləcək
Bütün hüquqlar qorunur. Materiallardan istifadə edərkən istinad mütləqdir.""",
    ("Şəkidə 1931-ci ildə", "O bildirib ki", "- boyaqxananın bərpası;", "- ustalar üçün", "Muzeyin gələn ilin"),
    ("Siyasət", "24°C", "15:40", "907", "Paylaş", "kopyala", "avtobus", "Lerikdə", "konsert", "Bütün hüquqlar"),
)

ARMENIAN_SITE = Page(
    "an Armenian site with a Latin menu and a subscription note",
    "Գյումրիում վերանորոգվել է հին տպարանի շենքը",
    """\
Գլխավոր
Լրահոս
Մշակույթ
ENG
РУС

Գյումրիում վերանորոգվել է հին տպարանի շենքը

12:35, 9 սեպտեմբերի, 2021

Գյումրիի պատմական կենտրոնում ավարտվել են հին տպարանի շենքի վերանորոգման աշխատանքները։ Շենքը կառուցվել է 1898 \
թվականին և երեսուն տարի փակ էր։

Ճարտարապետ Արմեն Վարդանյանի խոսքով՝ պահպանվել են բոլոր սյուները և փայտե աստիճանները։ «Մենք ոչինչ չենք հորինել, \
միայն մաքրել ենք քարը», - ասել է նա։

Շենքում կգործեն գրադարան և երիտասարդական կենտրոն։ Բացումը նախատեսված է հոկտեմբերին։

Կիսվել
Facebook
Telegram
Մեկնաբանություններ
Կարդացեք նաև
Դիլիջանում բացվել է նոր թանգարան
Սևանի մակարդակը բարձրացել է
Բոլոր իրավունքները պաշտպանված են © 2021""",
    ("Գյումրիի պատմական կենտրոնում", "Ճարտարապետ", "Շենքում կգործեն"),
    ("Լրահոս", "ENG", "12:35", "Կիսվել", "Telegram", "Մեկնաբանություններ", "Դիլիջանում", "Սևանի", "իրավունքները"),
)

ENGLISH_PETITION_ON_A_GERMAN_PAGE = Page(
    "an English petition on a German page with a counter",
    "Keep the night train to the coast",
    """\
Keep the night train to the coast

3.482 haben unterschrieben. Nächstes Ziel: 5.000.

Bei 5.000 Unterschriften steigt die Wahrscheinlichkeit, dass diese Petition in die Empfehlungen kommt!

For forty years the night train has carried nurses, students and fishermen to the coast. The ministry means to end \
it in June, without a word on what is to replace it.

The figures that the ministry gives are wrong in three ways. They leave out the winter months, they count sleepers \
as seats, and they forget the cars that the train carries.

We ask the minister to publish the full accounts, to keep the train for two more years and to let the regions bid \
for it.

Signed by:
Ines Hallam
Tobias Groot
Marthe Quist

Jetzt unterschreiben
Vorname
Nachname
Diese Petition teilen""",
    ("For forty years", "The figures that", "We ask the minister", "Signed by:", "Ines Hallam", "Marthe Quist"),
    ("haben unterschrieben", "Wahrscheinlichkeit", "Jetzt", "Vorname", "teilen"),
)

FRENCH_AGGREGATOR = Page(
    "a French aggregator with one line of headlines and a body pasted twice",
    "Barrages : la rivière Aube demande sa part",
    " Loto : deux gagnants à Troyes     Foot : Sedan recule     Essence : les prix au plus haut     "
    "Concert annulé à Reims     Un loup filmé dans l’Aube     Gel : les vignes sauvées     Bac : les dates     "
    "Grève des bus jeudi     Vide-greniers du week-end     "
    """

Barrages : la rivière Aube demande sa part

Les associations de pêche réclament un débit réservé plus élevé en aval des trois barrages, comme la loi le permet.

Selon elles, la rivière s’est asséchée cinquante-deux jours l’été dernier sur huit kilomètres, ce qui ne s’était \
jamais vu depuis les relevés de 1962.

L’exploitant répond que le barrage sert aussi à protéger la capitale des crues, et qu’un arbitrage est attendu.

Selon elles, la **rivière** s’est asséchée cinquante-deux jours l’été dernier sur huit kilomètres, ce qui ne \
s’était jamais vu depuis les relevés de 1962. L’exploitant répond que le barrage sert aussi à protéger la capitale \
des crues, et qu’un arbitrage est attendu.

Une réunion est prévue en préfecture avant les vacances de la Toussaint.

Consulter l’article d’origine : https://exemple.invalid/aube
""",
    ("Les associations de pêche", "Selon elles, la rivière", "L’exploitant répond", "Une réunion est prévue"),
    ("Loto", "Vide-greniers", "**rivière**", "d’origine"),
)

PAGES = [
    TURKISH_PORTAL,
    RUSSIAN_AGENCY,
    AZERBAIJANI_SITE,
    ARMENIAN_SITE,
    ENGLISH_PETITION_ON_A_GERMAN_PAGE,
    FRENCH_AGGREGATOR,
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_of_a_pasted_page_the_article_stays_and_the_rest_goes(page):
    pasted = cut_boilerplate(page.text)
    assert pasted.title == page.title
    assert [keep for keep in page.keeps if keep not in pasted.text] == []
    assert [drop for drop in page.drops if drop in pasted.text] == []
    assert restore(pasted.text, pasted.cuts) == page.text
    for cut in pasted.cuts:
        assert page.text[cut.start : cut.end] == cut.text


def test_of_a_block_pasted_twice_the_first_stays():
    pasted = cut_boilerplate(FRENCH_AGGREGATOR.text)
    assert pasted.text.count("cinquante-deux jours") == 1
    assert "repeated block" in {cut.reason for cut in pasted.cuts}
