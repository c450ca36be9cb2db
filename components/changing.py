"""What every form of a change has: the name of its author, a button that saves, and what is said when it cannot."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Literal

import streamlit as st

from components import author
from components.screen import Screen
from components.several import several
from filrouge.annotations import log
from filrouge.annotations.acts import STATUSES, Author, Row
from filrouge.annotations.saying import noted, tagged, tags_of
from filrouge.annotations.state import State
from filrouge.bundle import Bundle
from filrouge.errors import FilrougeError
from filrouge.explore.names import status_name, tag_name
from filrouge.explore.view_links import with_links
from filrouge.i18n import _, quoted
from filrouge.vocabularies import CREDIT, term_of, terms
from filrouge.wording.by_hand import history_text

_OPEN = "_open_dialog"
_DONE = "_change_done"


def button(
    shown: Screen,
    thing: tuple[str, object, str],
    form: Callable[[], None],
    *,
    label: str,
    title: str,
    width: Literal["small", "large"] = "large",
    disabled: bool = False,
    **look: Any,
) -> None:
    """A button that opens the dialog of a thing, in which `form` is drawn.

    `thing`: its kind, which one it is, and where on its page; `look`: as of a button.
    """
    st.button(label, on_click=begin, args=thing, disabled=disabled, **{"icon": ":material/edit:", **look})
    if disabled or st.session_state.get(_OPEN) != thing:
        return

    @st.dialog(title, width=width, on_dismiss=end)
    def dialog() -> None:
        if not left_out(shown.bundle):
            form()

    dialog()


def begin(kind: str, about: object, key: str) -> None:
    """Have the dialog of a thing open from the next run on; called by its button."""
    st.session_state[_OPEN] = (kind, about, key)


def opened(kind: str) -> tuple[str, str] | None:
    """Of which thing of a kind the dialog is open, and the key it was opened with; None where none of them is."""
    found = st.session_state.get(_OPEN)
    return (str(found[1]), found[2]) if found and found[0] == kind else None


def is_open() -> bool:
    """Whether any dialog is open: a page that is drawn anew then would forget what is being typed."""
    return _OPEN in st.session_state


def end() -> None:
    """Have no dialog open."""
    st.session_state.pop(_OPEN, None)


def left_out(bundle: Bundle) -> bool:
    """Whether what people changed is left out of what is seen, which a dialog then says in place of its form."""
    if bundle.changes is None or not bundle.changes.left_out:
        return False
    st.info(_("You see everything as found by the model. Switch that off in the sidebar to edit."))
    return True


def save(
    bundle: Bundle, rows: Callable[[], Sequence[Row]], done: str, then: Callable[[Sequence[Row]], None] | None = None
) -> None:
    """Add rows as one act of whoever is at this browser, and show the page as it is then; an error is said in place.

    `then`: called with the rows that were added, before the page is shown.
    """
    try:
        given = list(rows())
        if given:
            log.add(bundle, given, author.author())
    except FilrougeError as error:
        st.error(str(error), icon=":material/error:")
        return
    if given:
        say_next(done)
    end()
    if given and then is not None:
        then(given)
    st.rerun()


def say_next(done: str) -> None:
    """Have something said when the next run begins: what this one has yet to send would be lost then."""
    st.session_state[_DONE] = done


def say_done() -> None:
    """Say that what was saved is saved; called before the page is drawn, which may take a while."""
    if done := st.session_state.pop(_DONE, ""):
        st.toast(done, icon=":material/check:")


def undo(bundle: Bundle, act: str) -> None:
    """Undo an act; called by a button."""
    _turn(log.undo, bundle, act, _("Undone."))


def redo(bundle: Bundle, act: str) -> None:
    """Have an act that was undone hold again; called by a button."""
    _turn(log.redo, bundle, act, _("Done again."))


def _turn(into: Callable[[Bundle, str, Author], None], bundle: Bundle, act: str, done: str) -> None:
    try:
        into(bundle, act, author.author())
    except FilrougeError as error:
        st.toast(str(error), icon=":material/error:")
    else:
        say_next(done)


def history(bundle: Bundle, state: State, kind: str, about: str) -> None:
    """What people have changed of a thing, line by line."""
    lines = history_text(state.history(kind, about), bundle, state)
    st.html("<br>".join(escape(line) for line in lines) or escape(_("Nothing was changed yet.")))


def standing(state: State, kind: str, about: str, *, hiding: str) -> Callable[[], dict[str, object]]:
    """Fields for the status of a thing, its star and whether it is hidden; gives what changed once it is saved."""
    before = {what: state.value(kind, about, what) for what in ("status", "star", "hidden")}
    status = st.segmented_control(_("Status"), STATUSES, default=before["status"], format_func=status_name)
    with st.container(horizontal=True):
        star = st.toggle(_("Starred"), bool(before["star"]))
        hidden = st.toggle(_("Hidden"), bool(before["hidden"]), help=hiding)

    def said() -> dict[str, object]:
        now = {"status": status, "star": True if star else None, "hidden": True if hidden else None}
        return {what: value for what, value in now.items() if value != before[what]}

    return said


def said_of(state: State, kind: str, about: str, *, of: str = "") -> None:
    """What people said of a thing: star, status, tags, and notes with their authors; nothing is drawn without any.

    `of`: what it is, where it stands beside what was said of something else.
    """
    facts = [_("Starred")] if state.value(kind, about, "star") else []
    if status := state.value(kind, about, "status"):
        facts.append(_("Status: {status}").format(status=status_name(str(status))))
    facts += [tag_name(tag) for tag in tags_of(state, kind, about)]
    notes = [
        _("{note} ({who}, {day})").format(note=quoted(str(row.value)), who=row.who, day=row.at[:10])
        for row in state.of(kind, about, "note")
    ]
    lines = [" · ".join(facts), *notes] if facts else notes
    if lines:
        lines[0] = _("{what}: {said}").format(what=of, said=lines[0]) if of else lines[0]
        st.html(f'<p class="fr-meta" dir="auto">{"<br>".join(map(_linked, lines))}</p>')


def _linked(text: str) -> str:
    """Text as HTML, in which addresses of views are links, which open beside what is being read."""
    opens = 'target="_blank" rel="noopener"'
    return "".join(
        f'<a href="{escape(link)}" {opens}>{escape(words)}</a>' if link else escape(words)
        for words, link in with_links(text)
    )


def tags_and_notes(shown: Screen, state: State, kind: str, about: str) -> Callable[[], list[Row]]:
    """Fields for the tags of a thing and for notes on it; gives what says its rows once the form is saved."""
    before = tags_of(state, kind, about)
    chosen = tags(shown, before, f"_tags_{kind}")
    written = {row.slot: row for row in state.of(kind, about, "note")}
    texts = {
        slot: st.text_area(
            _("Note by {who}, {day}").format(who=row.who, day=row.at[:10]), row.value, key=f"_note_{slot}"
        )
        for slot, row in written.items()
    }
    new = st.text_area(
        _("New note"), key=f"_note_{kind}", help=_("Plain text. The address of a page of the dashboard becomes a link.")
    )

    def rows() -> list[Row]:
        changed = [noted(kind, about, text, slot) for slot, text in texts.items() if text != written[slot].value]
        return [
            *tagged(kind, about, before, chosen),
            *noted(kind, about, new),
            *(row for one in changed for row in one),
        ]

    return rows


def tags(shown: Screen, before: Sequence[str], key: str) -> list[str]:
    """Tags of one thing: any of the vocabularies, and the analyst's own; gives their keys."""
    offered = list(dict.fromkeys([*before, *shown_tags(shown), *terms()]))
    chosen = several(
        _("Tags"),
        offered,
        default=list(before),
        format_func=tag_name,
        accept_new_options=True,
        key=key,
        placeholder=_("Choose a tag, or type one of your own"),
        help=CREDIT,
    )
    return [term_of(tag).key for tag in chosen]


def shown_tags(shown: Screen) -> list[str]:
    """The tags that things of this bundle have."""
    state = log.current(shown.bundle)
    rows = (row for (kind, field) in state.by_field if field == "tag" for row in state.rows(kind, field))
    return sorted({row.slot for row in rows})
