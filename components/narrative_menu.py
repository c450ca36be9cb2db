"""What an analyst may say of a narrative, in a dialog beside its name."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from components import author, changing, merge_menu, theme_menu
from components.markdown import as_text
from components.screen import Screen
from components.several import several
from filrouge.annotations import log
from filrouge.annotations.acts import LONGEST_NAME, NARRATIVE, Row
from filrouge.annotations.identities import about_narrative, narrative_identity
from filrouge.annotations.saying import merged, of_narrative, once, parted, parts_of, split, split_passages
from filrouge.annotations.state import State
from filrouge.bundle import TENTATIVE, Bundle, records
from filrouge.explore.claims import claims, passages_of_claims
from filrouge.explore.other_names import other_names, own_name
from filrouge.explore.selection import Selection
from filrouge.i18n import _, listed, quoted
from filrouge.schema import NO_NARRATIVE
from filrouge.wording.alike import ALIKE_HELP, offered_texts
from filrouge.wording.claims import worded

_MOST_CLAIMS = 200

Rows = Callable[[], list[Row]]


@dataclass(frozen=True)
class _EditedNarrative:
    """The narrative that is edited: its number, its identity, and what people have said so far."""

    bundle: Bundle
    state: State
    number: int
    about: str


def button(shown: Screen, narrative: int | None, *, key: str = "") -> None:
    """Beside the name of a narrative: opens the dialog; `key` where a page has several."""
    if narrative is None or narrative == NO_NARRATIVE or narrative not in shown.bundle.labels:
        return
    name = quoted(shown.bundle.labels[narrative].removesuffix(TENTATIVE))
    changing.button(
        shown,
        (NARRATIVE, narrative, key),
        partial(_dialog, shown, narrative),
        label=_("Edit…"),
        title=as_text(_("Edit {name}").format(name=name)),
        key=f"_edit_narrative_{key}",
        shortcut=None if key else "e",
        help=_("Rename, merge, split, hide, tag or comment on this narrative"),
    )


def said_of(shown: Screen, narrative: int) -> None:
    """What people said of a narrative: star, status, tags and notes."""
    if shown.bundle.changes is not None and not shown.bundle.changes.left_out:
        state = log.current(shown.bundle)
        changing.said_of(state, NARRATIVE, narrative_identity(shown.bundle, state, narrative))
        theme_menu.said_of(shown, narrative)
        if parts := parts_of(shown.bundle, state).get(narrative):
            text = _("Merged by hand from {narratives}.").format(narratives=listed([*map(quoted, parts)]))
            st.html(f'<p class="fr-meta" dir="auto">{escape(text)}</p>')


def _dialog(shown: Screen, narrative: int) -> None:
    bundle = shown.bundle
    state = log.current(bundle)
    about, identity = about_narrative(bundle, state, narrative)
    edited = _EditedNarrative(bundle, state, narrative, about)
    themed = theme_menu.shared(bundle, narrative)
    titles = [_("Name and status"), _("Merge and split"), _("Tags and notes"), *([_("Theme")] if themed else [])]
    with st.form("_narrative", border=False):
        parts = st.tabs([*titles, _("History")])
        with parts[0]:
            said = [_naming(edited)]
        with parts[1]:
            said.append(_grouping(edited))
        with parts[2]:
            said.append(changing.tags_and_notes(shown, state, NARRATIVE, about))
        if themed:
            with parts[3]:
                said.append(theme_menu.fields(shown, state, narrative))
        with parts[-1]:
            changing.history(bundle, state, NARRATIVE, about)
        author.ask()
        saved = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    if saved:

        def rows() -> list[Row]:
            found = [row for part in said for row in part()]
            return once([*identity, *found]) if found else []

        changing.save(bundle, rows, _("Saved"), merge_menu.after)


def _naming(edited: _EditedNarrative) -> Rows:
    bundle, state, about = edited.bundle, edited.state, edited.about
    row = next(r for r in records(bundle.narratives) if int(r["narrative"]) == edited.number)
    found = str(row.get("found_label", row["label"]))
    own = own_name(bundle, edited.number)
    name = st.text_input(
        _("Name"), own, max_chars=LONGEST_NAME, help=as_text(_("As found: {name}").format(name=quoted(found)))
    )
    offered = other_names(bundle)[edited.number]
    other = st.pills(_("Or one of these names"), offered, format_func=as_text) if offered else None
    hiding = _("Its passages then count as passages without a clear narrative. Undo it on the page History.")
    standing = changing.standing(state, NARRATIVE, about, hiding=hiding)

    def rows() -> list[Row]:
        said: dict[str, object] = {}
        new = other if other and name.strip() == own else name.strip()
        if new != own:
            said["name"] = None if new in {"", found} else new
        said |= standing()
        return of_narrative(bundle, edited.number, said) if said else []

    return rows


def _grouping(edited: _EditedNarrative) -> Rows:
    bundle, own = edited.bundle, edited.number
    others, choose = offered_texts(bundle, own), _("Choose narratives")
    merge = several(
        _("Merge these narratives into it"), list(others), format_func=others.__getitem__, placeholder=choose,
        help=_(ALIKE_HELP),
    )  # fmt: skip
    inside = parted(bundle, own, edited.state)
    back: list[str] = []
    if inside:
        back = several(
            _("Take these narratives out again"), list(inside), format_func=inside.__getitem__, placeholder=choose
        )
    query = st.text_input(_("Split off the documents that match"), placeholder=_('words, "a phrase", OR, -not, begin*'))
    told = [int(claim) for claim in claims(bundle, Selection(narratives=(own,)))["claim"].head(_MOST_CLAIMS)]
    words, by_claims = worded(bundle), list[int]()
    if told:
        by_claims = several(
            _("Split off the passages that state these claims"),
            told,
            format_func=words.__getitem__,
            placeholder=_("Choose claims"),
        )
    name = st.text_input(_("Name of the new narrative"), max_chars=LONGEST_NAME)

    def rows() -> list[Row]:
        found = merged(bundle, merge, own) if merge else []
        found += [Row(NARRATIVE, one, "merge", None) for one in back]
        if by_claims:
            inside = bundle.columns.passage_narrative
            some = [i for i in passages_of_claims(bundle, by_claims) if int(inside[i]) == own]
            found += split_passages(bundle, own, some, name)
        return found + (split(bundle, own, query, name) if query.strip() else [])

    return rows
