"""What people know of a source in words: its facts, and its links to other sources."""

from typing import Final

from filrouge.annotations.source_links import BOTH_WAYS, SourceLink, known_links
from filrouge.bundle import Bundle
from filrouge.explore.names import group_name
from filrouge.explore.source_facts import FACTS, UNKNOWN, source_facts
from filrouge.i18n import N_, _

RELATIONS: Final = {
    "owned by": N_("owned by"), "same group as": N_("same group as"), "republishes": N_("republishes"),
    "mirror of": N_("mirror of"),
}  # fmt: skip
"""`annotations.acts.RELATIONS` in words."""

_SENTENCES: Final = {
    "owned by": N_("{source} is owned by {other}"),
    "same group as": N_("{source} belongs to the same group as {other}"),
    "republishes": N_("{source} republishes {other}"),
    "mirror of": N_("{source} is a mirror of {other}"),
}
_TURNED: Final = {
    "owned by": N_("owns {source}"), "republishes": N_("republished by {source}"),
    "mirror of": N_("mirrored by {source}"),
}  # fmt: skip


def link_text(link: SourceLink) -> str:
    """A link as a sentence."""
    return _(_SENTENCES.get(link.relation, "{source}: {other}")).format(source=link.source, other=link.other)


def link_texts(bundle: Bundle, source: str) -> list[str]:
    """The links of a source, from where it stands: "owned by Le Phare", "mirrored by Le Phare 2"."""
    texts = []
    for link in known_links(bundle):
        if link.source == source:
            texts.append(f"{_(RELATIONS.get(link.relation, link.relation))} {link.other}")
        elif link.other == source and link.relation in BOTH_WAYS:
            texts.append(f"{_(RELATIONS[link.relation])} {link.source}")
        elif link.other == source and link.relation in _TURNED:
            texts.append(_(_TURNED[link.relation]).format(source=link.source))
    return texts


def source_text(bundle: Bundle, source: str) -> str:
    """What is known of a source, its links last; empty where nothing is."""
    facts = source_facts(bundle)
    known = {fact: str(facts.at[source, fact]) for fact in FACTS} if source in facts.index else {}
    said = [group_name(fact, value) for fact, value in known.items() if value != UNKNOWN]
    return " · ".join([*said, *link_texts(bundle, source)])
