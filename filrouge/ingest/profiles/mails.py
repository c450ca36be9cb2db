"""Mails that were saved, printed or copied as text, told by the header that a mail program shows above them."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from filrouge.ingest.profiles.layout import PAPERS, TEXTS, Layout

HEADER_WORDS: Final = {
    "source": "from|de|von|da|van|från|fra|od|от|від|发件人",
    "date": "sent|date|envoyé|envoyé le|date d'envoi|gesendet|datum|enviado|enviado el|fecha|inviato|data|verzonden"
    "|skickat|sendt|wysłano|odesláno|отправлено|дата|发送时间",
    "title": "subject|objet|betreff|asunto|oggetto|assunto|onderwerp|ämne|emne|temat|předmět|тема|主题",
    "to": "to|à|a|an|para|aan|till|til|do|komu|кому|收件人|cc|kopie",
}
"""What mail programs call who sent a mail, when, about what and to whom, in the headers they write into a text."""

_MEANS: Final = {word: field for field, words in HEADER_WORDS.items() for word in words.split("|")}
_LABELLED: Final = re.compile(r"[*\s]{0,4}(?P<label>[^\W\d_][\w '’-]{0,18}?)\s?[:：]\*{0,2}(?:\s+(?P<value>.*)|$)")
_MOST_LINES: Final = 24


class MailHeader(NamedTuple):
    """What stands above a mail: {field: its label and what is behind it}, and how many lines that takes."""

    said: dict[str, tuple[str, str]]
    n_lines: int


def mail_header(lines: Sequence[str]) -> MailHeader | None:
    """Read the header at the top of a mail in text: who sent it, when, to whom, about what; None where it is not whole.

    What a label names stands behind it, or where it was printed in two columns, in the next line.
    """
    said: dict[str, tuple[str, str]] = {}
    last, means = 0, ""
    for n, line in enumerate(lines[:_MOST_LINES]):
        parted = _LABELLED.match(line)
        named = _MEANS.get(parted["label"].casefold().replace("’", "'"), "") if parted else ""
        if parted and named:
            means, last = named, n + 1
            said.setdefault(means, (parted["label"], (parted["value"] or "").strip()))
        elif means and line.strip() and not said[means][1]:
            said[means], last = (said[means][0], line.strip()), n + 1
        elif line.strip() and not (means == "to" and "@" in line):
            break
    return MailHeader(said, last) if all(said.get(field, ("", ""))[1] for field in HEADER_WORDS) else None


LAYOUTS: Final = (
    Layout(
        "mail-text",
        "Mail: saved or printed as text",
        (*TEXTS, *PAPERS),
        lambda start: mail_header(start.splitlines()[:_MOST_LINES]),
        "mail_text.read",
    ),
)
