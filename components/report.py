"""The report: what is put into it from any page, and the page on which it is put in order and written to a file."""

from collections.abc import Callable
from hashlib import sha256
from html import escape
from typing import Any

import streamlit as st

from components import elsewhere, screen
from components.markdown import as_text
from components.screen import Screen
from filrouge.annotations import report as storage
from filrouge.annotations.report import KINDS, Report, ReportEntry, read_report
from filrouge.bundle import Bundle
from filrouge.chart import Chart
from filrouge.errors import FilrougeError
from filrouge.explore.names import source_name
from filrouge.i18n import N_, _, number, plural
from filrouge.report.gather import chart_entry, passage_entry, view_of
from filrouge.report.words import changed_since, excerpt, facts, original, title_of
from filrouge.report.write import FORMATS, TEMPLATES, report_bytes, without_browser
from filrouge.wording.days import published_text
from filrouge.wording.selection import selection_text
from filrouge.wording.watched import watched_names

_MIME = "application/octet-stream"
_MADE, _TOLD = "_report_made", "_report_told"
_PLACEHOLDERS = {
    "annotation": N_("What it shows, in your own words"),
    "translation": N_("Your translation of the passage, shown beside it"),
}


def add_button(shown: Screen, name: str, make: Callable[[], Chart]) -> None:
    """A button that puts a chart of the view into the report; `make` gives the chart once it is pressed."""
    bundle = shown.bundle

    def add() -> None:
        entry = chart_entry(bundle, shown.view, make())
        change(bundle, lambda report: report.added(entry), _("Added to the report"))

    st.button(_("Add to the report"), key=f"report-{name}", icon=":material/assignment_add:", on_click=add)


def quote_box(rows: list[dict[str, Any]], *, key: str) -> None:
    """Choose one of the passages shown to put it into the report: one widget for all of them, for many are slow.

    `rows` as in `passages.PassageList.frame`.
    """
    bundle, name = screen.get().bundle, f"_quote_{key}"

    def add() -> None:
        place = st.session_state[name]
        if place is not None:
            st.session_state[name] = None
            entry = passage_entry(bundle, rows[place])
            change(bundle, lambda report: report.added(entry), _("Quoted in the report"))

    st.selectbox(
        _("Quote a passage in the report"),
        range(len(rows)),
        index=None,
        key=name,
        format_func=lambda place: _shown(place, rows[place]),
        placeholder=_("Quote a passage in the report"),
        label_visibility="collapsed",
        on_change=add,
    )


def _shown(place: int, row: dict[str, Any]) -> str:
    return f"{place + 1} · {source_name(row['source'])} · {published_text(row)} · {' '.join(row['text'].split())[:90]}…"


def change(bundle: Bundle, into: Callable[[Report], Report], done: str = "") -> None:
    """Change the report, for all its viewers; says so where it cannot be done."""
    try:
        storage.change(bundle, into)
    except FilrougeError as error:
        st.toast(str(error), icon=":material/error:")
    else:
        if done:
            st.toast(done, icon=":material/check:")


def page() -> None:
    """The report of the open bundle."""
    shown = screen.get()
    report = storage.stored(shown.bundle)
    st.subheader(_("Report"), anchor=False)
    _words(shown, "title", _("Title"), report.title)
    _words(shown, "introduction", _("Introduction"), report.introduction, long=True)
    if not report.entries:
        st.info(
            _(
                "The report is empty. Use “Add to the report” under a chart, or “Quote a passage in the report” above "
                "any passage."
            )
        )
    for place, entry in enumerate(report.entries):
        _entry(shown, entry, place, len(report.entries))
    st.button(
        _("Add a note"),
        icon=":material/note_add:",
        on_click=change,
        args=(shown.bundle, lambda r: r.added(ReportEntry("note", digest=shown.bundle.digest))),
    )
    if report.entries:
        _make(shown, report)
    _files(shown, report)
    _elsewhere(shown)


def _words(shown: Screen, name: str, label: str, value: str, *, long: bool = False) -> None:
    """A field of the report itself."""

    def into(text: str) -> None:
        change(shown.bundle, lambda report: report.with_words(**{name: text}))

    _typed(label, value, f"_report_{name}", into, long=long)


def _typed(label: str, value: str, key: str, into: Callable[[str], None], *, long: bool, hint: str = "") -> None:
    """A field that is kept when it is left. What another viewer has written in the meantime makes it a new widget."""
    key = f"{key}_{sha256(value.encode()).hexdigest()[:12]}"
    field = st.text_area if long else st.text_input
    field(label, value, key=key, placeholder=hint, on_change=lambda: into(st.session_state[key]))


def _entry(shown: Screen, entry: ReportEntry, place: int, of: int) -> None:
    """One entry: what it is, what can be typed, and the buttons that move and remove it."""

    def typed(name: str) -> Callable[[str], None]:
        return lambda text: change(shown.bundle, lambda report: report.edited(entry.id, **{name: text}))

    with st.container(border=True, key=f"card-entry-{entry.id}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(f'<p class="fr-name">{place + 1} · {escape(_(KINDS[entry.kind]))}</p>')
            for label, icon, by, off in (
                (_("Up"), "arrow_upward", -1, place == 0),
                (_("Down"), "arrow_downward", 1, place == of - 1),
            ):
                st.button(
                    label,
                    key=f"_{by}_{entry.id}",
                    icon=f":material/{icon}:",
                    disabled=off,
                    on_click=change,
                    args=(shown.bundle, lambda report, by=by: report.moved(entry.id, by)),
                )
            st.button(
                _("Remove"),
                key=f"_remove_{entry.id}",
                icon=":material/delete:",
                on_click=change,
                args=(shown.bundle, lambda report: report.removed(entry.id), _("Removed from the report")),
            )
        _typed(_("Title"), entry.title, f"_title_{entry.id}", typed("title"), long=False)
        if changed := changed_since(entry, shown.bundle):
            st.warning(changed)
        if entry.kind == "chart":
            _chart(shown, entry)
        if entry.quote is not None:
            where = escape(" · ".join(facts(entry.quote)))
            st.html(
                f'<div class="fr-passage"><p dir="auto">{escape(excerpt(entry.quote.text))}</p>'
                f'<div class="fr-meta">{where}<br>{escape(original(entry.quote))}</div></div>'
            )
            _typed(
                _("Translation"),
                entry.quote.translation,
                f"_translation_{entry.id}",
                typed("translation"),
                long=True,
                hint=_(_PLACEHOLDERS["translation"]),
            )
        label = _("Text") if entry.kind == "note" else _("Annotation")
        hint = "" if entry.kind == "note" else _(_PLACEHOLDERS["annotation"])
        _typed(label, entry.annotation, f"_annotation_{entry.id}", typed("annotation"), long=True, hint=hint)


def _chart(shown: Screen, entry: ReportEntry) -> None:
    """What a chart is of, in words, and the link that shows it: it is drawn when the report is made."""
    try:
        view = view_of(entry, shown.bundle)
    except FilrougeError as error:
        st.warning(_("This cannot be drawn from the current data. {why}").format(why=as_text(str(error))))
        return
    selection = selection_text(view.selection, shown.bundle.labels, watched_names(shown.bundle))
    preview = shown.anchor(view, _("Preview"))
    st.html(f'<p class="fr-meta">{escape(selection[:1].upper() + selection[1:])} · {preview}</p>')


def _make(shown: Screen, report: Report) -> None:
    """Write the report to a file, with counts while it is made."""
    with st.container(border=True, key="card-make"):
        st.subheader(_("Create the file"), anchor=False)
        kind = st.segmented_control(
            _("Format"),
            list(FORMATS),
            default=next(iter(FORMATS)),
            format_func=lambda kind: _(FORMATS[kind]),
            key="_report_kind",
            required=True,
        )
        if missing := without_browser(kind):
            st.warning(missing)
        impossible = bool(missing) and kind == "pdf"
        template = None
        if kind in TEMPLATES:
            template = st.file_uploader(
                _("Your own template, for its styles (optional)"), type=[kind], key=f"_report_template_{kind}"
            )
        if st.button(_("Create the report"), type="primary", key="_report_make", disabled=impossible):
            bar = st.progress(0.0)

            def progress(done: int, steps: int, what: str) -> None:
                words = _("{n} of {all}: {what}").format(n=number(done), all=number(steps), what=as_text(what))
                bar.progress(done / steps, words)

            problems: list[str] = []
            raw = report_bytes(
                report,
                shown.bundle,
                kind,
                template=template.getvalue() if template else None,
                address=screen.address(),
                progress=progress,
                problem=problems.append,
            )
            bar.empty()
            st.session_state[_MADE] = (f"report.{kind}", raw, report.to_json(), problems)
        if made := st.session_state.get(_MADE):
            name, raw, of, problems = made
            for problem in problems:
                st.warning(as_text(problem))
            st.download_button(_("Download {name}").format(name=name), raw, name, _MIME, on_click="ignore")
            if of != report.to_json():
                st.caption(_("The report has been changed since this file was made."))


def _files(shown: Screen, report: Report) -> None:
    """Save the report itself, and open one in its place."""
    n = len(report.entries)
    with st.expander(_("Save to a file, or open another report"), icon=":material/folder_open:"):
        st.caption(plural("“{title}”, {n} entry", "“{title}”, {n} entries", n, title=as_text(title_of(report))))
        st.download_button(
            _("Save to a file"), report.to_json(), "report.json", "application/json", on_click="ignore", key="_save"
        )
        given = st.file_uploader(_("Open a report file"), type=["json"], key="_report_open")
        if given is None:
            return
        opened = read_report(given.getvalue().decode("utf-8", "replace"), where=given.name)
        st.caption(_("It will replace the current report. Save that first if you need it."))
        st.button(
            _("Replace this report"),
            on_click=change,
            args=(shown.bundle, lambda _report: opened, _("Opened")),
            key="_put",
        )


def _elsewhere(shown: Screen) -> None:
    """What the report is about, for a platform rather than for a reader."""
    with st.container(border=True, key="card-elsewhere"):
        st.subheader(_("For other platforms"), anchor=False)
        st.caption(_("The narratives themselves, not the entries above. More formats are on the page History."))
        elsewhere.button(shown, "stix")
