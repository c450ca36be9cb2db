"""What an analyst may say of a source, in a dialog beside it: what is known of it, tags and notes."""

from functools import partial

import streamlit as st

from components import author, changing
from components.markdown import as_text
from components.screen import Screen
from filrouge.annotations import log
from filrouge.annotations.acts import ATTRIBUTES, LONGEST_NAME, SOURCE, Row
from filrouge.annotations.saying import once
from filrouge.annotations.source_table import known, said_of_sources
from filrouge.explore.names import attribute_text, source_name
from filrouge.i18n import _, quoted
from filrouge.wording.by_hand import ATTRIBUTE_HELP, FIELDS
from filrouge.wording.source_links import link_texts


def button(shown: Screen, source: str, *, key: str, label: str = "") -> None:
    """Beside a source: opens the dialog; `key`: where on its page; documents without a source have none."""
    if source not in set(shown.bundle.sources["source"]):
        return
    name = quoted(source_name(source))
    changing.button(
        shown,
        (SOURCE, source, key),
        partial(_dialog, shown, source),
        label=label or _("Edit…"),
        title=as_text(_("Edit {name}").format(name=name)),
        key=f"_edit_source_{key}",
        help=as_text(_("Kind, country, owner, tags and notes of {source}").format(source=name)),
    )


def said_of(shown: Screen, source: str, *, of: str = "") -> None:
    """What people said of a source: tags and notes; `of`: as in `changing.said_of`."""
    if shown.bundle.changes is not None and not shown.bundle.changes.left_out:
        changing.said_of(log.current(shown.bundle), SOURCE, source, of=of)


def _dialog(shown: Screen, source: str) -> None:
    bundle = shown.bundle
    state, before, found = log.current(bundle), known(bundle)[source], known(bundle.model).get(source, {})
    with st.form("_source", border=False):
        parts = st.tabs([_("What is known"), _("Tags and notes"), _("History")])
        typed = {}
        with parts[0]:
            for column, half in zip(st.columns(2), (ATTRIBUTES[::2], ATTRIBUTES[1::2]), strict=True):
                for name in half:
                    read = attribute_text(name, found.get(name, "")) or "–"
                    help_ = " ".join(filter(None, [_(ATTRIBUTE_HELP.get(name, "")) if name in ATTRIBUTE_HELP else "",
                                                   _("As read: {value}").format(value=read)]))  # fmt: skip
                    typed[name] = column.text_input(
                        _(FIELDS[name]), attribute_text(name, before[name]), max_chars=LONGEST_NAME,
                        help=as_text(help_), key=f"_source_{name}",
                    )  # fmt: skip
            for link in link_texts(bundle, source):
                st.caption(as_text(link))
        with parts[1]:
            noted = changing.tags_and_notes(shown, state, SOURCE, source)
        with parts[2]:
            changing.history(bundle, state, SOURCE, source)
        reason = st.text_input(_("Reason (optional)"))
        author.ask("source")  # the page of sources has a form of its own
        saved = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    if saved:

        def rows() -> list[Row]:
            return once([*said_of_sources(bundle, {source: typed}, reason=reason), *noted()])

        changing.save(bundle, rows, _("Saved"))
