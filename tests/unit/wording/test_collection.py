import pytest

from filrouge.wording.collection import changes_in_words, files_read, quality_indicators

QUALITY = {"coverage": 0.81, "coherence": 0.12, "diversity": 0.9, "dependence_on_language": 0.02, "stability": 0.76,
           "solid": 9, "solid_passages": 0.85}  # fmt: skip


def test_how_good_a_model_is_in_plain_words():
    figures = quality_indicators({"quality": QUALITY, "counts": {"narratives": 12}})
    assert {f.name: f.value for f in figures} == {
        "Passages with a clear narrative": "81%",
        "Solid narratives": "9 of 12; mean stability 0.76",
        "In a solid narrative": "85%",
        "Dependence on language": "0.020",
        "Coherence": "0.12",
        "Diversity": "90%",
    }
    assert all(f.meaning for f in figures)


@pytest.mark.parametrize(
    ("dependence", "words"), [(0.05, "do not follow"), (0.2, "in part"), (0.4, "compare languages with care")]
)
def test_what_dependence_on_language_means(dependence, words):
    (figure,) = quality_indicators({"quality": {"dependence_on_language": dependence}, "counts": {"narratives": 3}})
    assert words in figure.meaning


def test_what_was_not_measured_is_left_out():
    assert quality_indicators({"quality": {}, "counts": {"narratives": 0}}) == []


def test_nothing_is_said_of_a_bundle_that_is_like_no_other():
    assert changes_in_words({}) == []


def test_each_kind_of_change_is_one_line_with_its_labels():
    old = {"narrative": 1, "label": "Gas price"}
    manifest = {
        "changes": {
            "kept": [0, 2],
            "born": [7],
            "split": [{**old, "into": [1, 8]}],
            "merged": [{"narrative": 2, "of": [{"narrative": 2, "label": "Nets"}, {"narrative": 3, "label": "Boats"}]}],
            "gone": [{"narrative": 4, "label": "Rain"}],
        },
        "possible_narratives": [{"label": "Ferry, ticket", "passages": [9, 10, 11], "documents": 2}],
    }
    assert changes_in_words(manifest, {7: "Schools", 1: "Gas price", 8: "Tariff", 2: "Nets"}) == [
        "2 earlier narratives were found again.",
        "New: “Schools”.",
        "Split: “Gas price” is now “Gas price” and “Tariff”.",
        "Merged: “Nets” and “Boats” are now “Nets”.",
        "Gone: “Rain”.",
        (
            "Possible new narrative: “Ferry, ticket”, 3 passages in 2 new documents that match no existing narrative. "
            "To add it, build with --like."
        ),
    ]
    assert changes_in_words(manifest)[1] == "New: number 8."


def test_what_was_read_of_each_file_in_words(by_hand):
    (row,) = files_read(by_hand).to_dict("records")
    assert row == {
        "file": "eight.jsonl",
        "format": "jsonl",
        "documents": 8,
        "rejected": 2,
        "repeated": 1,
        "dates": "column date 6; dateline 1",
        "sources": "",
        "titles": "column title 7",
        "missing": "source 8; date 1; title 1",
        "cut": "menu or list of headlines 1,280; legal footer 51",
    }
