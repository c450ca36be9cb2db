"""What the collection holds and lacks: counts, what was read, what the build warned of."""

from html import escape

import streamlit as st

from components.screen import Screen
from filrouge.explore.overview import documents_by_source
from filrouge.explore.reading import is_small
from filrouge.i18n import N_, _, number
from filrouge.schema import NO_SOURCE
from filrouge.wording.amounts import percent
from filrouge.wording.collection import changes_in_words, files_read, quality_indicators
from filrouge.wording.notes import note_text

_MOST_FILES = 1000
_HEADINGS = {
    "file": N_("File"), "format": N_("Format"), "documents": N_("Documents"), "rejected": N_("Rejected"),
    "repeated": N_("Repeated"), "dates": N_("Dates found"), "sources": N_("Sources found"),
    "titles": N_("Titles found"), "missing": N_("Missing"), "cut": N_("Characters cut"),
}  # fmt: skip


def summary(shown: Screen) -> None:
    """Five numbers side by side."""
    counts = shown.counts
    sources = documents_by_source(shown.bundle, shown.selection)
    unknown = int(sources.loc[sources["source"] == NO_SOURCE, "documents"].sum())
    among = _("of {n} in the bundle").format(n=number(counts.all_documents))
    unnamed = _("Shown as “{name}”").format(name=_(NO_SOURCE))
    unclear = _("{n} of {all} passages").format(n=number(counts.unclear), all=number(counts.passages))
    with st.container(horizontal=True):  # in one row, or on a small screen in as many as it takes
        st.metric(_("Documents"), number(counts.documents), help=among)
        st.metric(_("Independent texts"), number(counts.texts), help=_("Copies of one text count once"))
        st.metric(_("Undated"), number(counts.undated), help=_("Left out of time charts, shown everywhere else"))
        st.metric(_("Without a source"), number(unknown), help=unnamed)
        st.metric(_("No clear narrative"), percent(counts.unclear, counts.passages), help=unclear)


def quality(shown: Screen) -> None:
    """How good the model is, in plain words; nothing of a few texts, of which no figure means anything."""
    if is_small(shown.bundle):
        return
    with st.container(border=True, key="quality"):
        st.subheader(_("How reliable is this model?"), anchor=False)
        figures = quality_indicators(shown.bundle.manifest)
        if not figures:
            st.caption(_("No quality measures were taken when this bundle was built."))
            return
        rows = [f"<dt>{escape(f.name)}</dt><dd><b>{escape(f.value)}</b>: {escape(f.meaning)}</dd>" for f in figures]
        st.html(f'<dl class="fr-facts">{"".join(rows)}</dl>')


def _reading(shown: Screen) -> None:
    """File by file: what was read, what was cut, how each field was found, what is missing."""
    table = files_read(shown.bundle)
    with st.expander(_("How each file was read ({n})").format(n=number(len(table))), icon=":material/folder_open:"):
        if len(table) > _MOST_FILES:
            st.caption(_("The first {n} of {all} files.").format(n=number(_MOST_FILES), all=number(len(table))))
        st.dataframe(
            table.head(_MOST_FILES),
            hide_index=True,
            column_config={name: st.column_config.Column(_(heading)) for name, heading in _HEADINGS.items()},
            placeholder="–",
            alt=_("Files read, with what was cut, how each field was found and what is missing"),
        )


def details(shown: Screen) -> None:
    """What the build warned of, and how the bundle was made."""
    manifest = shown.bundle.manifest
    rejected = manifest.get("rejected", [])
    warnings = list(manifest["warnings"])
    title = _("Build warnings ({n})").format(n=number(len(warnings)))
    with st.expander(title, expanded=bool(warnings), icon=":material/warning:"):
        for warning in map(note_text, warnings) if warnings else [_("Nothing.")]:
            st.text(f"• {warning}")
        if rejected:
            st.dataframe(
                [{**one, "reason": note_text(one["reason"])} for one in rejected],
                hide_index=True,
                column_config={"file": _("File"), "row": _("Row"), "reason": _("Reason")},
                alt=_("Rejected items with file, row and reason"),
            )
    _reading(shown)
    if changes := changes_in_words(manifest, shown.bundle.labels):
        with st.expander(_("Changes since the previous bundle"), icon=":material/history:"):
            for line in changes:
                st.text(f"• {line}")
    with st.expander(_("How this bundle was built"), icon=":material/info:"):
        embedder = manifest["embedder"]
        facts = [
            _("Embedder: {name} {version} ({why})").format(**embedder),
            _("Random seed: {seed}").format(seed=manifest["seed"]),
            _("Digest: {digest}").format(digest=manifest["digest"]),
        ]
        for fact in facts:
            st.text(fact)
