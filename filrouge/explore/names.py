"""Codes in the words of the reader: narratives, sources and languages as they are shown."""

from typing import Final

from filrouge import i18n
from filrouge.i18n import N_, _
from filrouge.schema import KINDS, NO_NARRATIVE, NO_SOURCE, UNDETERMINED

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


def language_name(code: str) -> str:
    """Name of a language code in the language of the interface, or the code itself."""
    return _("Undetermined language") if code == UNDETERMINED else i18n.language_name(code)
