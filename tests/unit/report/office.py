"""LibreOffice, where it is, opens a file as one who was sent it would."""

import shutil
import subprocess
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice to open files with")


def printed(file: Path, program: str) -> bytes:
    """The PDF that a program of LibreOffice, "writer" or "impress", makes of a file.

    Skips where that program is missing: another one may take the file, and make of it what it will.
    """
    home = f"-env:UserInstallation={(file.parent / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", file.parent, file]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    said = done.stdout + done.stderr
    if f"{program}_pdf_Export" not in said and ("_pdf_Export" in said or "no export filter" in said):
        pytest.skip(f"LibreOffice is here without {program.title()}")
    pdf = file.with_suffix(".pdf")
    assert pdf.exists(), said
    return pdf.read_bytes()
