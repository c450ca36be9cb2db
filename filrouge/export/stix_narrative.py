"""Of the objects of a STIX bundle, those that tell of one narrative."""

from collections.abc import Iterable
from typing import Any


def around(objects: Iterable[Any], narrative: str) -> list[Any]:
    """A narrative with its report, the channels that use it and who owns them, its techniques, and notes on all that.

    `narrative`: the id of its object. Nothing that is kept names an object that is not.
    """
    by_id = {one.id: one for one in objects}
    kept = {narrative}
    for one in by_id.values():
        if one.type == "report" and narrative in one.object_refs:
            kept |= {one.id, *one.object_refs}
    for one in by_id.values():
        if one.type == "relationship" and one.relationship_type == "belongs-to" and one.source_ref in kept:
            kept.add(one.target_ref)
    notes = {one.id for one in by_id.values() if one.type == "note" and kept.intersection(one.object_refs)}
    kept |= {ref for note in notes for ref in by_id[note].object_refs} | notes
    ends = ((one.id, one.source_ref, one.target_ref) for one in by_id.values() if one.type == "relationship")
    kept |= {id_ for id_, source, target in ends if {source, target} <= kept}
    kept |= {by_id[id_].created_by_ref for id_ in kept if "created_by_ref" in by_id[id_]}
    return [one for id_, one in by_id.items() if id_ in kept]
