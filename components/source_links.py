"""Links between sources: shown, added, taken away, from a file and as one."""

from functools import partial

import streamlit as st

from components import author, changing, failures
from components.markdown import as_text
from components.screen import Screen
from filrouge.annotations.acts import RELATIONS
from filrouge.annotations.source_links import SourceLink, known_links, linked, links_csv, unlinked
from filrouge.i18n import _, number
from filrouge.wording.source_links import RELATIONS as RELATION_NAMES
from filrouge.wording.source_links import link_text

_MOST = 100


def section(shown: Screen) -> None:
    """What sources are to one another, and what adds to that."""
    with st.container(border=True):
        st.subheader(_("Links between sources"), anchor=False)
        known = known_links(shown.bundle)
        if not known:
            st.caption(_("Who owns, republishes or mirrors whom: no link was added yet."))
        for place, link in enumerate(known[:_MOST]):
            _link(shown, place, link)
        if len(known) > _MOST:
            text = _("The first {n} of {all} links; the CSV has all.")
            st.caption(text.format(n=number(_MOST), all=number(len(known))))
        _new(shown)
        if known:
            st.download_button(
                "CSV",
                data=failures.download(lambda: links_csv(shown.bundle).encode("utf-8-sig")),
                file_name="links.csv",
                mime="text/csv",
                key="_links_csv",
                on_click="ignore",
                icon=":material/download:",
                help=_("The links as a table, which “Add what a CSV file says of these sources” reads too"),
            )


def _link(shown: Screen, place: int, link: SourceLink) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(link_text(link))
        if st.button(
            _("Remove"),
            key=f"_unlink_{place}",
            icon=":material/link_off:",
            help=as_text(_("Remove: {link}").format(link=link_text(link))),
        ):
            changing.save(shown.bundle, partial(unlinked, link), _("Removed"))


def _new(shown: Screen) -> None:
    sources = shown.bundle.sources["source"].tolist()
    with st.form("_new_link", border=False):
        left, middle, right = st.columns(3)
        choose = _("Choose a source")
        source = left.selectbox(_("Source"), sources, index=None, key="_link_source", placeholder=choose)
        relation = middle.selectbox(
            _("What it is to the other"),
            RELATIONS,
            format_func=lambda one: _(RELATION_NAMES[one]),
            key="_link_relation",
        )
        other = right.selectbox(_("The other source"), sources, index=None, key="_link_other", placeholder=choose)
        reason = st.text_input(_("Reason (optional)"), key="_link_reason")
        author.ask("link")
        saved = st.form_submit_button(_("Add the link"), icon=":material/add_link:")
    if saved:
        if source is None or other is None:
            st.error(_("Choose both sources."), icon=":material/error:")
            return
        link = SourceLink(source, relation, other)
        changing.save(shown.bundle, lambda: linked(shown.bundle, [link], reason=reason), _("Saved"))
