"""The bundle as people see it, or one narrative of it, for other programs: a button wherever one looks for it."""

from functools import partial

import streamlit as st

from components import failures
from components.screen import Screen
from filrouge.export.changes import FORMS, NAMES, changes_bytes
from filrouge.i18n import _


def button(shown: Screen, form: str, narrative: int | None = None) -> None:
    """A button that downloads one of `FORMS`; with `narrative`, of that one alone."""
    st.download_button(
        _(FORMS[form]) if narrative is None else _("This narrative as {form}").format(form=_(FORMS[form])),
        data=failures.download(partial(changes_bytes, shown.bundle, form, narrative)),
        file_name=NAMES[form] if narrative is None else NAMES[form].replace("narratives", f"narrative-{narrative}"),
        key=f"_form_{form}",
        on_click="ignore",
        icon=":material/download:",
        help=_stix_help(narrative) if form == "stix" else None,
    )


def _stix_help(narrative: int | None) -> str:
    if narrative is not None:
        return _(
            "This narrative with its sources, passages with the SHA-256 of their files, DISARM techniques and notes, "
            "for platforms such as OpenCTI"
        )
    return _(
        "All narratives with their sources, passages with the SHA-256 of their files, DISARM techniques and notes, for "
        "platforms such as OpenCTI"
    )
