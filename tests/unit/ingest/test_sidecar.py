import zipfile

import pytest

from tests.unit.reading import ingest

TEXT = "The price of gas rose by a fifth on Wednesday after talks about the tariff of the strait had failed again.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in" / "sub").mkdir(parents=True)
    for name in ("one.txt", "sub/two.txt", "three.txt"):
        (tmp_path / "in" / name).write_text(f"Title of {name}\n\nHARBOUR, 3 March 2024 (Wire) - {TEXT * 3}")
    return tmp_path / "in"


def read(folder) -> dict[str, dict]:
    result = ingest([folder])
    return {row["origin"]["file"]: row for row in result.documents.to_pylist()} | {"report": result.report}


def test_a_table_beside_files_wins_over_what_is_read_in_them(folder):
    (folder / "metadata.csv").write_text(
        "File,date,source,title,desk\n"
        "one.txt,2024-05-06,Le Phare,,foreign\nsub\\two.txt,,Post,A title,\nnine.txt,,,,x\n"
    )
    found = read(folder)
    one, two, three = found["one.txt"], found["sub/two.txt"], found["three.txt"]
    assert (one["source"], f"{one['published']:%Y-%m-%d}", one["desk"]) == ("Le Phare", "2024-05-06", "foreign")
    assert one["published_method"] == "beside the file, in metadata.csv"
    assert (one["title"], two["title"], three["title"]) == ("Title of one.txt", "A title", "Title of three.txt")
    assert two["source"] == "Post"
    assert f"{two['published']:%Y-%m-%d}" == f"{three['published']:%Y-%m-%d}" == "2024-03-03"
    assert found["report"].notes == [
        "1 of the files that a table beside them names are not there: nine.txt",
    ]
    assert "metadata.csv" not in found


def test_a_table_of_texts_that_is_called_metadata_is_no_sidecar(folder):
    (folder / "metadata.csv").write_text(f"text,date\n{TEXT.strip()},2024-01-01\n")
    assert read(folder)["metadata.csv"]["published_precision"] == "day"


def test_ids_that_are_names_of_files_without_their_ending_name_them(folder):
    (folder / "metadata.csv").write_text("id,titre,date,journal\none,Un,2024-05-06,Le Phare\nthree,Trois,2024,Post\n")
    found = read(folder)
    assert [(found[name]["title"], found[name]["source"]) for name in ("one.txt", "three.txt")] == [
        ("Un", "Le Phare"), ("Trois", "Post"),
    ]  # fmt: skip
    assert f"{found['one.txt']['published']:%Y-%m-%d}" == "2024-05-06"
    assert "metadata.csv" not in found


def test_a_table_inside_an_archive_speaks_of_the_files_beside_it(tmp_path):
    with zipfile.ZipFile(tmp_path / "corpus.zip", "w") as archive:
        archive.writestr("corpus/metadata.csv", "id\ttitre\tdate\tjournal\none\tUn\t2024-05-06\tLe Phare\n")
        archive.writestr("corpus/one.txt", TEXT * 3)
        archive.writestr("other/one.txt", TEXT * 4)
    result = ingest([tmp_path])
    one, other = result.documents.to_pylist()
    assert (one["title"], one["source"], f"{one['published']:%Y-%m-%d}") == ("Un", "Le Phare", "2024-05-06")
    assert other["source"] is None
    assert [file.file for file in result.report.files] == ["corpus.zip/corpus/one.txt", "corpus.zip/other/one.txt"]


def test_ids_that_name_no_files_are_a_table_of_its_own(folder):
    (folder / "metadata.csv").write_text(f"id,text,date\nnine,{TEXT.strip()},2024-01-01\n")
    assert read(folder)["metadata.csv"]["published_precision"] == "day"
