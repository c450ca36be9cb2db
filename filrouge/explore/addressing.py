"""Who speaks in a text, to whom, and what kind of text it is, as far as it says so itself: rules in several languages.

Only what stands in the text, or stood around it, is told. Where the rules find nothing, the text may still say it in
another way.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from filrouge.explore.addressing_patterns import (
    APPEALS,
    APPOSITION,
    BYLINE,
    BYLINE_ABOVE,
    CITED,
    CREDITED,
    DATELINE,
    FIRST_PERSON,
    GENERIC,
    HANDLE,
    HASHTAG,
    INTERVIEWED,
    KINDS,
    NAMED_BY_TITLE,
    NOBODY,
    ON_BEHALF,
    OPENS_A_POST,
    OURS,
    REPOSTED,
    SALUTATIONS,
    SIGNED,
    STARTED,
    TITLED,
    TITLED_TO,
    TO_BE_SIGNED,
    WE,
    WE_ARE,
)
from filrouge.explore.places import place_of
from filrouge.i18n import N_
from filrouge.speakers import first_name, speakers_in, without_quotations

TEXT_KINDS: Final = {
    "petition": N_("Petition"),
    "press release": N_("Press release"),
    "open letter": N_("Open letter"),
    "statement": N_("Statement"),
    "speech": N_("Speech"),
    "interview": N_("Interview"),
    "opinion": N_("Analysis or opinion"),
    "fact-check": N_("Fact check"),
    "report": N_("News report"),
    "post": N_("Post"),
    "letter": N_("Letter or appeal"),
}
"""Kinds of text: what texts call themselves, or what their form shows."""

TO_ALL: Final = frozenset({"interview", "opinion", "fact-check", "report", "post"})
"""Kinds of text that are written for whoever reads them."""

_FACT_CHECK: Final = dict(KINDS)["fact-check"]
_HEAD: Final = 700
_LEAD: Final = 250
_SHORT_REPORT: Final = 120  # letters of a text without a title that is more than a post
_LONGEST_POST: Final = 800  # letters of a text with a title that may be one: articles quote posts, and follow accounts
_TAIL: Final = 1500
_HEADING: Final = 60  # letters of a line that is a heading
_FEWEST_LETTERS: Final = 4
_MOST: Final = 3
_MOST_CITED: Final = 6
_LONGEST: Final = 110
_FLAGS: Final = re.MULTILINE


@dataclass(frozen=True)
class Party:
    """Who is named, in the text's own words, and how: "title", "signed", "behalf", "we", "salutation", "appeal",
    "cited"; "titled", "byline", "started", "letterhead", "dateline", "handle" (of an account), "reposted", "interview".
    """

    who: str
    how: str


@dataclass(frozen=True)
class Addressing:
    """What a text says of who speaks in it, and to whom.

    Attributes
    ----------
    kind : key of TEXT_KINDS, by what the text calls itself; "" where it does not.
    speakers : who signs it, or who its "we" is.
    addressees : who is spoken to, or called upon.
    cited : whose words it reports, at most six.
    """

    kind: str = ""
    speakers: tuple[Party, ...] = ()
    addressees: tuple[Party, ...] = ()
    cited: tuple[Party, ...] = ()


def addressing(text: str, title: str = "", language: str = "", around: Sequence[str] = ("", "")) -> Addressing:
    """Read what a text says of itself; persons whose words it reports only where words of saying of its language are
    known.

    `around`: what was cut from above the text, and from the rest of its page: bylines, letterheads, calls to sign.
    """
    above = around[0]
    heads = [title, *(line.strip() for line in above.splitlines() if 0 < len(line.strip()) <= _HEADING)]
    cited = tuple(_first(_cited(text, language), _MOST_CITED))
    kind = kind_of(text, title, above) or _kind_by_its_form(text, title, around, cited)
    return Addressing(
        kind,
        tuple(_first(_speakers(text, title, heads, around, kind))),
        tuple(_first(_addressees(text, title))),
        cited,
    )


def kind_of(text: str, title: str = "", above: str = "") -> str:
    """What a text calls itself in its title or in a heading; "" where it does not."""
    lines = [line.strip() for line in (above + "\n" + text[:_HEAD]).splitlines()]
    first = _until_colon(text)
    for head in filter(None, (title, first)):
        for kind, pattern in NAMED_BY_TITLE:
            if pattern.search(head.strip()) and (kind not in OURS or FIRST_PERSON.search(text) or ":" not in title):
                return kind
    heads = [title, *(line for line in lines if 0 < len(line) <= _HEADING)]
    for head in heads:
        for kind, words in KINDS:
            if re.search(words, head.casefold()) and (kind not in OURS or len(FIRST_PERSON.findall(text)) > 2):
                return kind
    return ""


def _kind_by_its_form(text: str, title: str, around: Sequence[str], cited: Sequence[Party]) -> str:
    """What a text is by its form, where it does not say: a petition to be signed, a post, a report."""
    above, beside = around
    if any(TO_BE_SIGNED.search(part) for part in (above, beside, text[-_HEADING * 3 :])):
        return "petition"
    if _is_post(f"{title}\n{text}", title, beside):
        return "post"
    if re.search(_FACT_CHECK, text[:_LEAD].casefold()):
        return "fact-check"
    speaks = FIRST_PERSON.search(without_quotations(text))
    if (
        DATELINE.search(text)
        or CREDITED.search(text)
        or (cited and not speaks and len(text) > _SHORT_REPORT * (not title))
    ):
        return "report"
    written = SIGNED.search(text) or any(
        re.search(one, text[:_LEAD], _FLAGS) for one in SALUTATIONS.strip().splitlines()
    )
    return "letter" if speaks and written else ""


def _is_post(whole: str, title: str, beside: str) -> bool:
    """Whether a text, its title before it, opens as posts do; or has a tag or an account, and is no longer than one."""
    if OPENS_A_POST.search(whole):
        return True
    short = not title or len(whole) <= _LONGEST_POST
    return short and (HASHTAG.search(whole) or HANDLE.search(beside)) is not None


def _until_colon(text: str) -> str:
    """The beginning of a text that says what follows: "Statement of the company: the pipes …"."""
    head, colon, _rest = text.lstrip()[:_LONGEST].partition(":")
    return head if colon and "\n" not in head and "." not in head else ""


def _named_by_title(heads: Sequence[str], part: str) -> Iterator[str]:
    """Who speaks (`part` "who"), or to whom ("to"), by titles such as "Statement of the …", "Open letter to the …"."""
    for head in filter(None, heads):
        matches = (pattern.search(head.strip()) for pattern in (*(one for _kind, one in NAMED_BY_TITLE), TITLED_TO))
        named = (match.groupdict().get(part) for match in matches if match)
        if who := next(filter(None, named), None):
            yield _tidy(who)


def _speakers(text: str, title: str, heads: Sequence[str], around: Sequence[str], kind: str) -> Iterator[Party]:
    above, beside = around
    if named := BYLINE.search(title.strip()):
        yield Party(_tidy(named["who"]), "title")
    yield from (Party(who, "title") for who in _named_by_title([*heads, _until_colon(text)], "who"))
    if kind == "interview":
        yield from _interviewed(text, title)
    tail = max(len(text) - _TAIL, 0)
    for found in SIGNED.finditer(text, tail):
        names = (
            [found["who"], *_list_after(text[found.end() :])]
            if found["who"].strip()
            else _list_after(text[found.end() :])
        )
        if kept := [_tidy(name) for name in names if name.strip()]:
            yield Party(", ".join(kept[:12]), "signed")
    for found in ON_BEHALF.finditer(text, max(len(text) - 500, 0)):
        yield Party(_tidy(found["who"]), "behalf")
    for found in WE.finditer(text):
        yield Party(_tidy(found["who"]), "we")
    for pattern_of_we in WE_ARE.strip().splitlines():
        for found in re.finditer(pattern_of_we, text, _FLAGS):
            yield Party(_tidy(found["who"]), "we")
    yield from _named_around(text, heads[1:], above, beside)


def _named_around(text: str, heads: Sequence[str], above: str, beside: str) -> Iterator[Party]:
    """Who is named around a text: who started a petition, whose letterhead, byline, agency or account it is."""
    for pattern, how in ((STARTED, "started"), (BYLINE_ABOVE, "byline")):
        for found in pattern.finditer(above):
            yield Party(_tidy(found["who"]), how)
    for head in heads:
        if len(head) >= _FEWEST_LETTERS and head[:1].isupper() and head in text:
            yield Party(_tidy(head), "letterhead")
    if (agency := DATELINE.search(text)) and agency["who"]:
        yield Party(_tidy(agency["who"]), "dateline")
    if reposted := REPOSTED.search(text):
        yield Party(reposted["who"], "reposted")
    if account := HANDLE.search(beside):
        yield Party(account.group(), "handle")


def _interviewed(text: str, title: str) -> Iterator[Party]:
    """Who answers in an interview: whom its title, or else its first lines, name."""
    if named := INTERVIEWED.search(title.strip()):
        yield Party(_tidy(named["who"]), "interview")
    elif name := first_name(f"{title}\n{text[:_LEAD]}"):
        yield Party(name, "interview")


def _list_after(text: str) -> list[str]:
    """The short lines after a heading such as "Signed by"."""
    names: list[str] = []
    for line in text.splitlines():
        if not (name := line.strip(" \t-–—•*·")):
            continue
        if len(name) > 60 or name.endswith((".", ":", "?", "!")):
            break
        names.append(name)
    return names


def _addressees(text: str, title: str) -> Iterator[Party]:
    yield from (Party(who, "titled") for who in _named_by_title([title, _until_colon(text)], "to"))
    for pattern in SALUTATIONS.strip().splitlines():
        for found in re.finditer(pattern, text[:_TAIL], _FLAGS):
            yield Party(_tidy(found["who"]), "salutation")
    if named := TITLED.search(title.strip()):
        yield Party(_tidy(named["who"] or named["sir"] or named["pan"]), "salutation")
    text = APPOSITION.sub(r"\1 ", text)
    every = (found for pattern in APPEALS.strip().splitlines() for found in re.finditer(pattern, text))
    for found in sorted(every, key=lambda one: one.start()):
        yield Party(_tidy(found["who"]), "appeal")


def _cited(text: str, language: str) -> Iterator[Party]:
    named = [(at, who) for at, who in speakers_in(text, language) if not place_of(who, language)]
    for found in CITED.finditer(text):
        who = found["who"].strip()
        if who and not NOBODY.search(who) and any(letter.isupper() for letter in who[1:]) and len(who.split()) <= 10:
            named.append((found.start("who"), _tidy(who)))
    for _at, who in sorted(named):
        yield Party(who, "cited")


def _first(found: Iterator[Party], most: int = _MOST) -> Sequence[Party]:
    """The first few that differ; one that another says more fully is left out."""
    kept: list[Party] = []
    for one in found:
        if not 2 <= len(one.who) <= 4 * _LONGEST or GENERIC.fullmatch(one.who):
            continue
        if any(_alike(one.who, other.who) for other in kept):
            continue
        kept.append(one)
        if len(kept) == most:
            break
    return kept


def _alike(one: str, other: str) -> bool:
    """Whether two say the same, one of them perhaps more fully."""
    words = [set(re.findall(r"\w{3,}", name.casefold())) for name in (one, other)]
    fewest = min(len(some) for some in words)
    return one.casefold() == other.casefold() or (fewest > 0 and len(words[0] & words[1]) >= 0.6 * fewest)


def _tidy(who: str) -> str:
    return " ".join(who.split()).strip(' ,;:*_-–—"“”«»()[]')
