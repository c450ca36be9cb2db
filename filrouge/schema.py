"""Every table of a bundle: columns, types, units, nullability.

`documents` may carry more columns than are named here: columns of the input that Fil Rouge does not
know are kept under their own names, as text.
"""

from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from filrouge.i18n import N_

SCHEMA_VERSION: Final = 5

NO_NARRATIVE: Final = -1
"""`narrative` of a passage that talks about none of the narratives found."""

SOLID: Final = 0.6
"""Stability from which a narrative is called solid; below it is tentative."""

PART_STABILITY: Final = "part_stability"
"""Column of narratives that people changed: the lowest stability of those that one was made of, its own among them."""

NO_SOURCE: Final = N_("(no source)")
"""Stands for documents whose source is unknown, in tables and in links; `names.source_name` is what is shown."""

UNDETERMINED: Final = "und"
"""ISO 639 code for a text whose language could not be told."""

HEADLINE: Final = "headline"
"""`kind` of a document of which only the title is known, and is its text."""

KINDS: Final = ("article", "post", "comment", "headline", "mail", "transcript", "video")
"""What a document is, where the export says it."""

ATTRIBUTES: Final = ("author", "account", "platform", "kind")
"""Columns of `documents` that say what a document is besides its source and language; one may filter by them."""

REACTIONS: Final = ("shares", "likes", "comments", "views")
"""Counts of what a platform's users did with a document."""

PRECISIONS: Final = ("minute", "day", "month", "year", "unknown")

INSTANT: Final = pa.timestamp("us", tz="UTC")


@dataclass(frozen=True)
class Column:
    """One column: name, Arrow type, whether it may be null, and what it holds.

    `least`, `most`: bounds of its numbers, themselves allowed. `unique`: whether no two rows have the same value.
    `since`: the version of the schema from which every bundle has it.
    """

    name: str
    type: pa.DataType
    nullable: bool
    doc: str
    least: float | None = None
    most: float | None = None
    unique: bool = False
    since: int = 1


@dataclass(frozen=True)
class Table:
    """One table of the bundle, kept in `<name>.parquet`."""

    name: str
    row: str
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """The table's file inside the bundle."""
        return f"{self.name}.parquet"

    @property
    def arrow(self) -> pa.Schema:
        """The table's Arrow schema."""
        return pa.schema([pa.field(c.name, c.type, c.nullable) for c in self.columns])


CUT: Final = pa.struct(
    [
        pa.field("start", pa.int32(), False),  # offsets into the text as it was read, in characters
        pa.field("end", pa.int32(), False),
        pa.field("at", pa.int32(), False),  # the offset in the kept text where it stood
        pa.field("reason", pa.string(), False),
        pa.field("text", pa.string(), False),
    ]
)

ORIGIN: Final = pa.struct(
    [
        pa.field("file", pa.string(), False),  # relative to the input folder
        pa.field("row", pa.int64(), True),  # 1-based record number in the file; null for one text a file
        pa.field("sha256", pa.string(), False),  # of the file's raw bytes; its name in originals/
    ]
)

FOUND: Final = pa.struct(
    [
        pa.field("field", pa.string(), False),  # title, date, source, issuer, url, language, id
        pa.field("method", pa.string(), False),  # "column date", "page metadata og:site_name", "dateline", "url", …
        pa.field("evidence", pa.string(), False),  # the very characters, where there are some
    ]
)

LABEL: Final = pa.struct(
    [
        pa.field("language", pa.string(), False),
        pa.field("label", pa.string(), False),
        pa.field("sentence", pa.string(), True),  # of its most typical passages, the one that says most of it
    ]
)

THEME_LABEL: Final = pa.struct([pa.field("language", pa.string(), False), pa.field("label", pa.string(), False)])

QUOTED_HEADLINE: Final = pa.struct(
    [
        pa.field("language", pa.string(), False),
        pa.field("text", pa.string(), False),
        pa.field("doc_id", pa.string(), False),  # the document that it is quoted from
    ]
)

OPPOSED: Final = pa.struct([pa.field("asserts", pa.int32(), False), pa.field("denies", pa.int32(), False)])

KEYWORDS: Final = pa.struct([pa.field("language", pa.string(), False), pa.field("words", pa.list_(pa.string()), False)])

DOCUMENTS: Final = Table(
    "documents",
    "a document: one text by one source at one time",
    (
        Column(
            "doc_id", pa.string(), False, "the input's own id where it has one, else a hash of the content", unique=True
        ),
        Column("title", pa.string(), True, "headline"),
        Column("source", pa.string(), True, "outlet that published the text; null if unknown"),
        Column("issuer", pa.string(), True, "who issued it, where a wire publishes for someone"),
        Column("url", pa.string(), True, "link to the text"),
        Column("published", INSTANT, True, "earliest instant of publication (inclusive); null if unknown"),
        Column("published_end", INSTANT, True, "latest instant of publication (inclusive); null if unknown"),
        Column(
            "published_offset",
            pa.int16(),
            True,
            "UTC offset stated beside the date, in minutes; null if none",
            least=-1440,
            most=1440,
        ),
        Column("published_precision", pa.string(), False, "one of PRECISIONS"),
        Column("published_method", pa.string(), True, "where the date was found, e.g. 'column date'"),
        Column("published_evidence", pa.string(), True, "the very characters that gave the date"),
        Column("not_before", INSTANT, True, "for undated texts: the text cannot be earlier than this"),
        Column("language", pa.string(), False, "ISO 639-1 code where there is one, else 639-3, or 'und'"),
        Column("author", pa.string(), True, "who wrote it, as it was stated", since=4),
        Column("account", pa.string(), True, "the account or channel that posted it, by its handle", since=4),
        Column("platform", pa.string(), True, "the platform it was posted on, e.g. Telegram", since=4),
        Column("kind", pa.string(), True, "one of KINDS; null if unknown", since=4),
        Column("in_reply_to", pa.string(), True, "id or link of the post that it answers", since=4),
        Column("repost_of", pa.string(), True, "id, link or account of the post that it passes on", since=4),
        *(
            Column(name, pa.int64(), True, f"{name} counted by the platform; null if it does not say", 0, since=4)
            for name in REACTIONS
        ),
        Column("n_words", pa.int32(), False, "words in the kept text", least=0),
        Column("found", pa.list_(FOUND), False, "how each field was found, and the characters that gave it", since=2),
        Column("copy_group", pa.int32(), False, "copies of one text, the same or nearly, share one number", least=0),
        Column("origin", ORIGIN, False, "file, record number and SHA-256 of the file's raw bytes"),
        Column("warnings", pa.list_(pa.string()), False, "what was noticed while reading"),
    ),
)

PASSAGES: Final = Table(
    "passages",
    "a passage: a run of whole sentences of about 120 words inside one document",
    (
        Column("passage_id", pa.int32(), False, "row number; also the row of vectors.npy"),
        Column("doc_id", pa.string(), False, "the document"),
        Column("position", pa.int32(), False, "0-based order inside the document", least=0),
        Column("start", pa.int32(), False, "first character in the document's text", least=0),
        Column("end", pa.int32(), False, "one past the last character in the document's text", least=0),
        Column("language", pa.string(), False, "as in documents"),
        Column(
            "narrative", pa.int32(), False, "narrative it talks about, or -1 where none is clear", least=NO_NARRATIVE
        ),
        Column(
            "nearest",
            pa.int32(),
            False,
            "narrative it is nearest to, clear or not; -1 without a usable vector",
            least=NO_NARRATIVE,
            since=3,
        ),
        Column(
            "strength", pa.float32(), False, "how clearly it belongs to the nearest narrative, 0 to 1", least=0, most=1
        ),
        Column("x", pa.float32(), True, "place on the topic map; null where the passage has no usable vector"),
        Column("y", pa.float32(), True, "place on the topic map; null where the passage has no usable vector"),
    ),
)

TEXTS: Final = Table(
    "texts",
    "a document's text, apart so that charts never read it; same order as documents",
    (
        Column("doc_id", pa.string(), False, "the document"),
        Column("text", pa.string(), False, "the kept text"),
        Column("cuts", pa.list_(CUT), False, "what was removed from the text as read, in order"),
    ),
)

SOURCES: Final = Table(
    "sources",
    "a source",
    (
        Column("source", pa.string(), False, "as in documents", unique=True),
        Column("name", pa.string(), False, "name to show"),
        Column("domain", pa.string(), True, "most frequent host of its links"),
        Column("country", pa.string(), True, "ISO 3166 code or name as the input had it"),
        Column("kind", pa.string(), True, "wire, daily, broadcaster, petition…, where known"),
        Column("n_documents", pa.int32(), False, "documents of this source", least=0),
        Column("first", INSTANT, True, "earliest dated document: start of the window in which it was collected"),
        Column("last", INSTANT, True, "latest dated document: end of that window"),
    ),
)

NARRATIVES: Final = Table(
    "narratives",
    "a narrative: passages that talk about the same thing, whatever their language; largest first",
    (
        Column(
            "narrative",
            pa.int32(),
            False,
            "its number, which it keeps in bundles built like this one",
            least=0,
            most=1_000_000,
            unique=True,
        ),
        Column("label", pa.string(), False, "short name, in the language most of its passages are in"),
        Column(
            "labels",
            pa.list_(LABEL),
            False,
            "name and most telling sentence in each language, that language first",
            since=3,
        ),
        Column("keywords", pa.list_(KEYWORDS), False, "distinctive words of each language, best first"),
        Column("apart", pa.list_(KEYWORDS), False, "words that tell it from its neighbours, by language", since=4),
        Column(
            "headlines", pa.list_(QUOTED_HEADLINE), False, "most telling headline or sentence, by language", since=4
        ),
        Column("theme", pa.int32(), False, "theme it belongs to: the coarser group around it", since=3),
        Column(
            "theme_label", pa.string(), False, "its name, or those of its largest narratives, in one language", since=3
        ),
        Column("theme_labels", pa.list_(THEME_LABEL), False, "its name in each language that has one", since=4),
        Column("n_documents", pa.int32(), False, "documents with at least one passage in it", least=0),
        Column("n_texts", pa.int32(), False, "independent texts among them: copies count once", least=0),
        Column("n_passages", pa.int32(), False, "passages in it", least=0),
        Column(
            "stability",
            pa.float32(),
            True,
            "how well it comes back in other runs, 0 to 1; null if not measured",
            least=0,
            most=1,
            since=3,
        ),
        Column(
            "representative",
            pa.list_(pa.int32()),
            False,
            "ids of its most typical passages, diverse in source",
            since=3,
        ),
        Column("edge", pa.list_(pa.int32()), False, "ids of passages that belong to it only just", since=3),
        Column(
            "opposed",
            pa.list_(OPPOSED),
            False,
            "empty; in earlier bundles pairs of passages, which are not shown",
            since=3,
        ),
    ),
)

SENTENCES: Final = Table(
    "sentences",
    "a sentence",
    (
        Column("sentence_id", pa.int32(), False, "row number; also the row of sentence_vectors.npy"),
        Column("doc_id", pa.string(), False, "the document"),
        Column("passage_id", pa.int32(), False, "the passage it begins in", least=0),
        Column("start", pa.int32(), False, "first character in the document's text", least=0),
        Column("end", pa.int32(), False, "one past the last character in the document's text", least=0),
        Column("quoted", pa.float32(), False, "share of it between quotation marks", least=0, most=1),
        Column("boilerplate", pa.bool_(), False, "whether its source always says so: greetings, addresses, sign-offs"),
    ),
)

COPY_KINDS: Final = ("verbatim", "reworded", "translated")

ALTERED: Final = pa.struct(
    [
        pa.field("kind", pa.string(), False),  # number, negation, name
        pa.field("before", pa.string(), False),  # what the earlier text has
        pa.field("after", pa.string(), False),  # what the later one has
    ]
)

COPIES: Final = Table(
    "copies",
    "two documents that share text, the later one first; where dates do not tell, in no order",
    (
        Column("doc_id", pa.string(), False, "the later document"),
        Column("of", pa.string(), False, "the earlier one"),
        Column("kind", pa.string(), False, "one of COPY_KINDS"),
        Column("contains", pa.float32(), False, "share of the earlier one that stands in it", least=0, most=1),
        Column("contained", pa.float32(), False, "share of it that stands in the earlier one", least=0, most=1),
        Column("score", pa.float32(), False, "mean margin of their sentences, both ways"),
        Column("order", pa.string(), False, "told, or open where the dates do not tell it"),
        Column("altered", pa.list_(ALTERED), False, "numbers, negations and names that changed"),
    ),
)

TABLES: Final = (DOCUMENTS, PASSAGES, TEXTS, SOURCES, NARRATIVES)

SPREAD: Final = (SENTENCES, COPIES)
"""Tables that a bundle may lack: it was built before they were, or without vectors of sentences."""
