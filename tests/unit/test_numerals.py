"""Numbers as languages write them."""

import pytest

from filrouge.numerals import NUMBER, digits


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 900 signatures, 3,8 millions", ["1900", "38"]),
        ("1,900 signatures, 3.8 million", ["1900", "38"]),
        ("١٩٠٠ توقيع", ["1900"]),
        ("१९०० हस्ताक्षर", ["1900"]),
        ("1\u2009900 euros, 3’600 francs", ["1900", "3600"]),
        ("at 9.40 on the 5th", ["940", "5"]),
        ("none", []),
    ],
)
def test_numbers_are_one_however_they_are_written(text, found):
    assert [digits(match.group()) for match in NUMBER.finditer(text)] == found
