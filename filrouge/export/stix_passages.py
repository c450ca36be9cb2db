"""Passages of a narrative as external references of a STIX object, with the SHA-256 of the file of each."""

from typing import Any, Final

from filrouge.bundle import Bundle, records
from filrouge.characters import one_line, several_lines
from filrouge.explore.passages import passages_by_id
from filrouge.schema import NO_SOURCE
from filrouge.wording.days import published_text

_QUOTED: Final = 6


def passages(bundle: Bundle, row: dict[str, Any]) -> dict[str, Any]:
    """The most typical passages of a narrative, a row of `Bundle.narratives`, as properties of an object."""
    wanted = [int(i) for i in row["representative"]][:_QUOTED]
    found = records(passages_by_id(bundle, wanted, limit=max(len(wanted), 1)).frame) if wanted else []
    references = []
    for passage in found:
        fields = bundle.document_row(int(passage["doc"]))
        url = passage["url"] if isinstance(passage["url"], str) else ""
        author = fields["author"] if isinstance(fields["author"], str) else ""
        where = [passage["source"], author, published_text(passage), str(passage["doc_id"])]
        reference: dict[str, Any] = {
            "source_name": one_line(passage["source"]) or NO_SOURCE,
            "description": several_lines(f"“{passage['text']}” ({' · '.join(filter(None, where))})"),
            "external_id": one_line(str(passage["doc_id"])),
        }
        if url.startswith(("http://", "https://")):
            reference["url"] = one_line(url)
        if _is_sha256(fields["origin"]["sha256"]):
            reference["hashes"] = {"SHA-256": fields["origin"]["sha256"]}
        references.append(reference)
    return {"external_references": references} if references else {}


def _is_sha256(value: object) -> bool:
    return isinstance(value, str) and len(value) == 64 and all(c in "0123456789abcdef" for c in value.lower())
