"""The tables of stories and claims: columns, types, units, nullability. A bundle may lack them."""

from typing import Final

import pyarrow as pa

from filrouge.schema import ALTERED, INSTANT, NO_NARRATIVE, QUOTED_HEADLINE, SPREAD, Column, Table

NO_CLAIM: Final = -1
"""What a claim is that people hid, for its sentences."""

NO_STORY: Final = -1
"""`story` of a claim whose documents are about none of the stories found."""

STORIES: Final = Table(
    "stories",
    "a story: texts about one event within some days, inside a narrative; by narrative and first day",
    (
        Column("story", pa.int32(), False, "row number", least=0, unique=True),
        Column("narrative", pa.int32(), False, "the narrative it belongs to", least=0),
        Column("headline", pa.string(), False, "its most typical headline, which names it"),
        Column("doc_id", pa.string(), False, "the document that it is quoted from"),
        Column("language", pa.string(), False, "of the headline, as in documents"),
        Column("n_documents", pa.int32(), False, "documents about it", least=1),
        Column(
            "n_texts", pa.int32(), False, "independent texts among them: copies and translations count once", least=1
        ),
        Column("n_sources", pa.int32(), False, "sources of them, where known", least=0),
        Column("first", INSTANT, True, "earliest of its documents; null where none is dated"),
        Column("last", INSTANT, True, "latest of its documents; null where none is dated"),
        Column("documents", pa.list_(pa.string()), False, "ids of its documents, in order of publication"),
    ),
)

CLAIM_KINDS: Final = ("quotation", "headline", "statement")
"""What a claim is found in: words quoted from somebody, headlines, or other sentences."""

PARTS: Final = ("says", "version", "denies")
"""What a sentence does to its claim: says it, says it with another number or name, or denies it."""

VOICES: Final = ("own", "quotes", "disputes", "unclear")
"""How a sentence says something: in its own voice, quoting somebody, disputing it, or one cannot tell."""

CLAIMS: Final = Table(
    "claims",
    "a claim: one statement that several independent texts make, whatever their language; most widespread first",
    (
        Column("claim", pa.int32(), False, "row number", least=0, unique=True),
        Column("narrative", pa.int32(), False, "narrative of most of its sentences, or -1", least=NO_NARRATIVE),
        Column("story", pa.int32(), False, "story that most of its documents are about, or -1", least=NO_STORY),
        Column("kind", pa.string(), False, "one of CLAIM_KINDS"),
        Column(
            "sentences",
            pa.list_(QUOTED_HEADLINE),
            False,
            "sentence that says it most plainly in each language, that of most of its texts first",
        ),
        Column("n_documents", pa.int32(), False, "documents that say it, versions included, denials not", least=1),
        Column("n_texts", pa.int32(), False, "independent texts of them: copies and translations count once", least=1),
        Column("n_sources", pa.int32(), False, "sources of them, where known", least=0),
        Column("languages", pa.list_(pa.string()), False, "languages of them, most frequent first"),
        Column(
            "first_doc", pa.string(), True, "document in which it is first in this corpus; null where none is dated"
        ),
        Column("order", pa.string(), False, "told, or open where the dates leave open which is first"),
        Column("first", INSTANT, True, "earliest of the documents that say it"),
        Column("last", INSTANT, True, "latest of the documents that say it"),
        Column("speakers", pa.list_(pa.string()), False, "whom its sentences quote, most frequent first"),
        Column("denied_by", pa.list_(pa.string()), False, "sources with a text that denies it"),
        Column("n_versions", pa.int32(), False, "sentences with another number or name", least=0),
        Column("stability", pa.float32(), True, "how well it comes back in other runs, 0 to 1", least=0, most=1),
        Column("sure", pa.float32(), False, "estimated chance that two of its sentences say the same", least=0, most=1),
    ),
)

CLAIM_SENTENCES: Final = Table(
    "claim_sentences",
    "a sentence or headline that makes a claim, a version of it, or denies it; by claim, in order of publication",
    (
        Column("claim", pa.int32(), False, "the claim", least=0),
        Column("sentence_id", pa.int32(), False, "as in sentences; -1 for a headline", least=-1),
        Column("doc_id", pa.string(), False, "the document"),
        Column(
            "start", pa.int32(), False, "first character in the document's text, of a headline in its title", least=0
        ),
        Column("end", pa.int32(), False, "one past the last character", least=0),
        Column("part", pa.string(), False, "one of PARTS"),
        Column("voice", pa.string(), False, "one of VOICES"),
        Column("speaker", pa.string(), True, "who is quoted, as it stands there; null where that is not told"),
        Column("altered", pa.list_(ALTERED), False, "of a version: what differs from the claim's plainest sentence"),
        Column("sure", pa.float32(), False, "estimated chance that it says what the others say", least=0, most=1),
    ),
)

CLAIMED: Final = (STORIES, CLAIMS, CLAIM_SENTENCES)
"""Tables that a bundle may lack for the same reasons, or because it was built before there were claims."""

OPTIONAL: Final = (*SPREAD, *CLAIMED)
