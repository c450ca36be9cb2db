"""Codes in the words of the reader: narratives, sources and languages as they are shown."""

from typing import Final

import pandas as pd

from filrouge import i18n
from filrouge.explore.source_facts import UNKNOWN
from filrouge.i18n import N_, _, quoted
from filrouge.schema import KINDS, NO_NARRATIVE, NO_SOURCE, UNDETERMINED
from filrouge.vocabularies import term_of
from filrouge.vocabularies.source_kinds import source_kind

NO_NARRATIVE_LABEL: Final = N_("No clear narrative")
"""What passages outside all narratives are called; `narrative_label` is what is shown."""


_KINDS: Final = {
    "article": N_("Article"),
    "post": N_("Post"),
    "comment": N_("Comment"),
    "headline": N_("Headline only"),
    "mail": N_("E-mail"),
    "transcript": N_("Transcript"),
    "video": N_("Video"),
}


def kind_name(kind: str) -> str:
    """What a document is, one of `schema.KINDS`, as it is shown."""
    return _(_KINDS[kind]) if kind in KINDS else kind


def narrative_label(narrative: int, labels: dict[int, str]) -> str:
    """The label of a narrative, of passages without one too."""
    return _(NO_NARRATIVE_LABEL) if narrative == NO_NARRATIVE else labels[narrative]


def source_name(source: str) -> str:
    """A source as it is shown: for texts without one, words in the language of the interface."""
    return _(NO_SOURCE) if source == NO_SOURCE else source


def voice_keys(sources: pd.Series, doc_ids: pd.Series) -> pd.Series:
    """Keys of who texts are of: their sources; of those without one the texts, for two such are not of one."""
    return sources.where(sources != NO_SOURCE, f"{NO_SOURCE} " + doc_ids)


def voice_name(source: str, title: object) -> str:
    """A source as it is shown among others; of a text without one its title in quotation marks."""
    return source if source != NO_SOURCE else quoted(title_text(title))


def title_text(title: object) -> str:
    """The title of a document as it is shown."""
    return title if isinstance(title, str) else _("Untitled")


def source_kind_name(kind: str) -> str:
    """The kind of a source as it is shown; UNKNOWN is one too."""
    return _("Unknown kind") if kind == UNKNOWN else source_kind(kind)


def attribute_text(attribute: str, value: str) -> str:
    """What is known of a source as it is shown; `attribute`: one of `acts.ATTRIBUTES`."""
    return source_kind(value) if attribute == "kind" else value


def country_name(code: str) -> str:
    """The country of a source as it is shown: by its code in the reader's language, or as the input names it."""
    return _("Unknown country") if code == UNKNOWN else i18n.country_name(code)


_UNKNOWN: Final = {
    "main_language": N_("Unknown language of source"),
    "owner": N_("Unknown owner"), "group": N_("In no group"), "reliability": N_("Unknown reliability"),
}  # fmt: skip


def group_name(by: str, key: str) -> str:
    """A source, or a kind, country … of sources, as it is shown; `by` is a key of `source_facts.SOURCES_BY`."""
    if by in _UNKNOWN and key == UNKNOWN:
        return _(_UNKNOWN[by])
    if by == "reliability":
        return key[:1].upper() + key[1:]
    return {
        "source": source_name,
        "kind": source_kind_name,
        "country": country_name,
        "main_language": language_name,
    }.get(by, str)(key)


STATUSES: Final = {"to check": N_("To check"), "confirmed": N_("Confirmed"), "dismissed": N_("Dismissed")}
"""`annotations.acts.STATUSES` in words."""


def status_name(status: str) -> str:
    """What people think of a narrative or a claim, as it is shown."""
    return _(STATUSES[status]) if status in STATUSES else status


def tag_name(key: str) -> str:
    """A tag as it is shown: with its id where a vocabulary has it."""
    term = term_of(key)
    return _(term.name) if term.vocabulary in {"free", "abcde"} else f"{term.id} {term.name}"


def language_name(code: str) -> str:
    """Name of a language code in the language of the interface, or the code itself."""
    return _("Undetermined language") if code == UNDETERMINED else i18n.language_name(code)
