"""Where is the proof: every document of the selection, and its text with the passages marked."""

import streamlit as st

from components import document, document_menu, document_table, passage_menu, screen, source_menu
from filrouge.explore import documents
from filrouge.i18n import _

shown = screen.get()
document_table.table(shown)
passage_menu.of_documents(shown)
if shown.view.doc is not None:
    with st.container(border=True):
        found = documents.document(shown.bundle, shown.view.doc)
        with st.container(horizontal=True, gap="small"):
            document_menu.button(shown, found)
            source = found.fields["source"]
            if isinstance(source, str):
                source_menu.button(shown, source, key="document", label=_("Edit its source…"))
        document_menu.said_of(shown, found)
        if isinstance(source, str):
            source_menu.said_of(shown, source, of=_("Source"))
        document.show(found, shown)
elif shown.counts.documents:
    st.info(_("Choose a row of the table to read the document."))
