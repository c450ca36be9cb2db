"""What people changed in a bundle, and the bundle as they see it, in the forms of other programs."""

from pathlib import Path
from typing import Final

from filrouge.annotations.carrying import rows_csv, rows_json
from filrouge.annotations.source_links import links_csv
from filrouge.bundle import Bundle
from filrouge.export.narrative_network import narratives_gexf
from filrouge.i18n import N_
from filrouge.replacing import save_file

FORMS: Final = {
    "json": N_("All changes (JSON)"),
    "csv": N_("All changes (CSV)"),
    "stix": N_("STIX 2.1"),
    "gexf": N_("Network (GEXF)"),
    "links": N_("Links between sources (CSV)"),
}
"""Forms that are one file."""

NAMES: Final = {
    "json": "changes.json", "csv": "changes.csv", "stix": "narratives.stix.json", "gexf": "narratives.gexf",
    "links": "links.csv",
}  # fmt: skip


def changes_bytes(bundle: Bundle, form: str, narrative: int | None = None) -> bytes:
    """One of FORMS; `bundle`: as people see it; `narrative`: of "stix", that one alone.

    Raises
    ------
    FilrougeError : what people said cannot be read.
    """
    if form == "stix":
        from filrouge.export.stix import stix_json  # the library takes a second to import

        return stix_json(bundle, narrative).encode()
    if form == "gexf":
        return narratives_gexf(bundle)
    if form == "links":
        return links_csv(bundle).encode("utf-8-sig")
    return rows_json(bundle).encode() if form == "json" else rows_csv(bundle).encode("utf-8-sig")


def write_changes(bundle: Bundle, form: str, out: Path) -> None:
    """Write one of FORMS to a file, or "bertopic" to a folder.

    Raises
    ------
    FilrougeError : it cannot be written.
    """
    if form == "bertopic":
        from filrouge.export.bertopic import write_bertopic

        write_bertopic(bundle, out)
    else:
        save_file(out, changes_bytes(bundle, form))
