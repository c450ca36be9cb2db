"""The sources of a bundle and what people know of them: edited in a table, for several at once, or from a file."""

from typing import Final

import pandas as pd
import streamlit as st

from components import against, author, changing, failures, screen, source_links, source_menu
from components.markdown import as_text
from components.screen import Screen
from components.several import several
from filrouge.annotations import log
from filrouge.annotations.acts import ATTRIBUTES, SOURCE, Row
from filrouge.annotations.saying import tags_of
from filrouge.annotations.source_links import is_links, linked, read_links
from filrouge.annotations.source_table import Known, known, read_sources, said_of_sources, sources_csv
from filrouge.bundle import Bundle
from filrouge.errors import FilrougeError
from filrouge.explore.names import attribute_text, source_name, tag_name
from filrouge.i18n import _, ngettext, number
from filrouge.wording.by_hand import ATTRIBUTE_HELP, FIELDS, replaced_text
from filrouge.wording.source_links import link_texts

_HEIGHT: Final = 420


def page() -> None:
    """The sources, what is known of them, and a file of it out and in."""
    shown = screen.get()
    st.subheader(_("Sources"), anchor=False)
    st.caption(
        _(
            "What you know of each source. Kind, country, language, owner, group and reliability are filters in the "
            "sidebar, and group and compare sources on the other pages. Your changes are kept with your name, for "
            "everyone who opens this bundle; the page History undoes them."
        )
    )
    if shown.bundle.changes is not None and shown.bundle.changes.left_out:
        st.info(_("You see the sources as they were read. Switch that off in the sidebar to change something."))
        return
    against.buttons(shown)
    _table(shown)
    left, right = st.columns(2, gap="large")
    with left:
        _one(shown)
        _several(shown)
    with right:
        _files(shown)
    source_links.section(shown)


def _table(shown: Screen) -> None:
    before, state = known(shown.bundle), log.current(shown.bundle)
    sizes = dict(zip(shown.bundle.sources["source"], shown.bundle.sources["n_documents"], strict=True))
    frame = pd.DataFrame(
        {"source": list(before), "n_documents": [sizes[s] for s in before]}
        | {a: [attribute_text(a, facts[a]) for facts in before.values()] for a in ATTRIBUTES}
        | {"links": [len(link_texts(shown.bundle, source)) for source in before]}
        | {"tags": [", ".join(map(tag_name, tags_of(state, SOURCE, source))) for source in before]}
        | {"notes": [len(state.of(SOURCE, source, "note")) for source in before]}
    )
    frame = frame.drop(columns=[name for name in ("links", "tags", "notes") if not frame[name].any()])
    with st.form("_sources", border=False):
        edited = st.data_editor(
            frame,
            key=f"_sources_{hash(tuple(tuple(f.values()) for f in before.values()))}",  # of what is known now
            hide_index=True,
            height=min(_HEIGHT, 38 + 35 * (len(frame) + 1)),
            disabled=[str(name) for name in frame if name not in ATTRIBUTES],
            column_config={
                "source": st.column_config.TextColumn(_("Source")),
                "n_documents": st.column_config.NumberColumn(_("Documents"), format="localized"),
                **{a: st.column_config.TextColumn(_(FIELDS[a]), help=_help(a), max_chars=120) for a in ATTRIBUTES},
                "links": st.column_config.NumberColumn(_("Links"), help=_("Listed below the table"), width="small"),
                "tags": st.column_config.TextColumn(_("Tags"), width="small"),
                "notes": st.column_config.NumberColumn(_("Notes"), width="small"),
            },
        )
        author.ask()
        saved = st.form_submit_button(_("Save the table"), icon=":material/save:")
    if saved:
        told = {str(row["source"]): {a: str(row[a] or "") for a in ATTRIBUTES} for row in edited.to_dict("records")}
        changing.save(shown.bundle, lambda: said_of_sources(shown.bundle, told), _("Saved"))


def _help(attribute: str) -> str | None:
    return _(ATTRIBUTE_HELP[attribute]) if attribute in ATTRIBUTE_HELP else None


def _one(shown: Screen) -> None:
    """All that people say of one source, with tags and notes; the way to its dialog."""
    with st.container(border=True):
        st.subheader(_("One source"), anchor=False)
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            source = st.selectbox(
                _("Source"), list(known(shown.bundle)), format_func=source_name, key="_one_source",
                label_visibility="collapsed",
            )  # fmt: skip
            if source is not None:
                source_menu.button(shown, source, key="one")
        if source is not None:
            source_menu.said_of(shown, source)


def _several(shown: Screen) -> None:
    """The same for several sources at once."""
    with st.form("_several_sources"):
        st.subheader(_("The same for several sources"), anchor=False)
        chosen = several(_("Sources"), list(known(shown.bundle)), placeholder=_("Choose sources"))
        attribute = st.selectbox(_("What is known"), ATTRIBUTES, format_func=lambda a: _(FIELDS[a]))
        value = st.text_input(_("Value"), max_chars=120, placeholder=_("such as state media"))
        reason = st.text_input(_("Reason (optional)"))
        author.ask("several")
        saved = st.form_submit_button(_("Save for these sources"), icon=":material/save:")
    if saved:
        told: Known = {source: {attribute: value} for source in chosen}
        done = replaced_text(shown.bundle, chosen, attribute, value) or _("Saved")
        changing.save(shown.bundle, lambda: said_of_sources(shown.bundle, told, reason=reason), done)


def _files(shown: Screen) -> None:
    with st.container(border=True):
        st.subheader(_("As a file"), anchor=False)
        st.download_button(
            "CSV",
            data=failures.download(lambda: sources_csv(shown.bundle).encode("utf-8-sig")),
            file_name="sources.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            help=_("The table as a sources.csv, which filrouge build reads too"),
        )
        given = st.file_uploader(_("Add what a CSV file says of these sources"), type=["csv"], key="_sources_file")
        if given is None:
            return
        text = given.getvalue().decode("utf-8-sig", "replace")
        try:
            rows, problems = _rows_of(shown.bundle, text)
        except FilrougeError as error:
            st.error(str(error), icon=":material/error:")
            return
        for problem in problems[:10]:
            st.warning(as_text(problem))
        text = ngettext("{n} new fact in this file.", "{n} new facts in this file.", len(rows))
        st.caption(text.format(n=number(len(rows))))
        author.ask("file")
        if st.button(_("Add them"), disabled=not rows, icon=":material/save:"):
            changing.save(shown.bundle, lambda: rows, _("Saved"))


def _rows_of(bundle: Bundle, text: str) -> tuple[list[Row], list[str]]:
    """What a CSV of sources, or of links between them, says that is new; and a sentence for each row that fits none."""
    if is_links(text):
        links, problems = read_links(bundle, text)
        return linked(bundle, links), problems
    told, problems = read_sources(bundle, text)
    return said_of_sources(bundle, told), problems
