"""The dashboard with errors planted in it, served by an ASGI server of its own."""

import os
from pathlib import Path

import streamlit as st

from app import app
from components import chart_card
from filrouge.errors import ExportError

__all__ = ["app"]

PLANTED = "planted, with a secret"
HOW = Path(os.environ["FILROUGE_TEST_BROKEN"])

real_card, real_csv = chart_card.chart_card, chart_card.csv_bytes


def planted() -> None:
    raise RuntimeError(PLANTED)


def refused() -> None:
    raise ExportError("the disk is full", where="out.csv", hint="Free some space.")


@st.fragment
def part(key: str) -> None:
    if st.button("In a part", key=f"part-{key}"):
        planted()


def card(shown, name, **options):
    if HOW.read_text() == "page":
        planted()
    chart = real_card(shown, name, **options)
    part(name)
    st.button("In a callback", key=f"callback-{name}", on_click=planted)
    st.button("One that is known", key=f"known-{name}", on_click=refused)
    return chart


def csv(*chart) -> bytes:
    if HOW.read_text() == "download":
        planted()
    if HOW.read_text() == "known":
        refused()
    return real_csv(*chart)


chart_card.chart_card, chart_card.csv_bytes = card, csv
