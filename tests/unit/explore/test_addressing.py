"""Who speaks in a text, to whom, and what it calls itself: in its own words only, and nothing where it does not say."""

import pytest

from filrouge.explore.addressing import addressing


def found(text, title=""):
    said = addressing(text, title)
    return said.kind, [one.who for one in said.speakers], [one.who for one in said.addressees]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Dear Members of the Harbour Board,\n\nThe crane has stood still for a year.", "Members of the Harbour Board"),
        ("Monsieur le maire de Brécourt,\n\nLe pont est fermé.", "Monsieur le maire de Brécourt"),
        ("Sehr geehrte Frau Stadträtin Ohlen,\n\ndie Brücke ist zu.", "Frau Stadträtin Ohlen"),
        ("Estimada señora alcaldesa:\n\nEl puente está cerrado.", "señora alcaldesa"),
        ("Gentile ministro dei trasporti,\nil ponte è chiuso.", "ministro dei trasporti"),
        ("Prezado senhor prefeito,\nA ponte está fechada.", "senhor prefeito"),
        ("Sayın Belediye Başkanı,\nKöprü kapalı.", "Sayın Belediye Başkanı"),
        ("Уважаемый господин мэр!\nМост закрыт.", "Уважаемый господин мэр"),
        ("À l’attention du conseil régional : le pont est fermé.", "conseil régional"),
    ],
)
def test_a_salutation_says_to_whom(text, who):
    assert found(text)[2] == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The bridge is shut. We therefore call on the regional council to open it.", "the regional council"),
        ("We ask that the ferry company stops the night crossings.", "the ferry company"),
        ("Nous appelons les élus de la vallée à rouvrir le pont.", "les élus de la vallée"),
        ("Le collectif lance un appel aux députés de Brécourt.", "aux députés de Brécourt"),
        ("Wir fordern die Landesregierung auf, die Brücke zu öffnen.", "die Landesregierung"),
        ("Exigimos a la alcaldía que abra el puente.", "a la alcaldía"),
        ("Chiediamo alla regione di riaprire il ponte.", "alla regione"),
        ("Призываем городской совет открыть мост.", "городской совет"),
        ("Il incombe à la communauté des communes, sans attendre, de rouvrir.", "à la communauté des communes"),
        ("It is up to the regional council to open it.", "the regional council"),
        ("Corresponde a la alcaldía abrir el puente.", "a la alcaldía"),
        ("Spetta alla regione riaprire il ponte.", "alla regione"),
        ("We, ferrymen of Marsh Quay, ask the Harbour Board to open it.", "the Harbour Board"),
        ("We demand that the Harbour Board opens it.", "the Harbour Board"),
        ("Nous exhortons le maire à ne pas fermer le pont.", "le maire"),
        ("Der Verband fordert die Landesregierung auf, die Brücke zu öffnen.", "die Landesregierung"),
        ("Nous demandons au ministre des Ponts, Jean Velin, de rouvrir.", "au ministre des Ponts, Jean Velin"),
        ("Wzywamy Radę Portu do otwarcia mostu.", "Radę Portu"),
        ("Закликаємо міську раду відкрити міст.", "міську раду"),
        ("This petition calls on the ferry company to sail again.", "the ferry company"),
        ("Cette pétition demande au conseil régional de rouvrir le pont.", "au conseil régional"),
    ],
)
def test_an_appeal_says_to_whom(text, who):
    assert found(text)[2] == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The bridge is shut.\n\nSigned by:\n- Ida Marsh\n- Tom Bell\n", "Ida Marsh, Tom Bell"),
        ("Le pont est fermé.\n\nSigné : Anne Velin", "Anne Velin"),
        ("Die Brücke ist zu.\n\nUnterzeichnet von:\nJan Ohlen\nEva Ruhm\n", "Jan Ohlen, Eva Ruhm"),
        ("Le pont est fermé.\n\nPour le comité des riverains, Anne Velin", "Pour le comité des riverains, Anne Velin"),
        ("The bridge is shut.\n\nOn behalf of the ferrymen, Tom Bell", "On behalf of the ferrymen, Tom Bell"),
        ("We, the ferrymen of Marsh Quay, have waited a year.", "ferrymen of Marsh Quay"),
        ("Nous, riverains du pont, attendons depuis un an.", "riverains du pont"),
        ("Мы, жители набережной, ждём уже год.", "жители набережной"),
        ("We are a group of ferrymen from Marsh Quay. We wait.", "ferrymen from Marsh Quay"),
        ("As residents of Marsh Quay, we have waited a year.", "residents of Marsh Quay"),
        ("En tant que riverains du pont, nous attendons.", "riverains du pont"),
        ("We are ferrymen of Marsh Quay, and we wait.", "ferrymen of Marsh Quay"),
        ("Am Ufer.\n\nwir, die Fährleute von Selm, warten.", "Fährleute von Selm"),
        ("نحن أهالي سلم نرفض الجسر.", "أهالي سلم"),
        (
            "It is shut. The Marsh Quay community abroad is tired of it. We call for a vote.",
            "Marsh Quay community abroad",
        ),
    ],
)
def test_a_signature_or_its_we_says_who_speaks(text, who):
    assert found(text)[1] == [who]


def test_a_title_may_name_who_speaks_or_to_whom():
    assert found("Le pont est fermé.", "Le pont : analyse par S.E. l’ambassadeur du Valmont")[:2] == (
        "opinion",
        ["S.E. l’ambassadeur du Valmont"],
    )
    assert found("It is shut.", "To the Director of Bridges: open it")[2] == ["the Director of Bridges"]


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("", "COMMUNIQUÉ DE PRESSE\nLe pont rouvre.", "press release"),
        ("Pressemitteilung: Brücke offen", "Sie ist offen.", "press release"),
        ("Open letter on the bridge", "We wait. Our boats wait. We ask for it.", "open letter"),
        ("Declaración de los barqueros", "Nosotros esperamos. Nuestros barcos esperan. Es nuestra ruta.", "statement"),
        ("Minister issues statement on bridge", "The minister spoke on Monday. He said it was shut.", ""),
        ("Bridge petition gathers 900 names", "The petition was handed in on Monday.", ""),
        ("The public opinion of bridges", "It is a matter of opinion.", ""),
    ],
)
def test_a_kind_is_what_a_text_calls_itself_not_what_it_tells_of(title, text, kind):
    assert found(text, title)[0] == kind


@pytest.mark.parametrize(
    ("title", "who", "to"),
    [
        ("Speech by Mayor Ida Marsh to the Harbour Board", ["Mayor Ida Marsh"], ["the Harbour Board"]),
        ("Joint statement of the ferrymen on the bridge", ["the ferrymen"], []),
        ("Déclaration conjointe du conseil régional", ["conseil régional"], []),
        ("Communiqué de presse", [], []),
        ("Offener Brief an die Stadträtin", [], ["die Stadträtin"]),
        ("Carta abierta de los barqueros a la alcaldesa", ["los barqueros"], ["alcaldesa"]),
        ("Dichiarazione del Sindacato dei Traghetti", ["Sindacato dei Traghetti"], []),
        ("Заявление совета гавани", ["совета гавани"], []),
        ("بيان صادر عن مجلس الميناء", ["مجلس الميناء"], []),
        ("Keep it open! Petition to the Harbour Board", [], ["the Harbour Board"]),
        ("Do Pana Prezesa Portu", [], ["Pana Prezesa Portu"]),
        ("Statement wins race", [], []),
    ],
)
def test_a_title_names_who_speaks_and_to_whom(title, who, to):
    assert found("We wait.", title)[1:] == (who, to)


@pytest.mark.parametrize(
    ("around", "text", "kind", "who"),
    [
        (("Marsh Ferries\nPRESS RELEASE", ""), "The company Marsh Ferries sails.", "press release", ["Marsh Ferries"]),
        (("by Ida Marsh, ferrywoman", ""), "The bridge is shut.", "", ["Ida Marsh, ferrywoman"]),
        (("Started by Friends of Marsh Quay", "Sign this petition"), "It is shut.", "petition",
         ["Friends of Marsh Quay"]),
        (("", "@marshquay | Follow us"), "The bridge is shut.", "post", ["@marshquay"]),
        (("", ""), "SELM, May 4 (Vareni News) - The bridge is shut.", "report", ["Vareni News"]),
        (("By Ida Marsh | Selm Post | 3 May 2022", ""), "The bridge is shut.", "", ["Ida Marsh"]),
        (("", ""), "RT @selm_free: It is shut! #bridge", "post", ["@selm_free"]),
        (("", ""), "Fact check. The bridge is not shut.", "fact-check", []),
    ],
)  # fmt: skip
def test_what_stands_around_a_text_says_what_it_is_and_whose(around, text, kind, who):
    said = addressing(text, around=around)
    assert (said.kind, [one.who for one in said.speakers]) == (kind, who)


def test_an_article_that_quotes_a_post_or_follows_an_account_is_no_post():
    tagged, account = "The bridge is shut #bridge.", ("", "@marshquay | Follow us")
    assert {addressing(tagged, "Bridge shut").kind, addressing("It is shut.", "Shut", around=account).kind} == {"post"}
    long = f"{tagged} " + "It was shut on Monday, and ferries wait. " * 20
    assert addressing(long).kind == "post"
    assert {addressing(long, "Bridge shut").kind, addressing(long, "Bridge shut", around=account).kind} == {""}


def test_a_text_that_only_tells_what_others_said_is_a_report():
    text = "Ida Marsh, the mayor, said it was shut. Nobody came."
    assert addressing(text, "Bridge shut", "en").kind == "report"
    assert addressing(f"{text} We wait.", "Bridge shut", "en").kind == ""
    assert addressing(f"{text} “We wait”, said Tom Bell.", "Bridge shut", "en").kind == "report"


def test_an_interview_names_who_answers():
    text = "The ferrywoman Ida Marsh on the bridge\n\n— When?\n— Soon."
    assert found(text, "Interview: “It is only a bridge”")[:2] == (
        "interview", ["Ida Marsh"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left at nine. Nobody was hurt, the company said.",
        "On Monday the council met. It will call on experts later.",
        "Le pont a été fermé lundi. Il rouvrira mardi, selon la mairie.",
        "For the past year the bridge was shut. It is open now.",
        "Pour la première fois, le pont est ouvert la nuit. Il le restera.",
    ],
)
def test_nothing_is_invented(text):
    assert found(text) == ("", [], [])


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        (
            "fr",
            "« Non », a dit Ana Marsh. Selon Jon Akal, rien. Marsh a ajouté oui. Ivo Sand, chef, précise que Lia …",
            ["Ana Marsh", "Jon Akal", "Ivo Sand"],
        ),
        ("en", "Ana Marsh, the harbour master, said it would open. “No”, replied Jon Akal.", ["Ana Marsh", "Jon Akal"]),
        ("en", "The board said that Ana Marsh would come.", []),
        ("ru", "Порт закрыт, заявила Анна Марш. Марш добавила, что ждёт судов.", ["Анна Марш"]),
        ("tr", "Kaptan Ana Marsh, köprünün kapalı olduğunu söyledi. Gemi geldi.", ["Kaptan Ana Marsh"]),
        ("xx", "Ana Marsh said it would open.", ["Ana Marsh"]),
    ],
)
def test_persons_whose_words_a_text_reports(language, text, who):
    assert [one.who for one in addressing(text, language=language).cited] == who


def test_whose_words_a_text_reports():
    text = (
        "The bridge is shut. The Marsh Quay Harbour Board said it would open in May. Le ministère des Ports a annoncé "
        "un délai. He said no more."
    )
    assert [one.who for one in addressing(text).cited] == ["The Marsh Quay Harbour Board", "Le ministère des Ports"]
