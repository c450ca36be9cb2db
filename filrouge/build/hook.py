"""What a program of the analyst's own says, such as a language model: JSON lines in, JSON lines out; names from it."""

import json
import shlex
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from filrouge.build.labels import Named
from filrouge.build.names import LONGEST
from filrouge.characters import one_line
from filrouge.errors import InputError

MOST_SECONDS: Final = 3600

_LONGEST_SENTENCE: Final = 500


def relabel(command: str, named: Sequence[Named], passages: Sequence[Sequence[str]]) -> list[Named]:
    """Ask a command for names and sentences and put them in place of those found.

    It reads on its standard input one JSON object a line, for each narrative and language: `narrative`, `language`,
    `label` (the name found), `keywords`, `apart` (words that tell it from its neighbours), `headline`, `sentence`,
    `passages` (the most typical, in any language). It writes objects with `narrative`, `language` and `label`,
    `sentence` or both: a short neutral name, and a sentence on what the narrative is about. What it does not give stays
    as it is.

    Parameters
    ----------
    passages : texts of the most typical passages of each narrative.

    Raises
    ------
    InputError
        The command cannot be run, fails, or writes something else.
    """
    asked = [
        {
            "narrative": i, "language": language, "label": label, "keywords": one.keywords.get(language, []),
            "apart": one.apart.get(language, []), "headline": getattr(one.headline.get(language), "text", None),
            "sentence": one.sentence.get(language), "passages": list(passages[i]),
        }
        for i, one in enumerate(named)
        for language, label in one.label.items()
    ]  # fmt: skip
    result = [replace(one, label=dict(one.label), sentence=dict(one.sentence)) for one in named]
    for number, line in answers(command, asked, "--labels-from"):
        _take(line, number, result)
    return result


def answers(command: str, asked: Sequence[dict[str, Any]], option: str) -> list[tuple[int, str]]:
    """Give a command one JSON object a line, and return the lines that it writes, numbered from 1.

    Parameters
    ----------
    option : of the command line, with which the analyst named the command.

    Raises
    ------
    InputError
        The command cannot be run or fails.
    """
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in asked)
    try:
        done = subprocess.run(  # noqa: S603 - the analyst's own command, without a shell
            shlex.split(command), input=lines, capture_output=True, encoding="utf-8", timeout=MOST_SECONDS, check=True
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", "") or "").strip().splitlines()
        raise InputError(
            f"the command given with {option} failed ({said[-1] if said else error})",
            where=option,
            hint="Try it by itself, or build without it.",
        ) from error
    return list(enumerate(filter(str.strip, done.stdout.splitlines()), 1))


def _take(line: str, number: int, named: Sequence[Named]) -> None:
    given = _read(line)
    narrative, language = given.get("narrative", -1), str(given.get("language"))
    texts = {name: given[name] for name in ("label", "sentence") if given.get(name) is not None}
    known = isinstance(narrative, int) and 0 <= narrative < len(named)
    said = bool(texts) and all(isinstance(text, str) for text in texts.values())
    if not (known and said and language in named[narrative].label):
        raise InputError(
            f"line {number} of what it wrote is no label or sentence that it was asked for: {line[:200]}",
            where="--labels-from",
            hint='Write lines such as {"narrative": 0, "language": "en", "label": "Fishing ban", "sentence": "…"}.',
        )
    sentence = one_line(texts.get("sentence", ""))[:_LONGEST_SENTENCE].strip()
    if sentence:
        named[narrative].sentence[language] = sentence
    short = one_line(texts.get("label", ""))[: 2 * LONGEST].strip()
    taken = {one.label.get(language) for i, one in enumerate(named) if i != narrative}
    if short:
        named[narrative].label[language] = f"{short} ({narrative + 1})" if short in taken else short


def _read(line: str) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except ValueError:
        return {}
    return given if isinstance(given, dict) else {}
