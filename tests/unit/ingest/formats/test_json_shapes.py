import io
import json
from pathlib import Path

import pytest

from filrouge.ingest.formats import json_buffer
from filrouge.ingest.formats.json_shapes import in_paragraphs
from filrouge.ingest.formats.readers import read_records
from filrouge.ingest.record import Item

A, B = "The lock at Venn opens at six.", "Das Wehr bei Venn wird geprüft."
ROWS = [{"title": "one", "text": A}, {"title": "two", "text": B}]


def read(value: object, name: str = "posts.json") -> list[dict[str, str]]:
    raw = value.encode() if isinstance(value, str) else json.dumps(value, ensure_ascii=False).encode()
    item = Item(name, Path(name), lambda: io.BufferedReader(io.BytesIO(raw)))
    return [record.fields for record in read_records(item) if not record.rejected]


def chat(name: str, *texts: str) -> dict[str, object]:
    messages = [{"id": n, "type": "message", "date": "2024-05-01T10:00:00", "text": t} for n, t in enumerate(texts, 1)]
    return {"name": name, "type": "public_channel", "id": 7, "messages": messages}


TABLES = {
    "records": ROWS,
    "index": {"0": ROWS[0], "1": ROWS[1]},
    "columns": {"title": {"0": "one", "1": "two"}, "text": {"0": A, "1": B}},
    "lists": {"title": ["one", "two"], "text": [A, B]},
    "split": {"columns": ["title", "text"], "index": [0, 1], "data": [["one", A], ["two", B]]},
    "schema": {"schema": {"fields": [{"name": "title", "type": "string"}], "pandas_version": "1.4.0"}, "data": ROWS},
    "rows": [["title", "text"], ["one", A], ["two", B]],
    "sql": {"columns": [{"name": "title", "type": "text"}, {"name": "text", "type": "text"}],
            "rows": [["one", A], ["two", B]]},
    "hits": {"took": 3, "hits": {"total": {"value": 2}, "hits": [{"_id": "1", "_source": ROWS[0]},
                                                                 {"_id": "2", "_source": ROWS[1]}]}},
    "keys of their own": {"news": {"-Nx1": ROWS[0], "-Nx2": ROWS[1]}},
    "attributes": {"data": [{"type": "post", "id": "1", "attributes": ROWS[0]},
                           {"type": "post", "id": "2", "attributes": ROWS[1]}]},
    "lists of records": [[ROWS[0]], [ROWS[1]]],
    "lists of pages": [[{"page": 1, "results": [ROWS[0]]}], [{"page": 2, "results": [ROWS[1]]}]],
    "pages": [{"page": 1, "results": [ROWS[0]]}, {"page": 2, "results": [ROWS[1]]}],
    "answer with a description": {"description": "What was found for locks.", "items": ROWS},
}  # fmt: skip


@pytest.mark.parametrize("chunk", [7, 1 << 18])
@pytest.mark.parametrize("form", TABLES)
def test_a_table_is_the_same_however_it_is_written(monkeypatch, form, chunk):
    monkeypatch.setattr(json_buffer, "CHUNK", chunk)
    assert [(r["title"], r["text"]) for r in read(TABLES[form])] == [("one", A), ("two", B)]


def test_a_list_of_texts_is_a_text_each():
    long = [f"{A} {B} The men of Venn have asked the mayor for a {n}." for n in ("lamp", "rope")]
    assert read([*long, "none"]) == [{"text": long[0]}, {"text": long[1]}]


def test_lines_of_dumps_are_unwrapped():
    lines = [{"_index": "n", "_id": "1", "_source": ROWS[0]}, {"_index": "n", "_id": "2", "_source": ROWS[1]}]
    assert [r["text"] for r in read("\n".join(map(json.dumps, lines)) + "\n", "dump.json")] == [A, B]
    assert [r["_id"] for r in read("\n".join(map(json.dumps, lines)), "dump.jsonl")] == ["1", "2"]
    pages = [{"status": "ok", "articles": [ROWS[0]]}, {"status": "ok", "articles": [ROWS[1]]}]
    assert [r["text"] for r in read("\n".join(map(json.dumps, pages)), "dump.jsonl")] == [A, B]


@pytest.mark.parametrize("held", [1 << 20, 10])
def test_lists_inside_lists_are_read_with_what_is_said_around_them(monkeypatch, held):
    monkeypatch.setattr("filrouge.ingest.formats.json_survey._HELD", held)
    export = {
        "about": "Here is the data you asked for.",
        "contacts": {"list": [{"first_name": "N"}]},
        "chats": {"about": "All chats.", "list": [chat("North", A), chat("South", B, A)]},
        "left_chats": {"list": [chat("West", B)]},
    }
    assert [(r["outer.name"], r["text"]) for r in read(export)] == [
        ("North", A), ("South", B), ("South", A), ("West", B)
    ]  # fmt: skip


def test_one_object_with_lists_of_other_things_is_one_record():
    post = {
        "title": {"rendered": "one"},
        "content": {"rendered": A},
        "_links": {"self": [{"href": "https://a.example"}]},
    }
    page = {"title": "one", "text": A, "comments": [{"text": B}], "data": [{"title": "other", "text": B}]}
    assert [r["text" if "text" in r else "content"] for value in (post, page) for r in read(value)] == [A, A]
    headline = {"title": "one", "url": "https://a.example/1", "images": [{"caption": B}, {"caption": A}]}
    assert [r["title"] for r in read([headline])] == ["one"]


def test_a_text_in_sections_is_one_text_whatever_it_lies_in():
    body = {
        "summary": ["In short."],
        "sections": [{"headline": [], "paragraphs": [A]}, {"headline": ["On"], "paragraphs": [B]}],
    }
    article = {"title": "one", "body": body, "publishing_date": "2024-05-17", "publisher": "Venn Post"}
    for written in (json.dumps(article), json.dumps(article) + "\n" + json.dumps(article), json.dumps([article])):
        assert {r["body"] for r in read(written)} == {f"In short.\n\n{A}\n\nOn\n\n{B}"}
        assert {r["title"] for r in read(written)} == {"one"}


def test_lines_that_say_where_the_next_one_goes_are_no_records():
    bulk = "".join(f'{{"index": {{"_index": "n", "_id": "{n}"}}}}\n{json.dumps(row)}\n' for n, row in enumerate(ROWS))
    assert [(r["_id"], r["text"]) for r in read(bulk, "bulk.ndjson")] == [("0", A), ("1", B)]


def test_an_object_that_holds_one_text_is_that_text():
    article = {"header": {"main": {"text": "one"}}, "body": {"text": A}, "language": {"text": "en"}}
    assert [(r["header"], r["body"], r["language"]) for r in read([article])] == [("one", A, "en")]


def test_sections_in_sections_without_end_are_no_text():
    deep: object = A
    for _ in range(5000):
        deep = {"sections": [deep]}
    assert in_paragraphs({"sections": [deep]}) is None
    assert in_paragraphs({"sections": [{"paragraphs": [A]}]}) == A


BLOCKS = {
    "typed": [{"type": "text", "_id": "a", "content": A}, {"type": "image", "url": "x", "caption": "A lock"},
              {"type": "text", "_id": "b", "content": B}],
    "children": [{"_type": "block", "style": "normal",
                  "children": [{"_type": "span", "text": A[:9]}, {"text": A[9:], "marks": []}]},
                 {"_type": "block", "children": [{"_type": "span", "text": B}]}],
    "tree": {"type": "doc",
             "content": [{"type": "paragraph", "content": [{"type": "text", "text": text}]} for text in (A, B)]},
    "data": [{"id": "1", "type": "quote", "data": {"text": text, "caption": "Bo", "alignment": "left"}}
             for text in (A, B)],
}  # fmt: skip


@pytest.mark.parametrize("form", BLOCKS)
def test_a_text_that_an_editor_wrote_in_blocks_is_one_text(form):
    held = {
        "headlines": {"basic": "one"},
        "date": "2024-05-01",
        "content_elements": BLOCKS[form],
        "by": {"content": [{"text": "Bo"}]},
    }
    for value in (held, [held], {"content": {"stories": [held]}}):
        (fields,) = read(value)
        assert fields["headlines"] == "one"
        assert "".join(fields["content_elements"].split()) == "".join(f"{A}{B}".split())


def test_deltas_hold_the_ends_of_their_lines():
    (fields,) = read(
        {"title": "one", "body": [{"insert": A}, {"insert": "\n", "attributes": {"header": 1}}, {"insert": f"{B}\n"}]}
    )
    assert fields["body"] == f"{A}\n{B}"


def test_records_with_more_than_a_text_are_no_blocks():
    posts = [{"type": "post", "content": text, "date": "2024-05-01", "user": "bo"} for text in (A, B)]
    assert [fields["content"] for fields in read({"posts": posts})] == [A, B]
    posts = [{"data": {"id": n, "text": text, "created_at": f"2024-05-0{n}"}} for n, text in enumerate((A, B), 1)]
    for value in (posts, {"posts": posts}, {"title": "Search", "n": 2, "posts": posts}):
        assert [(fields["text"], fields["created_at"]) for fields in read(value)] == [
            (A, "2024-05-01"),
            (B, "2024-05-02"),
        ]
    assert [fields["text"] for fields in read([{"text": A}, {"text": B}])] == [A, B]


@pytest.mark.parametrize(
    "before",
    [
        ")]}',\n",
        "for(;;);",
        "// exported by the desk\n",
        "/* two\nlines */\n// and one\n",
        "# of a day\n",
        "// x\nvar a = ",
    ],
)
def test_guards_and_remarks_before_the_value_are_passed_over(before: str) -> None:
    assert [fields["text"] for fields in read(before + json.dumps(ROWS))] == [A, B]


def test_pieces_that_are_paragraphs_stay_apart() -> None:
    (fields,) = read([{"title": "one", "body": [{"type": "p", "text": A}, {"type": "blockquote", "text": B}]}])
    assert fields["body"] == f"{A}\n\n{B}"
    (fields,) = read([{"title": "one", "paragraphs": [A * 3, B]}])
    assert fields["paragraphs"] == f"{A * 3}\n\n{B}"
    (fields,) = read([{"id": 1, "text": ["See ", {"type": "link", "text": "the lock"}, "."]}])
    assert fields["text"] == "See the lock."
