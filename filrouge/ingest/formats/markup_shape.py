"""What the items of a collection in markup are: which element repeats, holds texts and has their titles and dates."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from filrouge.ingest.formats.markup_tokens import MarkupToken

_FLAT_NAMES: Final = (
    "a abbr acronym b bdo big blockquote br center cite dd del dfn div dl dt em emph figcaption figure font h1 h2 h3 h4"
    " h5 h6 hi hr i img ins kbd lb li mark nobr ol p para paragraph paragraphe parrafo absatz pb pre q s samp script"
    " small span strike strong style sub sup tbody td tfoot th thead tr tt u ul var w wbr"
)
_PAIR_NAMES: Final = (
    "arr attribute bool cell col column data date double entry field float int long meta property str value"
)

FLAT: Final = frozenset(_FLAT_NAMES.split())
"""Elements that are part of a text, and neither an item nor a field of one."""

TITLES: Final = frozenset({"title", "headline", "titre", "título", "titulo", "titel", "hl1", "hedline"})
DATES: Final = frozenset(
    {"date", "published", "published_at", "pubdate", "pub_date", "publication_date", "fecha", "datum"}
)
TEXTS: Final = frozenset(
    {"text", "body", "content", "full_text", "texte", "contenu", "texto", "contenido", "inhalt"}
    | {"body.content", "inlinexml"}
)
_SOURCES: Final = frozenset({"source", "outlet", "publisher", "média", "media", "fuente", "medio", "quelle"})
_LINKS: Final = frozenset({"url", "link", "permalink", "lien", "enlace"})
SAYING: Final = TITLES | DATES | TEXTS | _SOURCES | _LINKS | {"author", "description", "summary"}
"""Names that tell a record from other elements."""

PAIRS: Final = frozenset(_PAIR_NAMES.split())
"""Elements that name a field in an attribute: `<field name="title">`."""

PAIR_KEYS: Final = ("name", "key")

DEEPEST: Final = 100

_OWN_FIELDS: Final = frozenset({"title", "date", "url"})
_CORPORA: Final = frozenset({"corpus", "corpora", "collection", "texts", "documents", "textes", "textos", "korpus"})
_OF_A_TEXT: Final = TITLES | DATES | _SOURCES | _LINKS | {"author"}
_MOST_SHAPES: Final = 5000
_OWN_TEXT: Final = 0.2  # share of its characters that makes an element with text of its own


@dataclass
class Shape:
    """The elements of one name in one place: how many, what they hold, and how they stand in the text around them."""

    name: str
    count: int = 0
    own: int = 0
    in_attributes: int = 0
    led: int = 0
    trailed: int = 0
    attributes: set[str] = field(default_factory=set)
    children: dict[str, "Shape"] = field(default_factory=dict)

    def weight(self) -> int:
        """Characters in it and below."""
        return self.own + self.in_attributes + sum(child.weight() for child in self.children.values())

    @property
    def is_inline(self) -> bool:
        """Whether it stands inside sentences."""
        return 2 * self.led > self.count and 2 * self.trailed > self.count

    @property
    def names(self) -> set[str]:
        """Names of its attributes and of what is directly in it."""
        return self.attributes | set(self.children)

    @property
    def is_pair(self) -> bool:
        """Whether it is a field that gives its name in an attribute."""
        return self.name in PAIRS and not self.attributes.isdisjoint(PAIR_KEYS)

    @property
    def is_record(self) -> bool:
        """Whether it has a field by a name that is known."""
        return not SAYING.isdisjoint(self.names) or any(child.is_pair for child in self.children.values())

    def fields_below(self) -> set[str]:
        """Known names of fields below it."""
        below = set(self.children) & SAYING
        for child in self.children.values():
            below |= child.fields_below() | (child.attributes & SAYING)
        return below


@dataclass(frozen=True)
class Items:
    """Which elements are items, by their folded names, what stands inside their sentences, and what holds them."""

    names: frozenset[str]
    inline: frozenset[str]
    holders: frozenset[str]
    closed: frozenset[str]
    nests: bool


def local(name: str) -> str:
    """An element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]


def fold(name: str) -> str:
    """A name by which elements are compared."""
    return local(name).casefold()


def survey(tokens: Iterable[MarkupToken]) -> tuple[Shape, Items | None]:
    """Find out what the items are, from the beginning of a collection; None if there are no elements."""
    survey = _ElementSurvey()
    for token in tokens:
        survey.add(token)
    path = choose(survey.root)
    if len(path) < 2:
        return survey.root, None
    item, parent = path[-1], path[-2]
    peers = [item, *(p for p in _peers(parent) if p is not item)]
    items = Items(
        frozenset(peer.name for peer in peers),
        frozenset(child.name for peer in peers for child in peer.children.values() if child.is_inline),
        frozenset(shape.name for shape in path[1:-1]),
        frozenset(survey.closed),
        0 < survey.reopened[item.name] <= survey.unmatched[item.name],
    )
    return survey.root, items


class _ElementSurvey:
    """Counts elements by where they stand. One that begins inside another of its name is taken to end that one."""

    def __init__(self) -> None:
        self.root = Shape("", 1)
        self.closed: set[str] = set()
        self.reopened: Counter[str] = Counter()
        self.unmatched: Counter[str] = Counter()
        self._stack = [self.root]
        self._n_shapes = 0
        self._led = False
        self._after: Shape | None = None

    def add(self, token: MarkupToken) -> None:
        """Count one more token."""
        name = fold(token.name)
        if token.kind == "text":
            self._text(token.text)
        elif name not in FLAT:
            depth = next((i for i in range(len(self._stack) - 1, 0, -1) if self._stack[i].name == name), 0)
            if token.kind == "end":
                self._end(name, depth)
            else:
                self._start(token, name, depth)
            self._led = False

    def _text(self, text: str) -> None:
        n_characters = sum(map(len, text.split()))
        self._stack[-1].own += n_characters
        if n_characters:
            self._led = True
            if self._after is not None:
                self._after.trailed += 1
                self._after = None

    def _end(self, name: str, depth: int) -> None:
        self.closed.add(name)
        if depth:
            self._after = self._stack[depth]
            del self._stack[depth:]
        else:
            self.unmatched[name] += 1

    def _start(self, token: MarkupToken, name: str, depth: int) -> None:
        if depth:
            self.reopened[name] += 1
            del self._stack[depth:]
        parent = self._stack[-1]
        shape = parent.children.get(name)
        if shape is None:
            if self._n_shapes == _MOST_SHAPES or len(self._stack) == DEEPEST:
                return
            shape = parent.children[name] = Shape(name)
            self._n_shapes += 1
        shape.count += 1
        shape.led += self._led
        shape.in_attributes += sum(len(value or "") for _, value in token.attributes)
        if len(shape.attributes) < DEEPEST:
            shape.attributes.update(fold(key) for key, value in token.attributes if value is not None)
        self._after = shape if token.empty else None
        if not token.empty:
            self._stack.append(shape)


def choose(root: Shape) -> list[Shape]:
    """Give the way down from the root to the element whose occurrences are the items."""
    path = [root]
    while (below := _below(path[-1], is_root=len(path) == 1)) is not None:
        path.append(below)
    return path


def _peers(parent: Shape) -> list[Shape]:
    """Repeated records side by side: some collections name them by their kind."""
    return [c for c in parent.children.values() if c.count > 1 and c.is_record and not c.is_inline]


def _below(shape: Shape, *, is_root: bool) -> Shape | None:
    """Give the element in which the items are to be looked for, or None if this is an item itself."""
    groups = [child for child in shape.children.values() if child.weight() and not child.is_pair]
    if is_root and not groups:
        groups = list(shape.children.values())
    best = max(groups, key=Shape.weight, default=None)
    if best is None or is_root:
        return best
    weight = max(best.weight(), sum(p.weight() for p in _peers(shape)) if best in _peers(shape) else 0)
    if best.is_inline or 2 * weight < shape.weight():
        return None
    if best.count >= 2 * shape.count:
        return best if _holds_items(shape, best) else None
    return best if _wraps(shape, best) else None


def _holds_items(shape: Shape, best: Shape) -> bool:
    """Whether elements that repeat are items, and not the paragraphs or comments of one."""
    others = (child for child in shape.children.values() if child is not best)
    if any(child.name in TEXTS and child.weight() for child in others):
        return False
    if shape.own > _OWN_TEXT * shape.weight() and (shape.is_record or not best.is_record):
        return False
    is_leaf = not best.children and not best.attributes
    return not (is_leaf and (shape.count > 1 or shape.is_record))


def _wraps(shape: Shape, best: Shape) -> bool:
    """Whether an element that holds one of a kind is only its envelope: all that is known by name is in that one."""
    own = best.attributes & _OF_A_TEXT
    alone = not shape.own and not any(child.weight() for child in shape.children.values() if child is not best)
    if best.name in TEXTS and own and alone and (shape.name in _CORPORA or not shape.attributes & _OF_A_TEXT):
        return True  # the only text of a corpus, which says of itself what it is
    if best.name in TEXTS or (shape.attributes & _OWN_FIELDS) - best.names or shape.own > _OWN_TEXT * shape.weight():
        return False
    inside = best.fields_below() | (best.attributes & SAYING)
    return bool(best.children or inside) and not best.is_inline and shape.fields_below() - {best.name} <= inside
