"""A candidate for a field of a document: what was found, how, and in which characters."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Candidate(Generic[T]):
    """A value for a field, and its proof.

    Attributes
    ----------
    value : as it goes into the document.
    method : how it was found, in a few words: "dateline", "linked data headline".
    evidence : the characters that gave it, where they are others than the value.
    """

    value: T
    method: str
    evidence: str = ""
