from filrouge.explore.changes import changes_in_words


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
