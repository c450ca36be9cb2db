import gzip
import hashlib
import json
from pathlib import Path

import pytest

from filrouge.errors import InputError
from filrouge.ingest.columns import parse_map
from filrouge.ingest.languages import count_words, detect_languages, normalise_language
from filrouge.schema import DOCUMENTS, SOURCES, TEXTS
from tests.unit.reading import ingest

GAS = "The price of gas rose by a fifth on Wednesday after talks about the strait tariff had failed again."
FISH = "Los pescadores del estrecho protestan contra la veda que el gobierno anunció el lunes por la noche."


def jsonl(path: Path, *items: object) -> Path:
    lines = [item if isinstance(item, str) else json.dumps(item) for item in items]
    path.write_text("\n".join(lines), "utf-8")
    return path


def rows(result) -> list[dict]:
    return result.documents.to_pylist()


def test_columns_are_recognised_and_the_rest_kept(tmp_path):
    file = tmp_path / "in.csv"
    file.write_text(
        "\ufeffHeadline;BODY;PubDate;Outlet;Lang;Link;Country;desk;language_note;n_words\n"
        f'Gas up;"{GAS}\nSecond line; with a semicolon.";2025-01-08;Wire;en-GB;https://www.wire.example/1;VM;energy;x;12\n',
        "utf-8",
    )
    result = ingest([file])
    (row,) = rows(result)
    assert row["title"] == "Gas up"
    assert row["source"] == "Wire"
    assert row["language"] == "en"
    assert row["published_precision"] == "day"
    assert row["published_method"] == "column PubDate"
    assert row["published_evidence"] == "2025-01-08"
    assert (row["desk"], row["input_n_words"], row["Country"]) == ("energy", "12", "VM")
    assert result.texts["text"][0].as_py() == f"{GAS}\nSecond line; with a semicolon."
    assert row["origin"] == {"file": "in.csv", "row": 1, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    (source,) = result.sources.to_pylist()
    assert (source["domain"], source["country"], source["n_documents"]) == ("wire.example", "VM", 1)
    assert result.documents.schema.names[: len(DOCUMENTS.columns)] == DOCUMENTS.arrow.names
    assert result.texts.schema == TEXTS.arrow
    assert result.sources.schema == SOURCES.arrow


def test_map_wins_over_common_names(tmp_path):
    file = jsonl(tmp_path / "a.jsonl", {"text": "teaser", "article": GAS, "day": "2024"})
    result = ingest([file], parse_map("text=article, date=Day"))
    assert result.texts["text"].to_pylist() == [GAS]
    assert rows(result)[0]["published_precision"] == "year"
    assert rows(result)[0]["input_text"] == "teaser"
    with pytest.raises(InputError, match="no file has a column 'nope'"):
        ingest([file], parse_map("text=nope"))
    with pytest.raises(InputError, match="FIELD=COLUMN"):
        parse_map("colour=red")


def test_bad_items_are_rejected_with_a_reason_and_the_rest_goes_on(tmp_path):
    jsonl(tmp_path / "a.jsonl", {"text": GAS}, "{broken", [1], {"title": "no text"}, {"text": " \n"}, {"text": "…!"})
    (tmp_path / "b.csv").write_text(f"text,date\n{GAS},2024\n{GAS},2024,extra\n,\n")
    (tmp_path / "bad.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}' * 100)[:-9])
    (tmp_path / "image.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "picture.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "empty.csv").write_text("")
    result = ingest([tmp_path])
    assert result.documents.num_rows == 2
    found = {r.file: r.reason for r in result.report.rejected if r.row is None}
    assert {(r.file, r.row): r.reason for r in result.report.rejected} == {
        ("a.jsonl", 2): "not JSON",
        ("a.jsonl", 3): "not a JSON object",
        ("a.jsonl", 4): "no column of text",
        ("a.jsonl", 5): "no text in it",
        ("a.jsonl", 6): "no text in it",
        ("b.csv", 2): "3 cells where the header has 2",
        ("b.csv", 3): "empty row",
        ("bad.jsonl.gz", None): "the gzip file is damaged or cut short",
        ("image.txt", None): found["image.txt"],
        ("picture.docx", None): found["picture.docx"],
        ("empty.csv", None): found["empty.csv"],
    }
    assert "PNG" in found["picture.docx"]
    assert [(f.file, f.n_documents, f.n_rejected) for f in result.report.files][:2] == [
        ("a.jsonl", 1, 5),
        ("b.csv", 1, 2),
    ]


def test_nothing_to_read_is_an_error_that_says_why(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        ingest([tmp_path / "nope"])
    with pytest.raises(InputError, match="no document could be read"):
        ingest([tmp_path])
    (tmp_path / "a.csv").write_text("remark,day\nhello,2024\n")
    with pytest.raises(InputError, match=r"--map text=COLUMN. Columns: day, remark"):
        ingest([tmp_path])


def test_text_files_are_read_for_what_they_state(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "one.txt").write_text(f"\n\n# 27 mai 2024 17:59\n\n{GAS}\n", "utf-8")
    (tmp_path / "two.txt.gz").write_bytes(gzip.compress("é".encode("cp1252") * 3 + GAS.encode()))
    one, two = rows(ingest([tmp_path]))
    assert one["title"] is None
    assert (one["published_method"], one["published_precision"]) == ("stamp line", "minute")
    assert one["published_evidence"] == "27 mai 2024 17:59"
    assert one["origin"]["file"] == "sub/one.txt"
    assert (one["source"], one["origin"]["row"]) == (None, None)
    assert (two["published"], two["not_before"]) == (None, None)
    assert two["warnings"]


def test_ids_are_kept_where_unique_and_repeated_items_read_once(tmp_path):
    a = {"id": "7", "text": GAS, "source": "W"}
    jsonl(
        tmp_path / "a.jsonl", a, a, {"id": "7", "text": FISH}, {"id": "8", "text": FISH}, {"text": GAS}, {"text": GAS}
    )
    result = ingest([tmp_path])
    found = rows(result)
    ids = [row["doc_id"] for row in found]
    assert len(found) == len(set(ids)) == 5
    assert result.report.repeated == 1
    assert ids[2] == "8"
    assert "7" not in ids
    assert found[0]["warnings"] == ["its id '7' is used by 2 documents"]
    assert [row["copy_group"] for row in found] == [0, 1, 1, 0, 0]
    assert ids == [row["doc_id"] for row in rows(ingest([tmp_path]))]


def test_midnight_everywhere_is_a_day_and_beside_other_times_a_minute(tmp_path):
    midnights = [{"text": GAS, "source": "A", "date": f"2024-05-0{d}T00:00:00+04:00"} for d in (1, 2)]
    times = [{"text": GAS, "source": "B", "date": f"2024-05-01T{t}"} for t in ("00:00:00", "12:30:00")]
    found = rows(ingest([jsonl(tmp_path / "a.jsonl", *midnights, *times)]))
    assert [row["published_precision"] for row in found] == ["day", "day", "minute", "minute"]
    assert found[0]["published"].isoformat() == "2024-04-30T20:00:00+00:00"
    assert found[0]["published_offset"] == 240


def test_hostile_characters_are_stored_harmlessly(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        '{"text": "NUL\\u0000 and \\ud800 ' + GAS + '", "title": "a\\u001bb", "id": "\\u0000"}'
    )
    result = ingest([tmp_path])
    (row,) = rows(result)
    assert row["title"] == "a b"
    assert result.texts["text"][0].as_py().startswith("NUL and \ufffd")
    assert result.texts["cuts"][0].as_py()[0]["text"] == "\x00"
    assert row["warnings"] == ["1 character that is no text replaced by �"]


def test_languages():
    assert [normalise_language(v) for v in ("fr-FR", "eng", "French", "azj_Latn", "ENGLISH", "zh-Hans", "日本語")] == [
        *("fr", "en", "fr", "az", "en", "zh", "ja")
    ]
    assert [normalise_language(v) for v in ("", None, "xx", "front page", "12")] == [None] * 5
    assert detect_languages([GAS, FISH, "Oui", "12 34"]) == ["en", "es", "und", "und"]
    assert count_words("one two  three") == 3
    assert count_words("马克龙总统周一晚上") == 4


def test_an_untrusted_language_column_is_detected_with_a_warning(tmp_path):
    (row,) = rows(ingest([jsonl(tmp_path / "a.jsonl", {"text": GAS, "language": "politics"})]))
    assert row["language"] == "en"
    assert row["warnings"] == ["'politics' is no language: the language was detected"]


def test_cells_with_entities_and_stray_tags_are_read_as_they_are_shown(tmp_path):
    rows = [
        {"title": "L&#8217;&eacute;t&eacute;", "text": f"&laquo;&nbsp;{GAS}&nbsp;&raquo; R&amp;amp;D", "date": "2024"},
        {"title": "One<br/>break", "text": f"{GAS}<br>The end.", "date": "2024"},
        {"title": "Escaped", "text": f"&lt;p&gt;{GAS}&lt;/p&gt;&lt;p&gt;The end.&lt;/p&gt;", "date": "2024"},
        {"title": "Told", "text": f"{GAS} The tag <br> is short.", "date": "2024"},
    ]
    result = ingest([jsonl(tmp_path / "a.jsonl", *rows)])
    assert result.texts["text"].to_pylist() == [
        f"«\xa0{GAS}\xa0» R&D",
        f"{GAS}\nThe end.",
        f"{GAS}\n\nThe end.",
        rows[3]["text"],
    ]
    assert result.documents["title"].to_pylist() == ["L’été", "One break", "Escaped", "Told"]


def test_a_source_is_one_however_its_host_is_written(tmp_path):
    names = [
        "www.harbour.example",
        "https://harbour.example/",
        "HARBOUR.example",
        "Harbour.example ",
        "m.harbour.example",
    ]
    rows = [{"text": f"{GAS} {n}", "date": "2024", "source": name} for n, name in enumerate(names)]
    rows.append({"text": f"{GAS} 9", "date": "2024", "url": "https://amp.harbour.example:443/a1"})
    result = ingest([jsonl(tmp_path / "a.jsonl", *rows)])
    assert set(result.documents["source"].to_pylist()) == {"harbour.example"}


def test_letters_have_one_form_in_every_field_and_what_was_mended_is_told(tmp_path):
    title = "Pre\u0301fecture de Ga\xadlène"
    file = jsonl(
        tmp_path / "a.jsonl", {"title": title, "text": FISH + " Málaga, año".encode().decode("latin-1"), "x": title}
    )
    result = ingest([file])
    (row,) = result.documents.to_pylist()
    assert (row["title"], row["x"]) == ("Préfecture de Galène", "Préfecture de Galène")
    assert result.texts["text"].to_pylist() == [f"{FISH} Málaga, año"]
    assert row["warnings"] == ["its letters had been read in a wrong encoding: mended"]


def test_a_column_of_markup_is_read_as_it_is_shown(tmp_path):
    rows = [
        {"title": "Gas &amp; <em>light</em>", "text": f"<p>{GAS}</p><script>alert(1)</script><p>Two &amp; three.</p>"},
        {"title": "The tag <b> and AT&T", "text": f"{GAS} Write 3 < 4 and the tag <b> in your page."},
    ]
    result = ingest([jsonl(tmp_path / "a.jsonl", *rows)])
    assert result.texts["text"].to_pylist() == [f"{GAS}\n\nTwo & three.", rows[1]["text"]]
    assert result.documents["title"].to_pylist() == ["Gas & light", "The tag <b> and AT&T"]


@pytest.mark.parametrize("broken", ["http://[a", "https://]/x", "//[::1"])
def test_what_is_no_address_where_one_is_expected_breaks_nothing(tmp_path, broken):
    result = ingest([jsonl(tmp_path / "a.jsonl", {"source": broken, "text": GAS}, {"url": broken, "text": FISH})])
    assert result.texts["text"].to_pylist() == [GAS, FISH]


def test_a_cell_that_holds_one_text_is_that_text_and_by_is_no_part_of_a_name(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(f'Comment Text,Author,Date\n"{{""text"": ""{GAS}""}}",By Ida Brandt,2025-01-08\n', "utf-8")
    result = ingest([file])
    assert result.texts["text"].to_pylist() == [GAS]
    assert rows(result)[0]["author"] == "Ida Brandt"


@pytest.mark.parametrize("author", ["Toby Smith", "Gaspar Noé", "Ruby Wax"])
def test_a_name_that_holds_the_letters_of_by_stays_whole(tmp_path, author):
    result = ingest([jsonl(tmp_path / "a.jsonl", {"author": author, "text": GAS})])
    assert rows(result)[0]["author"] == author
