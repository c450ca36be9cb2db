"""Passages of narratives as external references of STIX objects, with the SHA-256 of the file of each."""

from typing import Any, Final

from filrouge.bundle import Bundle, records
from filrouge.characters import one_line, several_lines
from filrouge.explore.passages import passage_rows
from filrouge.i18n import quoted
from filrouge.schema import NO_SOURCE
from filrouge.wording.days import published_text

_QUOTED: Final = 6


def quoted_passages(bundle: Bundle) -> dict[int, dict[str, Any]]:
    """The most typical passages of each narrative, clearest first, as properties of an object."""
    wanted = {
        int(row["narrative"]): {int(passage) for passage in row["representative"][:_QUOTED]}
        for row in records(bundle.narratives)
    }
    found = passage_rows(bundle, sorted(set().union(*wanted.values())))
    documents = bundle.document_rows([passage["doc"] for passage in found.values()])
    references = {key: _reference(row, documents[int(row["doc"])]) for key, row in found.items()}
    return {
        narrative: {"external_references": [reference for key, reference in references.items() if key in ids]}
        for narrative, ids in wanted.items()
        if ids & references.keys()
    }


def _reference(passage: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    url = passage["url"] if isinstance(passage["url"], str) else ""
    author = document["author"] if isinstance(document["author"], str) else ""
    where = [passage["source"], author, published_text(passage), str(passage["doc_id"])]
    reference: dict[str, Any] = {
        "source_name": one_line(passage["source"]) or NO_SOURCE,
        "description": several_lines(f"{quoted(passage['text'])} ({' · '.join(filter(None, where))})"),
        "external_id": one_line(str(passage["doc_id"])),
    }
    if url.startswith(("http://", "https://")):
        reference["url"] = one_line(url)
    if _is_sha256(document["origin"]["sha256"]):
        reference["hashes"] = {"SHA-256": document["origin"]["sha256"]}
    return reference


def _is_sha256(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and all(c in "0123456789abcdef" for c in value.lower())
