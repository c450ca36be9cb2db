"""How many copies of short texts are found, by kind, and how many pairs are taken for copies that are none.

    uv run python tests/benchmarks/short_copies.py [--half seen|unseen|both]

`short_texts.txt` has invented posts, headlines and short news in eleven languages, one a line: language, text, the text
reworded lightly and as another would put it, two translations behind the code of their language, and the text denied
(or nothing). Each is told in eight to eleven ways: some print it, with tags, in capitals, cut or framed; some change a
number. What has no rewordings are texts of the same events, and of one form, that are no copies. Limits were chosen on
the first half.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import Console
from rich.table import Table

from filrouge.build.alignment import align
from filrouge.build.copies import copy_groups
from filrouge.build.e5.engine import FastE5
from filrouge.build.spread.find import DatedTexts, Taking, find_copies
from filrouge.build.spread.sentences import find_sentences, spoken

Told = tuple[str, str, int, str]  # text, language, story, way

_PRINTS: Final[tuple[Callable[[str, int], str], ...]] = (
    lambda text, i: f"RT @reader{i}: {text}",
    lambda text, i: f"{text} https://ex.ample/x{i}Ab9",
    lambda text, _: f"{text} #news #truth",
    lambda text, _: text.upper(),
    lambda text, _: f"🔥🔥 {text} 👀",
    lambda text, _: text.rstrip(".!?。").replace(",", "").replace(":", " -"),
    lambda text, _: f"BREAKING: {text}",
    lambda text, _: text.lower(),
    lambda text, i: f"@friend{i} @other look: {text}",
    lambda text, _: f"“{text}”",
    lambda text, _: text.replace(" ", "  ", 3) + "!!!",
    lambda text, _: f"{text} Share!",
)
_WAYS: Final = ("the same words", "another number", "reworded lightly", "reworded freely", "denied", "translated")


def read(half: str) -> list[Told]:
    """Each text of a half of the file in all its ways, once, and the texts that are no copies of any."""
    file = Path(__file__).with_name("short_texts.txt")
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    stories = [line.split("|") for line in lines]
    retold = [i for i, line in enumerate(stories) if len(line) > 2]
    first = set(retold[: len(retold) // 2])
    told: dict[str, Told] = {}
    for story, (language, text, *more) in enumerate(stories):
        if half != "both" and more and (story in first) != (half == "seen"):
            continue
        ways = [(text, language, "post")]
        if more:
            light, free, *translations, denied = more
            ways += [(_PRINTS[(story * 3 + k) % len(_PRINTS)](text, story), language, "post") for k in range(3)]
            ways += [(light, language, "light"), (free, language, "free"), (denied, language, "denied")]
            ways.append((_other_number(text), language, "number"))
            for one in translations:
                code, said = one.split(":", 1)
                ways.append((said, code, "translated"))
        for said, code, way in ways:
            if said:
                told.setdefault(said, (said, code, story, way))
    return list(told.values())


def find(told: list[Told]) -> dict[tuple[int, int], Taking]:
    """What a build finds in them."""
    texts, languages = [one[0] for one in told], [one[1] for one in told]
    n = len(told)
    none: list[None] = [None] * n
    groups = copy_groups(texts, np.arange(n))
    sentences = find_sentences(texts, languages, list(none), groups, [])
    engine = FastE5()
    said = list(dict.fromkeys(spoken(text) for text in sentences.texts))
    known = dict(zip(said, engine.encode(said), strict=True))
    vectors = np.array([known[spoken(text)] for text in sentences.texts], np.float16)
    dated = DatedTexts([str(i) for i in range(n)], texts, languages, list(none), list(none), list(none))
    whole = align(engine.encode(texts), languages, [""] * n, 42)
    found = find_copies(dated, sentences, vectors, groups, whole, 42)
    return {(min(one.later, one.earlier), max(one.later, one.earlier)): one for one in found}


def main() -> None:
    """Print the share of pairs found by way, and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("seen", "unseen", "both"), default="both")
    told = read(parser.parse_args().half)
    found = find(told)
    wanted, got, kinds = Counter[str](), Counter[str](), Counter[str]()
    of_story = defaultdict(list)
    for i, one in enumerate(told):
        of_story[one[2]].append(i)
    pairs = [pair for rows in of_story.values() for pair in combinations(rows, 2)]
    verbatim = 0
    for pair in pairs:
        first, second = (told[i] for i in pair)
        ways = {first[3], second[3]}
        way = _way(ways, across=first[1] != second[1])
        wanted[way] += 1
        if taking := found.get(pair):
            got[way] += 1
            kinds[way] += taking.kind == _kind(way)
            verbatim += "denied" in ways and len(ways) > 1 and taking.kind == "verbatim"
    wrong = [pair for pair in found if told[pair[0]][2] != told[pair[1]][2]]
    others = len(told) * (len(told) - 1) // 2 - len(pairs)
    table = Table("pair of a text and …", "pairs", "found", "of its kind")
    for way in [*_WAYS, "translated, reworded freely"]:
        if wanted[way]:
            shares = (got[way] / wanted[way], kinds[way] / max(1, got[way]))
            table.add_row(way, f"{wanted[way]:,}", *(f"{share:.1%}" for share in shares))
    console = Console()
    console.print(table)
    matters = len({frozenset(told[i][2] for i in pair) for pair in wrong})
    console.print(
        f"{len(told):,} texts; {len(wrong)} of {others:,} other pairs, of {matters} pairs of matters;", end=" "
    )
    console.print(f"{1e6 * len(wrong) / others:.1f} of a million; {verbatim} denied ones called verbatim")
    for a, b in wrong:
        console.print(f"  {found[a, b].score:.2f} {told[a][0]} || {told[b][0]}", highlight=False)


def _other_number(text: str) -> str:
    number = re.search(r"\d[\d.,]*", text)
    if number is None:
        return ""
    digits = number.group()
    return f"{text[: number.start()]}{(int(digits[0]) + 4) % 9 + 1}{digits[1:]}{text[number.end() :]}"


def _way(ways: set[str], *, across: bool) -> str:
    if across:
        return "translated, reworded freely" if "free" in ways else "translated"
    for way, name in (("free", _WAYS[3]), ("denied", _WAYS[4]), ("light", _WAYS[2]), ("number", _WAYS[1])):
        if way in ways:
            return name
    return _WAYS[0]


def _kind(way: str) -> str:
    return "verbatim" if way in _WAYS[:2] else "translated" if way.startswith("translated") else "reworded"


if __name__ == "__main__":
    main()
