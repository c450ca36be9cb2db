"""Invented pages as a reader copies them, in the manner of western sites: the article stays, the page goes."""

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


FRENCH_REGIONAL = Page(
    "a French regional daily with a crumb trail, a share bar and a comment form",
    "À Saint-Brévin, la halle aux poissons rouvrira au printemps",
    """\
Aller au contenu principal
Menu
Rechercher
Se connecter
S’abonner dès 1 €
Accueil > Pays de Retz > Saint-Brévin

À Saint-Brévin, la halle aux poissons rouvrira au printemps

Par Maud Kerléo
Publié le 4 février 2021 à 07h12, mis à jour le 4 février 2021 à 09h30
Lecture : 2 min

Partager
Facebook
Twitter
Envoyer par mail

Fermée depuis l’incendie de 2019, la halle retrouvera ses douze étals fin avril, a promis la maire lundi soir.

« Nous avons tenu le calendrier malgré tout », s’est réjouie l’élue devant une cinquantaine d’habitants réunis \
dans la salle des fêtes. Le chantier aura coûté 1,4 million d’euros.

Un loyer gelé deux ans

Les mareyeurs, eux, attendaient surtout des garanties sur les loyers. La commune s’engage à ne pas les augmenter \
avant 2023, puis à les indexer sur la fréquentation du marché.

— Et les frigos ?
— Ils seront neufs.

Reste la question du stationnement, que le conseil examinera en mars.

Lire aussi : Le port de Pornic manque de place pour ses plaisanciers

Sur le même sujet
Tempête : la digue de Tharon sous surveillance
Un nouveau patron pour l’office de tourisme
La Bernerie veut classer son lavoir

Commentaires (3)
Connectez-vous pour laisser un commentaire

Mentions légales | CGU | Gestion des cookies | Contact
© Le Courrier du Retz 2021. Tous droits réservés.""",
    (
        "Fermée depuis l’incendie", "« Nous avons tenu", "Un loyer gelé deux ans", "— Et les frigos ?",
        "— Ils seront neufs.", "Reste la question du stationnement",
    ),
    (
        "Aller au contenu", "S’abonner", "Pays de Retz >", "Maud", "Publié le", "Lecture :", "Envoyer par",
        "Lire aussi", "Sur le même", "digue de Tharon", "lavoir", "Commentaires", "Mentions", "Tous droits",
    ),
)  # fmt: skip

ENGLISH_WORDPRESS = Page(
    "an English WordPress blog with a sidebar and pingbacks",
    "Why the Otter Bridge toll will not pay for the Otter Bridge",
    """\
Skip to content
The Fenland Ledger
News and views from the washes
Home About Archive Contact

Why the Otter Bridge toll will not pay for the Otter Bridge

Posted on March 9, 2018 by admin

The county says that a toll of two pounds will pay back the bridge in eleven years. It will not, and the county's \
own figures say so.

In the table that councillors were given last week, traffic grows by four per cent every year until 2029:

1. 3,100 crossings a day in 2018
2. 3,900 crossings a day in 2024
3. 4,800 crossings a day in 2029

Nobody has explained where the cars would come from. The population of the three parishes has not grown since the \
sugar works closed, and the bus is to be cut to two journeys a day.

If traffic stays where it is, the debt is paid in 2041. That is the year in which the bridge needs a new deck.

Share this:
Click to share on Twitter (Opens in new window)
Click to share on Facebook (Opens in new window)
Like this:
Like Loading...

Posted in Roads. Bookmark the permalink.
← The eel pass, one year on
Minutes of the drainage board →

3 thoughts on “Why the Otter Bridge toll will not pay for the Otter Bridge”

Leave a Reply
Your email address will not be published. Required fields are marked *

Recent Posts
A plough found at Welney
Two swans too many
Archives
March 2018
February 2018
Proudly powered by WordPress""",
    (
        "The county says that a toll", "traffic grows by four per cent every year until 2029:",
        "1. 3,100 crossings", "3. 4,800 crossings", "needs a new deck.",
    ),
    (
        "Skip to", "Fenland Ledger", "Posted on", "Click to share", "Like Loading", "Bookmark", "eel pass",
        "drainage board", "thoughts on", "Leave a Reply", "Required fields", "A plough", "February 2018", "Proudly",
    ),
)  # fmt: skip

SPANISH_DAILY = Page(
    "a Spanish daily with a market strip, a subtitle and a newsletter box",
    "El Ayuntamiento de Almagra compra el cine Delicias para salvarlo del derribo",
    """\
IBEX 35 8.214,3 +0,42%  |  EUR/USD 1,0921  |  Brent 71,2
Martes, 12 de noviembre de 2019
Portada  España  Economía  Deportes  Cultura  Opinión

CULTURA

El Ayuntamiento de Almagra compra el cine Delicias para salvarlo del derribo

La sala, cerrada desde 2004, será filmoteca y escuela de proyeccionistas

ANA BELÉN RUEDA
Almagra
12/11/2019 - 09:41

Compartir en Facebook
Compartir en Twitter
7 comentarios

El pleno aprobó ayer por unanimidad la compra del cine Delicias, el último de los cuatro que tuvo la ciudad. El \
edificio, de 1931, cuesta 620.000 euros, que se pagarán en tres años.

"No es nostalgia, es una inversión", dijo la concejala de Cultura, Pilar Osuna, al término de la sesión.

Suscríbete a nuestra newsletter
Recibe cada mañana las noticias de tu ciudad
Correo electrónico

El arquitecto municipal calcula que la obra durará dieciocho meses. La cubierta es lo más urgente: en septiembre \
entró agua en la cabina.

La plataforma vecinal que reunió nueve mil firmas pide ahora participar en la gestión.

Te puede interesar
La noria vuelve al paseo del río
Detenido por robar campanas
Lo más leído
1
El tiempo para el puente
2
Cortes de agua en San Roque

Aviso legal · Política de privacidad · Política de cookies · Publicidad""",
    ("La sala, cerrada desde 2004", "El pleno aprobó ayer", '"No es nostalgia', "entró agua", "pide ahora participar"),
    (
        "IBEX", "Martes, 12", "Portada", "ANA BELÉN", "09:41", "Compartir", "comentarios", "Suscríbete",
        "Correo electrónico", "La noria", "campanas", "Cortes de agua", "Aviso legal",
    ),
)  # fmt: skip

GERMAN_MAGAZINE = Page(
    "a German magazine with a consent note and hard-wrapped paragraphs",
    "Der Wolf ist zurück, die Zäune nicht",
    """\
Wir verwenden Cookies, um Inhalte zu personalisieren und Zugriffe zu analysieren. Mit Klick auf „Alle akzeptieren“
stimmen Sie der Nutzung zu. Mehr in unserer Datenschutzerklärung.
Alle akzeptieren
Einstellungen

Anmelden
Abo

Der Wolf ist zurück, die Zäune nicht

Von Henrike Lohmann, Görsdorf
28.09.2020, 16:44 Uhr

Merken
Drucken
Teilen

Seit im Juli elf Schafe gerissen wurden, schläft Uwe Brandis schlecht. Der Züchter
hat Anspruch auf Geld vom Land, doch der Antrag liegt seit acht Wochen in Potsdam.
„Bis das bewilligt ist, habe ich keine Herde mehr“, sagt er.

Das Ministerium verweist auf fehlendes Personal. Drei Stellen seien ausgeschrieben,
zwei davon zum dritten Mal. Bis zum Winter solle die Hälfte der Anträge erledigt
sein.

Anzeige

Ein Herdenschutzhund kostet im Jahr rund tausend Euro, ein Zaun das Fünffache. Wer
beides will, muss zweimal beantragen.

Mehr zum Thema
Wolfsrudel bei Lübben bestätigt
Weidetierprämie: Was Halter wissen müssen

Kommentare
Zum Kommentieren bitte anmelden.
Impressum Datenschutz AGB Nutzungsbedingungen""",
    ("Seit im Juli elf Schafe", "Der Züchter\nhat Anspruch", "erledigt\nsein.", "muss zweimal beantragen."),
    (
        "Cookies", "stimmen Sie", "Einstellungen", "Abo", "Henrike", "16:44", "Merken", "Teilen", "Anzeige",
        "Mehr zum", "Lübben", "Weidetierprämie", "Kommentieren", "Impressum",
    ),
)  # fmt: skip

ITALIAN_MARKDOWN = Page(
    "an Italian page saved as Markdown with linked menus and a picture",
    "Il mulino di Varzo torna a macinare",
    """\
[Salta al contenuto](#main)

* [Home](/)
* [Cronaca](/cronaca)
* [Sport](/sport)

![logo](/logo.png)

# **Il mulino di Varzo** torna a macinare

*di Paola Ferro*

14 gennaio 2020

![Il mulino](/img/mulino.jpg)

Dopo cinquant'anni di silenzio la ruota gira di nuovo. Il [consorzio](/consorzio) ha finito i lavori a dicembre e \
sabato farà la prima farina.

> «Mio nonno l'ha chiuso, io lo riapro», dice Elio Balzani.

## Tre mesi di prove

Le macine, in pietra di Luserna, pesano nove quintali. Per provarle sono serviti tre mesi e una piena del torrente.

[Leggi anche: La funivia riapre a Pasqua](/funivia)

Il pane si venderà al forno del paese, due volte la settimana.

[Facebook](#) [Twitter](#) [WhatsApp](#)

### Articoli correlati

* [Neve record in val Divedro](/neve)
* [Chiude la scuola di Trasquera](/scuola)

© 2020 Editrice Ossola""",
    ("Dopo cinquant'anni", "> «Mio nonno", "## Tre mesi di prove", "Le macine", "Il pane si venderà"),
    ("Salta", "Cronaca", "logo.png", "Paola", "14 gennaio", "funivia", "WhatsApp", "Neve", "Trasquera", "Editrice"),
)

PORTUGUESE_RELEASE = Page(
    "a Portuguese press release with a contact block and the boilerplate of a wire",
    "Porto de Ílhavo recebe primeiro navio movido a vento",
    """\
Notícias fornecidas por
Porto de Ílhavo, S.A.

03 mai, 2021, 10:00 BST

Partilhar este artigo

Porto de Ílhavo recebe primeiro navio movido a vento

ÍLHAVO, Portugal, 3 de maio de 2021 /Fio Notícias/ -- O porto recebeu esta manhã o Vela Clara, um cargueiro com duas \
velas rígidas que reduz em um terço o consumo de combustível.

O navio trouxe oitocentas toneladas de pasta de papel e parte na quinta-feira com sal. "É um regresso ao futuro", \
disse a presidente da administração, Rita Vagos.

A autoridade portuária prevê dez escalas do mesmo armador até ao fim do ano.

Contacto:
Duarte Pinho
imprensa@ilhavo.invalid
+351 234 000 000

Sobre a Fio Notícias
A Fio Notícias distribui comunicados de empresas em quarenta países desde 1998 e não responde pelo seu teor.

Download do logotipo: https://fio.invalid/logo.jpg""",
    ("ÍLHAVO, Portugal", "oitocentas toneladas", "A autoridade portuária"),
    ("Partilhar", "10:00", "imprensa@", "234 000", "distribui comunicados", "logotipo"),
)

PAGES = [FRENCH_REGIONAL, ENGLISH_WORDPRESS, SPANISH_DAILY, GERMAN_MAGAZINE, ITALIAN_MARKDOWN, PORTUGUESE_RELEASE]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_of_a_pasted_page_the_article_stays_and_the_rest_goes(page):
    pasted = cut_boilerplate(page.text)
    assert pasted.title == page.title
    assert [keep for keep in page.keeps if keep not in pasted.text] == []
    assert [drop for drop in page.drops if drop in pasted.text] == []
    assert restore(pasted.text, pasted.cuts) == page.text
    for cut in pasted.cuts:
        assert page.text[cut.start : cut.end] == cut.text
