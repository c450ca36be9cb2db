"""Dates in the lines of a page that are not of its publication: an event's, an embedded post's, a comment's."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from lxml import html

from filrouge.ingest.dates.months import fold
from filrouge.ingest.dates.written_dates import read_line

_WHEN: Final = (
    "when", "date and time", "date & time", "event date", "start", "starts", "start date", "begins", "doors", "quand",
    "date et heure", "date et lieu", "debut", "wann", "beginn", "termin", "datum und uhrzeit", "datum und ort",
    "cuando", "fecha y hora", "fecha y lugar", "inicio", "quando", "data e ora", "data e hora", "data e luogo",
    "inizio", "когда", "дата и время", "дата и место", "начало", "коли", "початок", "дата і час", "ne zaman",
    "baslangic", "tarih ve saat", "kiedy", "poczatek", "data i godzina", "wanneer", "aanvang", "datum en tijd", "nar",
    "tid", "milloin", "mikor", "kdy", "kedy", "kada", "cand", "ποτε", "מתי", "متى", "الزمان", "زمان", "日時",
    "开始时间", "開始", "일시", "nə vaxt", "երբ",
)  # fmt: skip
_DATE: Final = (
    "date", "datum", "fecha", "data", "дата", "tarih", "tarix", "dato", "paivamaara", "ημερομηνια", "תאריך", "التاريخ",
    "تاريخ", "تاریخ", "日期", "日付", "날짜", "ամսաթիվ", "jour", "tag", "dia", "giorno", "день", "day",
)  # fmt: skip
_WHERE: Final = (
    "where", "venue", "place", "location", "address", "meeting point", "lieu", "ou", "adresse", "rendez-vous", "ort",
    "wo", "treffpunkt", "veranstaltungsort", "lugar", "donde", "direccion", "sede", "luogo", "dove", "indirizzo",
    "local", "onde", "endereco", "место", "где", "адрес", "место проведения", "місце", "де", "адреса", "yer", "nerede",
    "adres", "mekan", "məkan", "ünvan", "miejsce", "gdzie", "plaats", "locatie", "waar", "sted", "plats", "var",
    "paikka", "missa", "helyszin", "hol", "misto", "miesto", "kde", "mjesto", "locul", "locatia", "unde", "τοπος",
    "που", "מקום", "איפה", "المكان", "مكان", "مکان", "محل", "地点", "地點", "场所", "場所", "会場", "장소", "վայր",
)  # fmt: skip
_TIME: Final = (
    "time", "hour", "heure", "horaire", "horaires", "uhrzeit", "zeit", "einlass", "hora", "horario", "ora", "orario",
    "время", "час", "saat", "vaxt", "godzina", "tijd", "klockslag", "kello", "idopont", "cas", "vrijeme", "ωρα", "שעה",
    "الساعة", "الوقت", "ساعت", "時間", "시간", "ժամ",
)  # fmt: skip
_COMMENTS: Final = re.compile(
    r"(?:\d+\s+)?(?:comments?|commentaires?|kommentare?|comentarios?|commenti|comentários?|комментари[ийя]\w*"
    r"|коментар\w*|yorum(?:lar)?|komentarze|reacties|التعليقات|تعليقات|评论|コメント|댓글)(?:\s*[:(]?\s*\d*\)?)?"
    r"|(?:leave a|post a) comment"
    r"|\d+ (?:thoughts? on|(?:responses?|replies) to|réflexions? sur|réponses? à|gedanken zu|antworten auf|respuestas a"
    r"|comentarios en|pensieri su|risposte a|respostas a)\b.*",
    re.IGNORECASE,
)
_SAYS: Final = re.compile(
    r".{2,50}\s(?:says|said|wrote|dit|a dit|dice|dijo|ha detto|diz|disse|sagte?|schreibt|schrieb|пишет"
    r"|говорит)\s?:",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"^\W*([^\W\d][^:：\d]{0,30}?)\s*(?:[:：]|$)")
_EMBEDS: Final = re.compile(
    r"(?:^|[\s_-])(?:twitter-tweet|tweet|instagram-media|fb-post|fb-video|tiktok-embed|(?:bluesky|mastodon|reddit)-embed|"
    r"vk-post|telegram-post|tgme_widget\w*|embed(?:ded)?(?:-\w+)?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(r"(?<![\w.])@[A-Za-z0-9_]{2,30}\b")
_STAMP_OF_POST: Final = re.compile(
    r"\W*[0-9]{1,2}:[0-9]{2}(?:\s?[AaPp]\.?\s?[Mm]\.?)?\s?·\s"
)  # X: "12:04 PM · May 3, 2021"
_NEAR_ABOVE: Final = 6  # lines of a post between its account and its stamp
_LONGEST: Final = 140
_PROSE: Final = 80
_LONGEST_WITH_HANDLE: Final = 80
_LONGEST_ROW: Final = 60
_NEAR: Final = 3  # lines
_MOST_BEFORE: Final = 300  # lines


def is_embedded(element: html.HtmlElement) -> bool:
    """Whether an element of a page stands in a quotation or in a post of another site."""
    return any(
        e.tag == "blockquote" or _EMBEDS.search(e.get("class") or "") for e in (element, *element.iterancestors())
    )


def is_of_another(lines: Sequence[str], place: int) -> bool:
    """Whether the date in a line is one of an event, of an embedded post or of a comment, by its own words and by the
    lines around it.
    """
    return _is_of_event(lines, place) or _is_of_post(lines, place) or _is_of_comment(lines, place)


def _is_of_event(lines: Sequence[str], place: int) -> bool:
    around = (*lines[max(0, place - _NEAR) : place], *lines[place + 1 : place + 1 + _NEAR])
    where = _folded(_WHERE + _TIME)
    placed = any(_label(line) in where for line in around)
    label = _label(lines[place])
    if label:
        return label in _folded(_WHEN) or (label in _folded(_DATE) and (placed or _is_appointment(lines[place])))
    if placed and place and ":" not in lines[place - 1].rstrip(" :"):  # the label stands in a line of its own
        return _label(lines[place - 1]) in _folded(_WHEN + _DATE)
    return _in_table(lines[place]) in _folded(_WHEN + _DATE) and any(_in_table(line) in where for line in around)


def _in_table(line: str) -> str:
    """The first word of a short line, which is the label of a row."""
    return fold(line.split(maxsplit=1)[0]) if line.strip() and len(line) <= _LONGEST_ROW else ""


def _is_appointment(line: str) -> bool:
    """Whether a line says in words on which day, and at a round time: `Saturday 12 October 2024, 19:30`."""
    return any(
        dated.spoken.languages and dated.clocks and all((clock.minute or 0) % 15 == 0 for clock in dated.clocks)
        for dated in read_line(line).dates
    )


def _is_of_post(lines: Sequence[str], place: int) -> bool:
    before = lines[place - 1] if place else ""
    if _STAMP_OF_POST.match(lines[place]):
        above = lines[max(0, place - _NEAR_ABOVE) : place]
        return any(len(line) <= _LONGEST_WITH_HANDLE and _HANDLE.search(line) for line in above)
    return bool(_HANDLE.search(lines[place]) or (len(before) <= _LONGEST_WITH_HANDLE and _HANDLE.search(before)))


def _is_of_comment(lines: Sequence[str], place: int) -> bool:
    """Whether the text has ended in a heading of comments; a number of comments beside the title is none."""
    long = False
    for line in lines[max(0, place - _MOST_BEFORE) : place]:
        if long and len(line) <= _LONGEST and _COMMENTS.fullmatch(line.strip()):
            return True
        long = long or len(line) > _PROSE
    return long and _SAYS.fullmatch(lines[place - 1].strip()) is not None


def _label(line: str) -> str:
    match = _LABEL.match(line) if len(line) <= _LONGEST else None
    return fold(match[1]).strip() if match else ""


@cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, words))
