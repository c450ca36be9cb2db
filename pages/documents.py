"""Where is the proof: every document of the selection, and its text with the passages marked."""

import streamlit as st

from components import document_table, reader, screen
from filrouge.charts.documents import documents_chart
from filrouge.explore.documents import document
from filrouge.explore.view import View
from filrouge.i18n import _

shown = screen.get()
document_table.table(shown, lambda: documents_chart(shown.bundle, View(page="documents", selection=shown.selection)))

doc_id = st.query_params.get("doc")
if doc_id is None:
    if shown.counts.documents:
        st.info(_("Choose a row of the table to read the document."))
else:
    with st.container(border=True):
        reader.document(document(shown.bundle, doc_id), shown)
