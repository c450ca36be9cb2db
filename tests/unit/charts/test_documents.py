"""The table of documents has the attributes and reactions that some of them state, and no empty columns."""

import pandas as pd

from filrouge.charts.documents import documents_chart
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.schema import ATTRIBUTES, DOCUMENTS, REACTIONS


def table(bundle, **selection):
    return documents_chart(bundle, View("documents", Selection(**selection))).table.set_index("doc_id")


def test_what_posts_state_is_in_the_table(variant):
    bundle = variant("posts")
    documents = pd.read_parquet(bundle.path / DOCUMENTS.file).set_index("doc_id")
    found = table(bundle)
    assert found["kind"].value_counts().to_dict() == {"Post": 133, "Article": 67}
    for name in ("author", "account", "platform", "views", "likes", "shares"):
        pd.testing.assert_series_equal(
            found[name].sort_index(), documents[name].sort_index(), check_dtype=False, check_names=False
        )
    assert "comments" not in found.columns  # no platform counted them


def test_articles_alone_have_no_columns_of_posts(variant):
    bundle = variant("posts")
    found = table(bundle, kinds=("article",))
    assert set(found.columns) & {*ATTRIBUTES, *REACTIONS} == {"author", "kind"}
    assert set(table(variant("full")).columns).isdisjoint({*ATTRIBUTES, *REACTIONS})
