"""A second look at claims by a program of the analyst's own, such as a language model; JSON lines in and out."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from filrouge.build.claims.corpus import ClaimCorpus
from filrouge.build.claims.find import Claim, Sentence, is_widespread
from filrouge.build.hook import answers
from filrouge.errors import InputError

ANSWERS: Final = ("same", "version", "no")
_OPTION: Final = "--verify-with"


def verified(command: str, corpus: ClaimCorpus, claims: Sequence[Claim]) -> list[Claim]:
    """Ask a command whether sentences say what their claim says, and keep those that do.

    It reads on its standard input one JSON object a line, for each sentence but the plainest of a claim: `pair`, a
    number; `claim`, `claim_language`, the claim's plainest sentence; `sentence`, `language`. It writes objects with
    `pair` and `answer`: `same`, `version` (the same with another number or name) or `no`. Pairs that it leaves out
    stay as they are. A claim that too few independent texts are left to say is dropped.

    Raises
    ------
    InputError
        The command cannot be run, fails, or writes something else.
    """
    asked: list[dict[str, Any]] = []
    places: list[tuple[int, int]] = []
    text, language = corpus.statements.text, corpus.statements.language
    for i, claim in enumerate(claims):
        model = next(iter(claim.plainest.values()))
        for j, one in enumerate(claim.sentences):
            if one.row != model:
                asked.append(
                    {
                        "pair": len(places), "claim": text[model], "claim_language": language[model],
                        "sentence": text[one.row], "language": language[one.row],
                    }
                )  # fmt: skip
                places.append((i, j))
    given = dict(_read(line, number, len(places)) for number, line in answers(command, asked, _OPTION))
    told = {places[pair]: answer for pair, answer in given.items()}
    kept = []
    for i, claim in enumerate(claims):
        sentences = [_after(one, told.get((i, j))) for j, one in enumerate(claim.sentences) if told.get((i, j)) != "no"]
        rows = {one.row for one in sentences}
        plainest = {code: row for code, row in claim.plainest.items() if row in rows}
        if is_widespread(corpus, [one.row for one in sentences if one.part != "denies"]):
            kept.append(replace(claim, sentences=sentences, plainest=plainest))
    return kept


def _after(one: Sentence, answer: str | None) -> Sentence:
    if answer is None or one.part == "denies":
        return one
    return replace(one, part="says" if answer == "same" else "version")


def _read(line: str, number: int, n_pairs: int) -> tuple[int, str]:
    try:
        given = json.loads(line)
        pair, answer = given["pair"], given["answer"]
    except (ValueError, TypeError, KeyError):
        pair, answer = None, None
    if type(pair) is not int or not 0 <= pair < n_pairs or answer not in ANSWERS:
        raise InputError(
            f"line {number} of what it wrote is no answer to a pair that it was asked about: {line[:200]}",
            where=_OPTION,
            hint='Write lines such as {"pair": 0, "answer": "same"}, with "same", "version" or "no".',
        )
    return pair, answer
