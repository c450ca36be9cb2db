"""The text query an analyst types, and the text that goes into the full-text index it is asked of.

Both sides space out scripts that write without spaces, so that a Chinese or Thai word is found inside a sentence.
"""

import re
import sqlite3
import unicodedata
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from filrouge.errors import QueryError
from filrouge.i18n import N_, _, number

UNSPACED: Final = (
    "\u0e01-\u0e3a\u0e40-\u0e5b"  # Thai
    "\u0e80-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"  # Lao, Tibetan, Burmese, Khmer
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d"  # kana and Han
    "\U00020000-\U0003ffff"  # rarer Han
)
"""Inside of a regex class: letters of scripts that put no space between words."""

TOKENIZER: Final = "unicode61 remove_diacritics 2"
"""How FTS5 takes a text apart: accents and case are folded."""

MAX_TERMS: Final = 100

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"  # no text has a use for these code points
_NO_PLACES: Final = str.maketrans(dict.fromkeys((_OPEN, _CLOSE, "\0"), " "))  # SQLite ends a text at a NUL
_UNSPACED: Final = re.compile(f"([{UNSPACED}])")
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_MINUS: Final = "-−–‐‑"
_PIECE: Final = re.compile(rf'([{_MINUS}]*)"([^"]*)"|([^\s"]+)')
_HOW: Final = N_('Use words, "phrases", OR between two of them, -word to exclude one, and begin* for any ending.')


def index_text(text: str) -> str:
    """Space out the letters of scripts that write without spaces; leave all other text as it is."""
    return _UNSPACED.sub(r" \1 ", text)


def found_in(text: str, query: str) -> list[tuple[int, int]]:
    """Where in a text the words and phrases of a query stand: first character and the one behind the last, ascending.

    Each is looked for on its own: a passage shows what it has of the query that its document matches. What the query
    leaves out is not looked for. The places are those that FTS5 finds, so that what matched is what is marked.

    Raises
    ------
    QueryError
    """
    wanted = " OR ".join(term.fts5 for term in _terms(query) if isinstance(term, _Term) and not term.negative)
    if not wanted:
        return []
    plain = text.translate(_NO_PLACES)
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"CREATE VIRTUAL TABLE one USING fts5(text, tokenize='{TOKENIZER}')")
        db.execute("INSERT INTO one VALUES (?)", [index_text(plain)])
        row = db.execute(
            "SELECT highlight(one, 0, ?, ?) FROM one WHERE one MATCH ?", [_OPEN, _CLOSE, wanted]
        ).fetchone()
    if row is None:
        return []
    origin = [i for i, letter in enumerate(plain) for _copy in range(3 if _UNSPACED.match(letter) else 1)]
    before, *pieces = row[0].split(_OPEN)
    places, at = [], len(before)
    for piece in pieces:
        inside, outside = piece.split(_CLOSE)
        places.append((origin[at], origin[at + len(inside) - 1] + 1))
        at += len(inside) + len(outside)
    return places


@dataclass(frozen=True)
class _Term:
    words: str
    prefix: bool = False
    negative: bool = False

    @property
    def fts5(self) -> str:
        return f'"{self.words}"' + ("*" if self.prefix else "")


def fts5_expression(query: str) -> str:
    """Turn an analyst's query into an FTS5 expression for the table `search` of a bundle.

    Words are all wanted; `OR` joins the two terms beside it (`gas OR gaz strait` is (gas or gaz) and strait);
    `-word`, `−"a phrase"` or `NOT word` leaves documents out; `word*` finds every ending. Other punctuation counts
    as a space. Accents and case do not matter (the index folds them).

    Raises
    ------
    QueryError
        The query holds nothing to look for, only words to leave out, an open quotation mark, or an OR or NOT
        without a term beside it.
    """
    items = _terms(query)
    negatives = [item for item in items if isinstance(item, _Term) and item.negative]
    groups = _groups(items)
    if not groups and negatives:
        hint = _("Add a word.") + " " + _(_HOW)
        raise QueryError(_("the query only says what to exclude"), where=_("text query"), hint=hint)
    if not groups:
        raise QueryError(_("the query holds no word to look for"), where=_("text query"), hint=_(_HOW))
    wanted = " AND ".join("(" + " OR ".join(t.fts5 for t in group) + ")" for group in groups)
    if not negatives:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(t.fts5 for t in negatives)})"


def _groups(items: list["_Term | str"]) -> list[list[_Term]]:
    """Gather terms that OR joins; a group is one term or more, and all groups are wanted."""
    groups: list[list[_Term]] = []
    before: _Term | str | None = None
    for item in items:
        joined = before == "OR"
        if isinstance(item, str):
            if not isinstance(before, _Term) or before.negative:
                raise _dangling("OR")
        elif item.negative and joined:
            raise _dangling("OR")
        elif joined:
            groups[-1].append(item)
        elif not item.negative:
            groups.append([item])
        before = item
    if before == "OR":
        raise _dangling("OR")
    return groups


def _terms(query: str) -> list["_Term | str"]:
    plain = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in query).translate(_QUOTES)
    if plain.count('"') % 2:
        raise QueryError(_("a quotation mark is not closed"), where=_("text query"), hint=_('Write "a phrase".'))
    items: list[_Term | str] = []
    negate = False
    for minus, phrase, bare in _PIECE.findall(plain):
        if bare == "OR":
            if negate:
                raise _dangling("NOT")
            items.append("OR")
            continue
        if bare == "AND":
            continue
        if bare == "NOT" or (bare and not bare.strip(_MINUS)):
            negate = negate or bare == "NOT"
            continue
        word = bare.lstrip(_MINUS)
        words = _searchable(word or phrase)
        if words:
            prefix = bool(bare) and bare.rstrip(".,;:!?)").endswith("*")
            items.append(_Term(words, prefix, negate or bool(minus) or word != bare))
            negate = False
    if negate:
        raise _dangling("NOT")
    if len(items) > MAX_TERMS:
        what = _("the query has more than {n} terms").format(n=number(MAX_TERMS))
        raise QueryError(what, where=_("text query"), hint=_("Shorten it."))
    return items


def _searchable(text: str) -> str:
    """Letters and digits (with their marks) of a term, spaced as the index is; empty if there is none."""
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in index_text(text))
    return " ".join(kept.split()) if any(unicodedata.category(c)[0] in "LN" for c in kept) else ""


def _dangling(operator: str) -> QueryError:
    return QueryError(
        _("OR needs a word on both sides") if operator == "OR" else _("NOT needs a word after it"),
        where=_("text query"),
        hint=_("To search for it, write '{word}' in lower case.").format(word=operator.lower()),
    )
