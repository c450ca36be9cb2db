"""The log of a bundle: every change with its author, undone and done again by a button."""

from collections.abc import Sequence

import streamlit as st

from components import author, changing, elsewhere, screen
from components.markdown import as_text
from components.screen import Screen
from filrouge.annotations import log
from filrouge.annotations.acts import ACT, CLAIM, DOCUMENT, SOURCE, UNTOLD, Row
from filrouge.annotations.carrying import add_json
from filrouge.annotations.claim_identities import claim_assigned, placed_claims
from filrouge.annotations.identities import Lost, assigned, placed
from filrouge.annotations.missing import missing, reassigned
from filrouge.annotations.state import State
from filrouge.errors import FilrougeError
from filrouge.export.changes import FORMS
from filrouge.i18n import N_, NN_, _, ngettext, number, plural, quoted
from filrouge.wording.amounts import more_text
from filrouge.wording.by_hand import history_text, refused_text, told
from filrouge.wording.claims import worded

_MOST_SHOWN = 100
_FIRST_LINES = 3
_MOST_LINES = 1000
_MOST_WARNED = 5
_REASONS = {
    "gone": N_("this build has no such narrative"),
    "split": N_("it is split into {into} in this build"),
    "merged": N_("it is part of {into} in this build"),
    "spread": N_("its documents are in several narratives of this build, or in none"),
}
_GONE = {
    DOCUMENT: NN_(
        "{n} document that was edited is not in this build", "{n} documents that were edited are not in this build"
    ),
    SOURCE: NN_(
        "{n} source that was edited is not in this build", "{n} sources that were edited are not in this build"
    ),
}


def page() -> None:
    """The changes of the open bundle, the latest first."""
    shown = screen.get()
    state = log.current(shown.bundle)
    st.subheader(_("History"), anchor=False)
    st.caption(
        _(
            "Every change that people made, with who and when. Nothing is ever deleted: what is undone stays here and "
            "can be done again."
        )
    )
    author.ask()
    _last(shown, state)
    _warned(refused_text(state, log.database(shown.bundle).name))
    _lost(shown, state)
    acts = _acts(state)
    if not acts:
        st.info(_("Nothing was changed yet. Use “Edit…” beside a narrative, or the page Sources."))
    _elsewhere(shown)
    for rows in acts[:_MOST_SHOWN]:
        _act(shown, state, rows)
    if len(acts) > _MOST_SHOWN:
        st.caption(_("The latest {n} of {all} changes.").format(n=number(_MOST_SHOWN), all=number(len(acts))))


def _elsewhere(shown: Screen) -> None:
    """Files for other programs, and changes from a file."""
    with st.expander(_("Export everything, or add changes from a file"), icon=":material/ios_share:"):
        st.caption(
            _(
                "STIX 2.1 holds all narratives, sources and what people said of them, for threat intelligence "
                "platforms such as OpenCTI; GEXF is a network of sources and narratives, for programs such as Gephi."
            )
        )
        with st.container(horizontal=True):
            for form in FORMS:
                elsewhere.button(shown, form)
        given = st.file_uploader(_("Changes that were downloaded as JSON"), type=["json"], key="_changes_file")
        if given is not None and st.button(_("Add these changes")):
            _add(shown, given.getvalue().decode("utf-8", "replace"), given.name)


def _add(shown: Screen, text: str, name: str) -> None:
    """Take changes in from a file, and say what was left out of it and why."""
    try:
        added = add_json(shown.bundle, text, where=name)
    except FilrougeError as error:
        st.error(str(error), icon=":material/error:")
        return
    text = ngettext("{n} change was added.", "{n} changes were added.", added.acts)
    st.toast(text.format(n=number(added.acts)), icon=":material/check:")
    _warned(added.problems)


def _warned(problems: Sequence[str]) -> None:
    for problem in problems[:_MOST_WARNED]:
        st.warning(as_text(problem), icon=":material/warning:")
    if len(problems) > _MOST_WARNED:
        st.caption(more_text(len(problems) - _MOST_WARNED))


def _acts(state: State) -> list[list[Row]]:
    """What was done, the latest first; what only undid something is told beside that."""
    found = [[row for row in rows if row.what not in UNTOLD] for rows in state.acts.values()]
    return sorted((rows for rows in found if rows and rows[0].kind != ACT), key=lambda rows: -rows[-1].id)


def _last(shown: Screen, state: State) -> None:
    who = author.name()
    undoable, redoable = state.last_act(who), state.last_undone(who)
    with st.container(horizontal=True):
        st.button(
            _("Undo my last change"), icon=":material/undo:", shortcut="u", disabled=not undoable,
            on_click=changing.undo, args=(shown.bundle, undoable),
        )  # fmt: skip
        st.button(
            _("Redo"), icon=":material/redo:", shortcut="y", disabled=not redoable,
            on_click=changing.redo, args=(shown.bundle, redoable),
        )  # fmt: skip


def _act(shown: Screen, state: State, rows: list[Row]) -> None:
    act = rows[0].act
    undone = act in state.undone
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"act-{act}"):
        worth = told(rows)
        with st.container():
            for line in history_text(worth[:_FIRST_LINES], shown.bundle, state):
                st.text(line)
            if len(worth) > _FIRST_LINES:
                _more(shown, state, worth[_FIRST_LINES:])
            for row in state.history(ACT, act):
                st.caption(as_text(history_text([row], shown.bundle, state)[0]))
        st.button(
            _("Redo") if undone else _("Undo"),
            key=f"_turn_{act}",
            icon=":material/redo:" if undone else ":material/undo:",
            on_click=changing.redo if undone else changing.undo,
            args=(shown.bundle, act),
        )


def _more(shown: Screen, state: State, rows: list[Row]) -> None:
    """All that was changed in one act, once it is asked for: that may be thousands of lines."""
    label = more_text(len(rows))
    opened = st.expander(label, key=f"_more_{rows[0].act}", on_change="rerun")
    if opened.open:
        with opened:
            st.text("\n".join(history_text(rows[:_MOST_LINES], shown.bundle, state)))
            if len(rows) > _MOST_LINES:
                st.caption(more_text(len(rows) - _MOST_LINES))


def _lost(shown: Screen, state: State) -> None:
    """What people said of narratives that this build does not have, to be assigned by hand."""
    _missing(shown, state)
    if claims := placed_claims(shown.bundle, state).lost:
        text = plural(
            "{n} claim that was edited is not in this build", "{n} claims that were edited are not in this build",
            len(claims),
        )  # fmt: skip
        with st.expander(text, icon=":material/warning:", expanded=True):
            for one in claims:
                _assign_claim(shown, state, one)
    if lost := placed(shown.bundle, state).lost:
        text = plural(
            "{n} narrative that was edited is not in this build",
            "{n} narratives that were edited are not in this build", len(lost),
        )  # fmt: skip
        with st.expander(text, icon=":material/warning:", expanded=True):
            for one in lost:
                _assign(shown, state, one)


def _missing(shown: Screen, state: State) -> None:
    """Documents and sources that this build does not have: what was said of them can be said of others."""
    for kind, texts in _GONE.items():
        if found := missing(shown.bundle, state, kind):
            with st.expander(plural(*texts, len(found)), icon=":material/warning:", expanded=True):
                for one in found[:_MOST_SHOWN]:
                    _assign_missing(shown, state, kind, one)
                if len(found) > _MOST_SHOWN:
                    st.caption(more_text(len(found) - _MOST_SHOWN))


def _assign_missing(shown: Screen, state: State, kind: str, lost: Lost) -> None:
    st.text(quoted(lost.label))
    for line in history_text(state.history(kind, lost.about), shown.bundle, state):
        st.caption(as_text(line))
    if kind == SOURCE:
        known = list(shown.bundle.sources["source"])
        chosen = st.selectbox(
            _("It is this source"),
            known,
            index=None,
            key=f"_assign_{kind}_{lost.about}",
            placeholder=_("Choose a source"),
        )
    else:
        chosen = st.text_input(
            _("It is the document with this id"),
            key=f"_assign_{kind}_{lost.about}",
            help=_("In the CSV of the page Documents"),
        )
    if chosen and st.button(_("Assign"), key=f"_assigned_{kind}_{lost.about}"):
        bundle, to = shown.bundle, chosen.strip()
        changing.save(bundle, lambda: reassigned(bundle, state, kind, lost.about, to), _("Saved"))


def _assign_claim(shown: Screen, state: State, lost: Lost) -> None:
    words = worded(shown.bundle)
    why = _("its sentences are in several claims of this build, or in none")
    st.text(f"{quoted(lost.label)}: {why}")
    for line in history_text(state.history(CLAIM, lost.about), shown.bundle, state):
        st.caption(as_text(line))
    chosen = st.selectbox(
        _("It is this claim"), list(words), index=None, format_func=words.__getitem__, key=f"_assign_{lost.about}",
        placeholder=_("Choose a claim"),
    )  # fmt: skip
    if chosen is not None and st.button(_("Assign"), key=f"_assigned_{lost.about}"):
        changing.save(shown.bundle, lambda: claim_assigned(shown.bundle, lost, chosen), _("Saved"))


def _assign(shown: Screen, state: State, lost: Lost) -> None:
    labels = shown.bundle.labels
    into = ", ".join(quoted(labels[n]) for n in lost.into if n in labels)
    st.text(f"{quoted(lost.label)}: {_(_REASONS[lost.reason]).format(into=into or '?')}")
    for line in history_text(state.history("narrative", lost.about), shown.bundle, state):
        st.caption(as_text(line))
    chosen = st.selectbox(
        _("It is this narrative"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        key=f"_assign_{lost.about}",
        placeholder=_("Choose a narrative"),
    )
    if chosen is not None and st.button(_("Assign"), key=f"_assigned_{lost.about}"):
        changing.save(shown.bundle, lambda: assigned(shown.bundle, lost, chosen), _("Saved"))
