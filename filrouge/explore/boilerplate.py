"""What frames a text and is no part of what it says: datelines, the source's own name, greetings and sign-offs."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import pyarrow.parquet as pq

from filrouge.bundle import Bundle
from filrouge.checks import UNREADABLE, unreadable
from filrouge.schema import NO_SOURCE, SENTENCES
from filrouge.search import UNSPACED

SHARE_ALIKE: Final = 0.25
"""Part of a source's texts that begin or end with one sentence, from which it is a greeting or a sign-off."""

SHARE_BEGUN: Final = 0.5
"""Part of them whose first sentence begins, or whose last sentence ends, with the same words."""

FEWEST: Final = 8
"""Texts of a source and language from which their habits are told."""

READ: Final = 60
"""Independent texts of a source and language whose beginnings and ends are compared, at most: a fair sample."""

MOST_FRAMED: Final = 0.5
"""Part of a text that can be greeting and sign-off: where more would be, that is what it says."""

_EDGE: Final = 3  # sentences at either end
_EDGE_LETTERS: Final = 600
_LONGEST_RUN: Final = 12  # words
_WHOLE: Final = "="
_NAME: Final = "\0"  # stands for each character of the source's name until its dateline is found
_HEAD: Final = 1000
_HEAD_LINES: Final = 4
_LONGEST_DATELINE: Final = 110
_MOST_WORDS: Final = 8
_MOST_SIGNED: Final = 12  # words of a last sentence that is a dateline: "16/12/2018 19:26 - Paris (AFP) - © 2018 AFP"
_SMALL: Final = 3  # letters of "de", "and", "of" between names
_SENTENCE: Final = re.compile(r"[^\s.!?…。！？।][^.!?…。！？।\n]*")
_WORD: Final = re.compile(r"\w+")
_MARK: Final = re.compile(r"[(（\[【][^()（）\[\]【】\n]{2,40}[)）\]】]|(?<!\w)/{1,2}[^/\n]{2,40}/{1,2}")
_END: Final = re.compile(r"\s+-{1,3}\s+|\s*[–—]+\s*|(?<=[)）\]】/])\s*[-–—:.]+\s*|\.--?\s+|(?<=\0)\s*[.,:–—-]+\s*")
_SENT: Final = re.compile(
    r"[^\s，。,]{0,10}[社网網报報][^\s，。,]{0,20}?[电電讯訊](?=[\s（(])|[(（【\[][^()（）\n]{1,12}[=＝][^()（）\n]{2,12}[)）】\]]"
)
_ARTICLE: Final = re.compile(r"(the|le|la|les|el|los|las|il|lo|der|die|das|de)([a-z]{5,})")
_OWN_DOMAIN: Final = re.compile(r"([^.]+)\.(?:(?:com?|org|net|gov|ac|edu)\.)?[^.]+")


_SAMPLE: Final = """
WITH wanted AS (
    SELECT source, language FROM documents WHERE doc IN (SELECT unnest($docs::INTEGER[])) AND source <> $unknown
    GROUP BY ALL HAVING count(DISTINCT copy_group) >= $fewest
), once AS (
    SELECT DISTINCT ON (source, language, copy_group) doc, source, language, copy_group
    FROM documents JOIN wanted USING (source, language) ORDER BY source, language, copy_group, doc
)
SELECT doc, source, language FROM once
QUALIFY row_number() OVER (PARTITION BY source, language ORDER BY hash(copy_group), doc) <= $most
"""

Key = tuple[str, ...]


def texts_without_boilerplate(bundle: Bundle, docs: Sequence[int]) -> dict[int, str]:
    """Texts of documents with their boilerplate blanked out, so that offsets stay what they are.

    Boilerplate is the source's own name and domain, as they are written; a dateline, told by its form; a sentence with
    which many texts of the source, whatever they are about, begin or end; the words with which most of them do.
    """
    known = {"docs": [int(doc) for doc in docs]}
    sampled = bundle.query(_SAMPLE, known | {"unknown": NO_SOURCE, "fewest": FEWEST, "most": READ})
    about = bundle.query(
        "SELECT doc, source, language FROM documents WHERE doc IN (SELECT unnest($docs::INTEGER[]))",
        {"docs": [*known["docs"], *sampled["doc"].tolist()]},
    )
    texts = {doc: row["text"] for doc, row in bundle.text_rows(about["doc"].tolist()).items()}
    domains = dict(zip(bundle.sources["source"], bundle.sources["domain"], strict=True))
    repeated = _repeated(bundle, sampled["doc"].tolist())
    for source, group in about[about["source"] != NO_SOURCE].groupby("source"):
        domain = str(domains.get(source) or "").lower().removeprefix("www.")
        name = _own_name(str(source), domain)
        phrases = _any_of(phrase for doc in group["doc"] for phrase in repeated.get(doc, ()))
        for doc in group["doc"]:
            texts[doc] = _unframed(_unnamed(_cut(texts[doc], phrases), name, domain))
    habits = {
        key: _habits([texts[doc] for doc in group["doc"]]) for key, group in sampled.groupby(["source", "language"])
    }
    for doc, key in zip(about["doc"], zip(about["source"], about["language"], strict=True), strict=True):
        if habits.get(key):
            texts[doc] = _without(texts[doc], habits[key])
    return {doc: texts[doc] for doc in known["docs"]}


def _repeated(bundle: Bundle, docs: list[int]) -> dict[int, list[str]]:
    """The sentences of documents that the build has marked as boilerplate; none in a bundle without sentences."""
    if not docs or SENTENCES.file not in bundle.manifest["files"]:
        return {}
    rows = bundle.text_rows(docs)
    number = {row["doc_id"]: doc for doc, row in rows.items()}
    file = bundle.path / SENTENCES.file
    wanted = [("boilerplate", "=", True), ("doc_id", "in", list(number))]
    try:
        found = pq.read_table(file, columns=["doc_id", "start", "end"], filters=wanted).to_pydict()
    except UNREADABLE as error:
        raise unreadable(file, error) from error
    phrases: dict[int, list[str]] = defaultdict(list)
    for doc_id, start, end in zip(found["doc_id"], found["start"], found["end"], strict=True):
        phrase = rows[number[doc_id]]["text"][start:end]
        if len(_WORD.findall(phrase)) > 1:
            phrases[number[doc_id]].append(phrase)
    return phrases


def _any_of(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Any of some phrases, the longest first, however its words are spaced."""
    forms = {r"\W+".join(map(re.escape, _WORD.findall(phrase))) for phrase in phrases}
    every = "|".join(sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(rf"\b(?:{every})\b") if forms else None


def _cut(text: str, phrases: re.Pattern[str] | None) -> str:
    """A text without what its source repeats, unless there is little else in it."""
    if phrases is None:
        return text
    left = phrases.sub(lambda match: " " * len(match.group()), text)
    return left if len(_WORD.findall(left)) >= MOST_FRAMED * len(_WORD.findall(text)) else text


def _unnamed(text: str, name: re.Pattern[str], domain: str) -> str:
    """A text with NULs for its source's name and domain."""
    if domain and domain in text.lower():
        text = re.sub(rf"(?i)(?:https?://)?(?:www\.)?{re.escape(domain)}(?:/\S*)?", _mark, text)
    return name.sub(_mark_name, text)


def _mark(match: re.Match[str]) -> str:
    return _NAME * len(match.group())


def _mark_name(match: re.Match[str]) -> str:
    found, before = match.group(), match.string[max(match.start() - 1, 0) : match.start()]
    return found if before.isalnum() and _is_spaced(found) else _mark(match)


def _unframed(marked: str) -> str:
    """A text without its datelines, at its head or its end, and the marks of its source's name."""
    at = lines = 0
    for line in marked[:_HEAD].split("\n"):
        lines += bool(line.strip())
        if lines > _HEAD_LINES:
            break
        if end := dateline_end(line):
            marked = marked[:at] + " " * end + marked[at + end :]
            break
        at += len(line) + 1
    for sentence in list(_SENTENCE.finditer(marked, max(len(marked) - _EDGE_LETTERS, 0)))[-_EDGE:]:
        line = sentence.group().lstrip("\"'»”’) ")  # what ends the sentence before stands in front
        start = sentence.end() - len(line)
        if len(_WORD.findall(line)) <= _MOST_SIGNED and (end := dateline_end(line)):
            marked = marked[:start] + " " * end + marked[start + end :]
    return marked.replace(_NAME, " ")


def dateline_end(line: str) -> int:
    """Where the dateline at the head of a line ends, 0 if there is none: names of places and a date, up to a dash, with
    the mark of an agency or with digits; "PARIS —" by itself.

    It is told by its form alone. What a dateline says, in any language, is read at ingest (`datelines.find_dateline`).
    """
    if sent := _SENT.match(line):
        return sent.end()
    found = 0
    for match in _END.finditer(line[:_LONGEST_DATELINE]):
        head = line[: match.start()]
        bare = _MARK.sub(" ", head)
        words = _WORD.findall(bare)
        has_date = len(words) > 2 and any(word.isdigit() for word in words)
        is_place = bare != head or has_date or (words and bare.isupper()) or (not words and _NAME in head)
        if is_place and _are_names_and_dates(words):
            found = match.end()
    return found


def _are_names_and_dates(words: list[str]) -> bool:
    """Whether no word is in small letters but small words and those beside a number: `3 de marzo`, `marzo 3`."""
    before = ""
    for word, after in zip(words, [*words[1:], ""], strict=False):
        if word[:1].islower() and len(word) > _SMALL and not (before.isdigit() or after.isdigit()):
            return False
        if not (word.islower() and len(word) <= _SMALL and before.isdigit()):
            before = word
    return len(words) <= _MOST_WORDS


@lru_cache(maxsize=4096)
def _own_name(name: str, domain: str) -> re.Pattern[str]:
    """What a source is called in its own texts. A name is told from words by its capitals: Le Monde, le monde."""
    words = re.split(r"[\s_]+", name.strip())
    written = [words]
    if len(words) > 2 and len(words[0]) <= _SMALL:
        written.append(words[1:])  # The Harbour Courier
    if own := _OWN_DOMAIN.fullmatch(domain):
        written.append([own[1]])
        if article := _ARTICLE.fullmatch(own[1]):
            written += [[article[1], article[2]], [article[2]]]  # lefigaro.fr: Le Figaro, Figaro
    forms = {r"(?!)": None}
    for words in written:
        for form in (words, [word[:1].upper() + word[1:] for word in words], [word.upper() for word in words]):
            if not " ".join(form).islower() and len("".join(form)) > 1:
                after = r"(?!\w)" if _is_spaced(form[-1]) else ""
                forms[r"[\s_-]+".join(map(re.escape, form)) + after] = None
    return re.compile("|".join(forms))  # each begins with a letter, which is looked for fast


def _is_spaced(word: str) -> bool:
    return re.match(f"[{UNSPACED}]", word) is None


def _habits(texts: list[str]) -> set[Key]:
    """What many texts of one source begin or end with, as keys of `_edges`."""
    counts = Counter(key for text in texts for key in _edges(text))
    shares = {True: SHARE_ALIKE, False: SHARE_BEGUN}
    return {key for key, times in counts.items() if times >= shares[key[0] == _WHOLE] * len(texts)}


def _without(text: str, habits: set[Key]) -> str:
    letters = list(text)
    for key, (start, end) in _edges(text).items():
        if key in habits:
            letters[start:end] = " " * (end - start)
    left = "".join(letters)
    return left if len(_WORD.findall(left)) >= MOST_FRAMED * len(_WORD.findall(text)) else text


def _edges(text: str) -> dict[Key, tuple[int, int]]:
    """What a text begins and ends with, figures as one, and where it stands: its first and last sentences as wholes,
    the first words of the first and the last words of the last.
    """
    start = max(len(text) - _EDGE_LETTERS, 0)
    first = list(_SENTENCE.finditer(text, 0, _EDGE_LETTERS))[:_EDGE]
    last = list(_SENTENCE.finditer(text, start))[start > 0 :][-_EDGE:]
    found: dict[Key, tuple[int, int]] = {}
    for sentence in (*first, *last):
        key = tuple(_key(word) for word in _WORD.findall(sentence.group()))
        if any(len(word) > 1 for word in key):
            found[_WHOLE, *key] = sentence.span()
    for sentence in first[:1]:
        words = list(_WORD.finditer(text, *sentence.span()))[:_LONGEST_RUN]
        keys = [_key(word.group()) for word in words]
        found |= {("^", *keys[: i + 1]): (words[0].start(), words[i].end()) for i in range(len(words))}
    for sentence in last[-1:]:
        words = list(_WORD.finditer(text, *sentence.span()))[-_LONGEST_RUN:]
        keys = [_key(word.group()) for word in words]
        found |= {("$", *keys[i:]): (words[i].start(), words[-1].end()) for i in range(len(words))}
    return found


def _key(word: str) -> str:
    return "0" if word.isdigit() else word.casefold()
