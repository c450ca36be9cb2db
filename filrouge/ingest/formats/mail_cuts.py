"""Texts of mails: lines that were wrapped put together, and what is quoted, signed or added by a list found."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from filrouge.ingest.profiles.mails import HEADER_WORDS

QUOTED: Final = "quoted mail"
SIGNATURE: Final = "signature"
NOTICE: Final = "notice of a mailing list"
FORWARDED: Final = "header of a forwarded mail"

Span = tuple[int, int, str]

_NARROWEST, _WIDEST = 50, 100  # characters in a line that a mail program wraps
_LONGEST_LINE: Final = 400
_BULLET: Final = re.compile(r"\s|[•▪●■*–—+-]\s|\(?[0-9]{1,3}[.)]\s|\|")
_REPLY: Final = re.compile(r"\s*(?:re|aw|sv|rv|antw|odp|ynt|回复|答复|отв)\s?(?:\[\d+\])?\s?[:：]", re.IGNORECASE)
_QUOTE: Final = re.compile(r"\s?(?:>|\|\s?>)")
_WROTE: Final = re.compile(
    r"(?:on|le|am|el|il|em|no dia|op|den|dne|dnia|w dniu|på|vào|a|at|в|у|ср|пн|вт|чт|пт|сб|вс|[0-9]).{3,300}?"
    r"(?:wrote|writes|écrit|schrieb|escribió|escribio|ha scritto|scrisse|escreveu|schreef|skrev|napsala?(?:\(a\))?"
    r"|napisała?(?:\(a\))?|kirjoitti|írta|a scris|yazdı|şunu yazdı|пишет|написала?|писала?|пише|έγραψε|đã viết|написав"
    r"|كتب|написао)"
    r"(?:\s[^:]{0,120})?\s?[:：]\s*|.{3,200}(?:写道|のメール|님이 작성|wrote)\s?[:：]?\s*",
    re.IGNORECASE,
)
_WROTE_BEGINS: Final = re.compile(r"(?:on|le|am|el|il|em|op|den)\s.{0,40}[0-9]", re.IGNORECASE)
_ORIGINAL: Final = re.compile(
    r"\s*-{3,}\s*(?:original message|message d['’]origine|message original|ursprüngliche nachricht|originalnachricht"
    r"|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|originalmeddelande"
    r"|oprindelig meddelelse|opprinnelig melding|wiadomość oryginalna|исходное сообщение|původní zpráva|reply message)"
    r"\s*-{3,}\s*",
    re.IGNORECASE,
)
_FORWARD: Final = re.compile(
    r"\s*(?:-{3,}\s*)?(?:begin forwarded message|forwarded message|message transféré|message transmis"
    r"|début du (?:message réexpédié|message transféré)|weitergeleitete nachricht"
    r"|anfang der weitergeleiteten nachricht|mensaje reenviado|messaggio inoltrato|mensagem encaminhada"
    r"|doorgestuurd bericht|пересылаемое сообщение|переслане повідомлення)\b.{0,80}",
    re.IGNORECASE,
)
_HEADER_NAMES: Final = "|".join((*HEADER_WORDS.values(), "reply-to")).replace("'", "['’]")
_HEADER: Final = re.compile(rf"[>*\s]*(?:{_HEADER_NAMES})\s?[:：]\*?\s*\S.*", re.IGNORECASE)
_HEADER_FROM: Final = re.compile(rf"[>*\s]*(?:{HEADER_WORDS['source']})\s?[:：]", re.IGNORECASE)
_FEWEST_HEADERS: Final = 3
_SIGNED: Final = re.compile(r"--\s?")
_SENT_WITH: Final = re.compile(
    r"(?:sent from my|sent from (?:outlook|mail|yahoo|proton)|get outlook for|envoyé (?:de|depuis) mon|envoyé depuis"
    r"|gesendet von (?:mein|outlook|mail)|von meinem .{2,30} gesendet|enviado desde mi|inviato da(?:l mio)? i"
    r"|enviado do meu|verzonden vanaf mijn|verstuurd vanaf mijn|skickat från min|sendt fra min|отправлено с i)"
    r".{0,80}",
    re.IGNORECASE,
)
_LIST_WORDS: Final = re.compile(
    r"unsubscribe|unsubscription|désabonne|désinscri|abmelden|abbestellen|austragen|darse de baja|cancelar (?:la|tu|su)"
    r" (?:suscripción|subscripción)|annulla(?:re)? l['’]iscrizione|disiscri|cancelar (?:a )?(?:inscrição|subscrição)"
    r"|afmelden|uitschrijven|avregistrera|отписаться|відписатися|إلغاء الاشتراك"
    r"|view (?:this|the) (?:e-?mail|message|newsletter|it) (?:in|on)|view (?:it |this )?(?:in|online|on the web)"
    r"|(?:voir|lire|afficher|consulter|visualiser|ouvrir).{0,40}(?:dans (?:le|votre) navigateur|en ligne)"
    r"|im browser (?:ansehen|anzeigen|öffnen|lesen)|ver .{0,20}en (?:el|su|tu) navegador"
    r"|visualizza.{0,30}nel browser|ver.{0,20}no navegador|bekijk.{0,30}(?:online|browser)"
    r"|manage (?:your )?(?:preferences|subscription)|update your preferences|gérer (?:vos|mes) préférences"
    r"|you (?:are receiving|received|have received|get) this (?:e-?mail|message|newsletter)"
    r"|vous recevez (?:ce|cet|cette)|sie erhalten (?:diese|den) (?:e-?mail|newsletter|nachricht)"
    r"|(?:has )?recibi(?:do|ó|ste|s) este (?:correo|mensaje|email)",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"\s*(?:_{10,}|-{20,}|={20,}|\*{20,})\s*")
_LONGEST_NOTICE: Final = 240
_LIST_FOOTER: Final = re.compile(
    r"mailing list|liste de diffusion|mailingliste|listinfo|googlegroups|lista de correo", re.I
)
_MOST_FOOTER: Final = 12  # lines


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def unwrapped_text(text: str, *, flowed: bool = False, drop_space: bool = False) -> str:
    """Put the lines of a mail's paragraphs together where its program wrapped them: as `format=flowed` says (RFC 3676;
    `drop_space` is its DelSp), or else where the next line's first word would not have fitted. Quoted lines stay.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [line.removeprefix(" ") if flowed else line.rstrip() if line != "-- " else line for line in lines]
    width = max((len(line) for line in lines if not _QUOTE.match(line) and " " in line.strip()), default=0)
    joined: list[str] = []
    goes_on = False
    for at, line in enumerate(lines):
        plain = bool(line.strip()) and not _QUOTE.match(line) and not _SIGNED.fullmatch(line)
        if goes_on and plain and (flowed or not _BULLET.match(line)):
            joined[-1] += line if flowed else f" {line}"
        else:
            joined.append(line)
        if flowed:
            goes_on = plain and line.endswith(" ")
            if goes_on and drop_space:
                joined[-1] = joined[-1][:-1]
        else:
            first = lines[at + 1].split(" ", 1)[0] if at + 1 < len(lines) else ""
            goes_on = plain and _NARROWEST <= width <= _WIDEST and bool(first) and len(line) + len(first) >= width
    return "\n".join(line if line == "-- " else line.rstrip() for line in joined)


def answers(title: str) -> bool:
    """Whether a mail of this title answers one: "Re: Ferry stops"."""
    return _REPLY.match(title) is not None


def spans_to_cut(text: str, *, is_reply: bool = True) -> list[Span]:
    """Find what of a mail is not its author's: (start, end, why), in order. Where that would be all of it, it is none.

    A mail passed on stays, without the lines of its header.

    Parameters
    ----------
    is_reply : whether it answers one, so that a header in its text begins the mail that is answered.
    """
    lines = list(_lines(text))
    why = [""] * len(lines)
    _mark_quotes(lines, why, is_reply)
    _mark_signature(lines, why)
    _mark_notices(lines, why)
    if not any(line.text.strip() and not reason for line, reason in zip(lines, why, strict=True)):
        return []
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):  # empty lines go with what is cut at an edge
        if not (lines and why[order.start - order.step]):
            continue
        for at in order:
            before = at - order.step
            if why[before] and not why[at] and not lines[at].text.strip():
                why[at] = why[before]
            elif not why[at]:
                break
    return list(_spans(lines, why))


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield _Line(at, at + len(line), line.rstrip("\r\n"))
        at += len(line)


def _spans(lines: Sequence[_Line], why: Sequence[str]) -> Iterator[Span]:
    start, reason, end = 0, "", 0
    for line, now in zip(lines, why, strict=True):
        if now != reason:
            if reason:
                yield start, end, reason
            start, reason = line.start, now
        end = line.end
    if reason:
        yield start, end, reason


def _mark_quotes(lines: Sequence[_Line], why: list[str], is_reply: bool) -> None:
    at = 0
    while at < len(lines):
        line = lines[at].text
        if _QUOTE.match(line):
            why[at] = QUOTED
        elif n := _attribution(lines, at):
            why[at : at + n] = [QUOTED] * n
            at += n
            continue
        elif _begins_original(line, is_reply and at > 0):
            why[at:] = [QUOTED] * (len(lines) - at)
            return
        elif n := _header(lines, at):
            if is_reply and not _forwards(lines, at) and any(one.text.strip() for one in lines[:at]):
                why[at:] = [QUOTED] * (len(lines) - at)
                return
            why[at : at + n] = [FORWARDED] * n
            at += n
            continue
        elif _FORWARD.fullmatch(line) and len(line) < _LONGEST_LINE:
            why[at] = FORWARDED
        at += 1


def _attribution(lines: Sequence[_Line], at: int) -> int:
    """How many lines say who wrote what is quoted next: "On Monday, … wrote:", with the empty ones after it."""
    written = lines[at].text.strip()
    for n in (1, 2, 3):
        if not 5 < len(written) < _LONGEST_LINE:
            return 0
        if _WROTE.fullmatch(written):
            after = at + n
            while after < len(lines) and not lines[after].text.strip():
                after += 1
            quoted = after < len(lines) and _QUOTE.match(lines[after].text)
            return after - at if quoted else 0
        if not _WROTE_BEGINS.match(written) or at + n >= len(lines):
            return 0
        written = f"{written} {lines[at + n].text.strip()}"
    return 0


def _begins_original(line: str, is_reply: bool) -> bool:
    """Whether what follows a line is the mail that is answered, though no marks stand before its lines, as in pages."""
    line = line.strip()
    if len(line) > _LONGEST_LINE:
        return False
    return bool(_ORIGINAL.fullmatch(line) or (is_reply and _WROTE_BEGINS.match(line) and _WROTE.fullmatch(line)))


def _header(lines: Sequence[_Line], at: int) -> int:
    """How many lines, from one on, are the header of another mail as programs write it into a text."""
    if not _HEADER_FROM.match(lines[at].text) and not _HEADER.match(lines[at].text):
        return 0
    n = filled = 0
    for line in lines[at : at + 10]:
        if _HEADER.match(line.text[:_LONGEST_LINE]):
            filled += 1
        elif line.text.strip():
            break
        n += 1
    names = any(_HEADER_FROM.match(line.text) for line in lines[at : at + n])
    return n if filled >= _FEWEST_HEADERS and names else 0


def _forwards(lines: Sequence[_Line], at: int) -> bool:
    return any(_FORWARD.fullmatch(line.text[:_LONGEST_LINE]) for line in lines[max(0, at - 3) : at])


def _mark_signature(lines: Sequence[_Line], why: list[str]) -> None:
    """From the line of two dashes on to what is quoted or the end; a line of the program alone."""
    signed = [at for at, line in enumerate(lines) if _SIGNED.fullmatch(line.text) and not why[at]]
    if signed and any(line.text.strip() and not why[at] for at, line in enumerate(lines[: signed[-1]])):
        at = signed[-1]
        while at < len(lines) and not why[at]:
            why[at] = SIGNATURE
            at += 1
    for at, line in enumerate(lines):
        if not why[at] and len(line.text) < _LONGEST_LINE and _SENT_WITH.fullmatch(line.text.strip()):
            why[at] = SIGNATURE


def _mark_notices(lines: Sequence[_Line], why: list[str]) -> None:
    """Short lines about the subscription, and the foot that a list's server puts below a rule."""
    for at, line in enumerate(lines):
        if not why[at] and len(line.text) < _LONGEST_NOTICE and _LIST_WORDS.search(line.text):
            why[at] = NOTICE
    rules = [at for at, line in enumerate(lines) if not why[at] and _RULE.fullmatch(line.text)]
    if rules and len(lines) - rules[-1] <= _MOST_FOOTER:
        foot = "\n".join(line.text for line in lines[rules[-1] :])
        if _LIST_FOOTER.search(foot):
            why[rules[-1] :] = [reason or NOTICE for reason in why[rules[-1] :]]
