import json

import pytest

from filrouge.errors import InputError
from filrouge.ingest.sources import read_outlets
from tests.unit.reading import ingest

TEXT = "The price of gas rose by a fifth on Wednesday after talks about the tariff of the strait had failed again."


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "names.csv"
    file.write_text("pattern,name,country,kind\nphare.example,Le Phare,VM,daily\n*kharond*,Kharond TV,KH,broadcaster\n")
    return file


def test_users_names_come_by_name_by_domain_and_by_pattern(table):
    outlets = read_outlets(table)
    assert outlets.find("PHARE.example", None) == ("Le Phare", "VM", "daily")
    assert outlets.find(None, "phare.example") == ("Le Phare", "VM", "daily")
    assert outlets.find("www.phare.example", None).name == "Le Phare"
    assert outlets.find("Radio Kharond 2", None).name == "Kharond TV"
    assert outlets.find("Another paper", "phare.example") is None  # the text names its source: the link does not win
    assert outlets.find(None, None) is None


@pytest.mark.parametrize("body", ["pattern,name\n,Le Phare\n", "pattern,name\nphare.example,\n", "a,b\n1,2\n"])
def test_a_table_with_a_hole_says_where(tmp_path, body):
    file = tmp_path / "names.csv"
    file.write_text(body)
    with pytest.raises(InputError, match="line 2"):
        read_outlets(file)
    with pytest.raises(InputError, match="cannot be read"):
        read_outlets(tmp_path / "missing.csv")


def test_documents_get_the_names_and_the_rest_of_the_table(tmp_path, table):
    (tmp_path / "in").mkdir()
    rows = [
        {"text": TEXT, "url": "https://www.phare.example/1?utm_source=feed"},
        {"text": TEXT + " Two.", "source": "kharond news"},
        {"text": TEXT + " Three.", "url": "https://news.unknown.example.org/a"},
    ]
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    result = ingest([tmp_path / "in"], sources=table)
    assert result.documents["source"].to_pylist() == ["Le Phare", "Kharond TV", "example.org"]
    assert result.documents["url"][0].as_py() == "https://www.phare.example/1"
    found = {f["field"]: f["method"] for f in result.documents["found"][0].as_py()}
    assert found["source"] == "table of outlets"
    of = {row["source"]: row for row in result.sources.to_pylist()}
    assert (of["Le Phare"]["country"], of["Le Phare"]["kind"], of["Le Phare"]["domain"]) == (
        "VM",
        "daily",
        "phare.example",
    )
    assert (of["Kharond TV"]["country"], of["Kharond TV"]["kind"]) == ("KH", "broadcaster")


def test_a_table_beside_the_texts_is_taken(tmp_path, table):
    folder = tmp_path / "in"
    folder.mkdir()
    table.rename(folder / "sources.csv")
    (folder / "a.jsonl").write_text(json.dumps({"text": TEXT, "url": "https://phare.example/1"}))
    result = ingest([folder])
    assert result.documents["source"].to_pylist() == ["Le Phare"]
    assert result.report.notes == ["sources.csv is taken for a table of sources"]
