"""What press databases write around articles, in the languages of their pages."""

import re
from functools import cache
from typing import Final

from filrouge.ingest.column_names import ALIASES
from filrouge.ingest.columns import folded

_I: Final = re.IGNORECASE | re.MULTILINE

NUMBERED: Final = re.compile(
    r"^[^\S\n]*(?:(?:Dokument|Documento?|Document)\s+\d+\s+(?:of|de|von|di|van|sur)\s+\d+"
    r"|\d+\s+(?:of|de|von|di|van|sur)\s+\d+\s+(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTEN|DOCUMENTI|DOCUMENTO))"
    r"[^\S\n]*$",
    _I,
)
"""The line above each article of LexisNexis: "2 of 146 DOCUMENTS"."""

END: Final = re.compile(
    r"^[^\S\n]*(?:End of Document|Fin du document|Ende des Dokuments?|Dokumentende|Fin del? documento|Fim do documento"
    r"|Fine del documento|Fine documento|Einde van (?:het )?document|Einde document)[^\S\n]*$",
    _I,
)
"""The line below each article of Nexis Uni."""

BODY: Final = re.compile(
    r"^[^\S\n]*(?:Body|Full Text|Corps(?: du texte)?|Texte|Textkörper|Haupttext|Text|Hauptteil|Cuerpo(?: del texto)?"
    r"|Texto|Corpo(?: do texto| del testo)?|Testo|Tekst|Hoofdtekst)[^\S\n]*:?[^\S\n]*$",
    _I,
)
"""The line above the text of an article of Nexis Uni."""

RIGHTS: Final = re.compile(
    r"\s*(?:Copyright\b|©|\([cC]\)\s*(?:Copyright\s*)?(?:19|20)\d\d|All rights? reserved|Tous droits réservés"
    r"|Alle Rechte vorbehalten|(?:Todos (?:los|os) )?derechos reservados|Todos os direitos|Tutti i diritti"
    r"|Alle rechten voorbehouden|Droits de reproduction|Sämtliche Rechte)",
    re.IGNORECASE,
)
"""How a line of copyright begins."""

_LABELS: Final = {
    "author": "byline by-line auteur auteurs autor autores autoren autore verfasser author",
    "title": "headline title titre titel título titulo titolo überschrift kop",
    "section": "section rubrique rubrik sección seccion seção secção rubriek sezione ressort",
    "length": "length longueur länge longitud extensión extension comprimento extensão tamanho lengte lunghezza umfang",
    "dateline": "dateline lieu ortsmarke fecha-y-lugar",
    "highlight": "highlight encart hervorhebung chapeau entradilla",
    "language": "language langue sprache idioma lengua língua lingua taal",
    "url": "url link",
    "load-date": "load-date date-chargement date-de-chargement ladedatum fecha-de-carga fecha-carga"
    " data-de-carregamento data-di-caricamento laaddatum update",
    "publication-type": "publication-type type-publication type-de-publication publikationstyp publikationsart"
    " tipo-de-publicación tipo-de-publicacion tipo-publicación tipo-de-publicação tipo-di-pubblicazione pub-type"
    " publicatietype zeitungstyp",
    "subject": "subject sujet sujets thema themen tema temas assunto argomento onderwerp schlagwörter schlagworte",
    "company": "company companies société societe unternehmen firma empresa empresas bedrijf azienda",
    "organization": "organization organisation organización organização organizzazione organisatie",
    "industry": "industry industrie secteur-activite secteur-activité secteur-d'activité branche industria sector"
    " setor settore",
    "ticker": "ticker symbole-boursier tickersymbol",
    "geographic": "geographic localisation-geo localisation-géo geographie geografía geographisch region ort",
    "person": "person personne personen persona pessoa persoon",
    "graphic": "graphic graphique grafik gráfico grafico foto bild",
    "correction": "correction correction-date",
    "notes": "notes note anmerkungen notas",
    "place": "city state country ville etat état pays stadt land ciudad país",
    "code": "journal-code code-journal zeitungs-code code-revue acc-no issn isbn document-type series category"
    " distribution edition"
    " édition ausgabe edición journal-subject product pub-date classification",
}
LABELS: Final = {word: name for name, words in _LABELS.items() for word in words.split()}
"""{what stands before a colon, folded: what it means}, above and below the articles of LexisNexis."""

HEADINGS: Final = re.compile(
    r"\s*(?:Classification|Klassifizierung|Klassifikation|Clasificación|Classificação|Classificazione|Classificatie"
    r"|Graphic|Grafik|Graphique|Gráfico|Notes|Correction)\s*:?\s*",
    re.IGNORECASE,
)
"""Lines alone that begin what stands below an article of Nexis Uni."""

COVER: Final = re.compile(
    r"\s*(?:User Name|Date and Time|Job Number|Documents? \(\d+\)|Client/Matter|Search Terms|Search Type|Narrowed by"
    r"|Content Type|Download Request|Time Of Request|Send To|Terms|Combined Source|Project ID"
    r"|Nom d'utilisateur|Date et heure|Numéro de (?:la )?tâche|Numéro du travail|Client/Dossier"
    r"|Termes de (?:la )?recherche"
    r"|Type de recherche|Affiné par|Filtré par|Type de contenu|Benutzername|Datum und (?:Uhrzeit|Zeit)|Auftragsnummer"
    r"|Dokumente? \(\d+\)|Mandant|Suchbegriffe|Suchtyp|Suchart|Eingegrenzt (?:nach|durch)|Inhaltstyp"
    r"|Nombre de usuario|Fecha y hora|Número de trabajo|Documentos? \(\d+\)|Cliente/Asunto|Términos de búsqueda"
    r"|Tipo de búsqueda|Filtrado por|Limitado por|Tipo de contenido|\d+\.\s|\|About LexisNexis)",
    re.IGNORECASE,
)
"""Lines of the page before the first article."""

WORDS_COUNTED: Final = re.compile(
    r"\s*[0-9][0-9.,'\s\xa0]{0,10}\s?(?:words?|mots?|Wörter|Worte?|palabras?|palavras?|parole|parola|woorden|ord|слов[оа]?|語|字|词|單詞)\s*",
    re.IGNORECASE,
)
"""The length of an article in a line of its own."""

EUROPRESSE_ID: Final = re.compile(r"\b(?:news|web|tv|radio|bio|rap)\s?·\s?(?P<day>(?:19|20)\d{6})\s?·\s?\w+\s?·\s?\S+")
"""The number of a document of Europresse, which has its day: "news·20240514·VX·0001"."""

EUROPRESSE_FOOT: Final = re.compile(
    r"\s*(?:Numéro de document\s*:|Document number\s*:|Ce certificat est émis|Certificat émis|Date d'émission"
    r"|This certificate is issued|Certificate issued|Issue date|Le présent document|This material is protected"
    r"|This document is protected|Cet article est paru dans|Cet article est aussi paru"
    r"|This article (?:also )?appeared in"
    r"|Tous droits réservés|Sauvegarder|Annuler|Note\(s\) :|news\s?·\s?\d{8})",
    re.IGNORECASE,
)
"""Lines below an article of Europresse: its number, the certificate and who may use it."""

REVIEW_FOOT: Final = re.compile(
    r"\s*(?:Quelle|Ressort|Dokument(?:en)?nummer|Dauerhafte Adresse|https?://\S+\s*$|Alle artikl(?:er|ar)\b"
    r"|Alla artiklar\b|Alt materiale\b"
    r"|Se (?:webb?|nett|net)?-?artik\w+ på|Läs hela artikeln|Les hele artikkelen|Læs hele artiklen"
    r"|Publi(?:sert|cerat|ceret) (?:på|i) \w+\s*\.?\s*$)",
    re.IGNORECASE,
)
"""Lines that databases which write as press reviews do (wiso, Retriever) add to an article, beside `RIGHTS`."""

BY: Final = re.compile(r"\A(?:By|Par|Von|Por|Di|Door|Da)\s+(?=\w)", re.IGNORECASE)
"""The word before an author's name."""

FACTIVA_CODES: Final = (
    "SE", "HD", "CLM", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "NGC", "GC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD",
    "ART", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN",
)  # fmt: skip
"""The codes that Factiva writes before the fields of an article."""

FACTIVA_END: Final = re.compile(
    r"[^\S\n]*(?:Document|Dokument|Documento|Документ|文档|文件)[^\S\n]+(?=[A-Za-z]*\d)[A-Za-z0-9]{15,30}[^\S\n]*",
    re.IGNORECASE,
)
"""The line below an article of Factiva: its number."""

RULER: Final = re.compile(r"[^\S\n]*(?:_{10,}|={10,}|-{20,}|\*{10,}|─{10,})[^\S\n]*")
"""A line that parts two articles."""

LABELLED: Final = re.compile(
    r"[^\S\n]*(?P<label>[^\W\d_][\w ’'()/-]{1,38}?)(?:[^\S\n]?:(?:[^\S\n]+|$)|(?P<tab>\t))(?P<value>.*)",
    re.DOTALL,
)
"""A line of the form "Publication date: 3 March 2024", or of two cells of a table that say as much."""

_LABELS_OF_BLOCKS: Final = {  # beside the names of columns
    "text": "full text|texte intégral|texto completo|volltext|testo completo|texto integral|volledige tekst"
    "|article text|texte de l'article|corps|cuerpo|textkörper"
    "|text|texte|texto|testo|tekst|body|content|contenu|contenido|inhalt|текст",
    "title": "titular|schlagzeile|article title|document title|titre de l'article",
    "source": "publication title|titre de la publication|título de publicación|título de la publicación"
    "|titel der publikation|publikationstitel|título da publicação|newspaper title|zeitung|periódico"
    "|cabecera|journal|testata|krant|jornal",
    "date": "publication date|date de publication|fecha de publicación|publikationsdatum|erscheinungsdatum"
    "|data de publicação|data di pubblicazione|publicatiedatum|veröffentlichungsdatum",
    "section": "section|rubrique|sección|ressort|rubrik|seção|sezione",
    "page": "first page|start page|page|pages|première page|página|primera página|seite|seiten|pagina",
    "author": "author|auteur|autor|byline|verfasser|autore",
    "language": "language of publication|langue de publication|idioma de la publicación|sprache der publikation",
    "url": "document url|url du document|dokument-url|url del documento",
    "info": "publication info",
    "id": "proquest document id|document id|id de document proquest|accession number",
}

_OTHER_LABELS: Final = frozenset({"subject", "publication subject", "medium", "media", "data", "publisher"})
"""Names of columns that as labels of articles say something else."""


@cache
def label_means(label: str) -> str:
    """The field of an article that a label names, "" where it names none: "Publication date" → "date"."""
    name = " ".join(label.split()).casefold().replace("’", "'")
    for field, labels in _LABELS_OF_BLOCKS.items():
        if name in labels.split("|"):
            return field
    if name in _OTHER_LABELS:
        return ""
    fields = ("title", "date", "source", "author", "language", "url")
    return next((field for field in fields if folded(name) in ALIASES[field][:40]), "")
