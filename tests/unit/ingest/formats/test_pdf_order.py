"""Printed pages are read column by column, and each line in the order of its script."""

from textwrap import wrap

import pytest

from filrouge.ingest.formats.paper_lines import PrintedLine, paragraphs, without_running_lines
from filrouge.ingest.formats.pdf_columns import lines_of
from filrouge.ingest.formats.pdf_words import Letter, Word, _rows, _words
from filrouge.ingest.formats.visual_order import in_logical_order

LEFT = """\
The harbour board decided on
Monday that the old quay would
be widened by four metres, after
two winters in which the ferry
could not berth there.
Work is to begin in May and to
last until the herring come.""".splitlines()
RIGHT = """\
Parents were told by letter that
all five schools of the island
stay shut, since the inspec-
tor of boilers cannot cross
before the weekend.
Some of them learned it from
the shop, the clerk admitted.""".splitlines()
MIDDLE = """\
Les pêcheurs ont demandé un
nouveau quai pendant des années
sans obtenir la moindre réponse
du conseil de l'île, qui
promet désormais d'agir.
La moitié de la somme sera
payée par le département.""".splitlines()


def words(lines: list[str], left: float, top: float, size: float = 10.0, lead: float = 12.0) -> list[Word]:
    """Lines of letters half as wide as high."""
    made = []
    for n, line in enumerate(lines):
        x = left
        for word in line.split():
            made.append(Word(tuple(word), x, x + len(word) * size / 2, top - lead * n, size))
            x += (len(word) + 0.5) * size / 2
    return made


def read(page: list[Word]) -> list[str]:
    return paragraphs(lines_of(page))


WHOLE = {
    "left": [
        (
            "The harbour board decided on Monday that the old quay would be widened by four metres, after two winters"
            " in which the ferry could not berth there."
        ),
        "Work is to begin in May and to last until the herring come.",
    ],
    "right": [
        (
            "Parents were told by letter that all five schools of the island stay shut, since the inspector of boilers"
            " cannot cross before the weekend."
        ),
        "Some of them learned it from the shop, the clerk admitted.",
    ],
    "middle": [
        (
            "Les pêcheurs ont demandé un nouveau quai pendant des années sans obtenir la moindre réponse du conseil de"
            " l'île, qui promet désormais d'agir."
        ),
        "La moitié de la somme sera payée par le département.",
    ],
}


@pytest.mark.parametrize("shift", [0.0, 4.0])
def test_two_columns_are_read_one_after_the_other(shift):
    page = words(LEFT, 40, 700) + words(RIGHT, 212, 700 - shift)
    assert read(page) == WHOLE["left"] + WHOLE["right"]
    assert read(page[::-1]) == WHOLE["left"] + WHOLE["right"]


def test_three_columns_under_a_headline_over_all_of_them():
    headline = words(["Quay to be widened before the herring come to Marlow"], 40, 740, 20)
    page = words(LEFT, 40, 700) + words(MIDDLE, 212, 700) + words(RIGHT, 384, 700) + headline
    assert read(page) == [
        "Quay to be widened before the herring come to Marlow",
        *WHOLE["left"],
        *WHOLE["middle"],
        *WHOLE["right"],
    ]


def test_a_story_in_three_columns_above_one_in_two():
    below = words(["Schools shut"], 40, 600, 20)
    two = words([f"{a} {b}" for a, b in zip(LEFT, LEFT, strict=True)], 40, 570) + words(RIGHT, 384, 570)
    page = words(MIDDLE, 40, 700) + words(LEFT, 212, 700) + words(RIGHT, 384, 700) + below + two
    got = read(page)
    assert got[:7] == [*WHOLE["middle"], *WHOLE["left"], *WHOLE["right"], "Schools shut"]
    assert got[-2:] == WHOLE["right"]


@pytest.mark.parametrize(("width", "gutter"), [(10, 10), (12, 6), (12, 10), (14, 6), (14, 10)])
def test_very_narrow_columns_are_read_one_after_the_other(width: int, gutter: int):
    texts = [" ".join(WHOLE[name]) for name in ("left", "middle", "right")]
    step = 5 * width + 6 + gutter
    page = [
        w for n, text in enumerate(texts) for w in words(wrap(text, width, break_long_words=False), 40 + n * step, 700)
    ]
    got = " ".join(read(page))
    assert [got.find(text.split()[0]) for text in texts] == sorted(got.find(text.split()[0]) for text in texts)
    assert " ".join(texts) == got.replace("inspec- tor", "inspector")


def justified(text: str, left: float, width: float) -> list[Word]:
    """Words of letters half as wide as high in lines of one width, with the gaps that this takes."""
    lines: list[list[str]] = [[]]
    for word in text.split():
        if len(" ".join([*lines[-1], word])) * 5 - 2.5 * len(lines[-1]) > width:
            lines.append([])
        lines[-1].append(word)
    made = []
    for n, line in enumerate(lines):
        gaps = max(len(line) - 1, 1)
        gap = (width - 5 * sum(map(len, line))) / gaps if n + 1 < len(lines) else 2.5
        x = left
        for word in line:
            made += words([word], x, 700 - 12 * n)
            x += 5 * len(word) + gap
    return made


@pytest.mark.parametrize("gutter", [4, 5, 6])
@pytest.mark.parametrize("n", [2, 3])
def test_justified_columns_that_stand_close_are_read_one_after_the_other(gutter: int, n: int):
    texts = [" ".join(2 * WHOLE[name]) for name in ("left", "middle", "right")][:n]
    page = [word for k, text in enumerate(texts) for word in justified(text, 40 + k * (150 + gutter), 150)]
    assert " ".join(read(page)).split() == " ".join(texts).split()
    assert " ".join(read(justified(texts[0], 40, 400))).split() == texts[0].split()


def test_narrow_cells_of_a_table_are_no_columns_of_prose():
    rows = [("Ada Brandt", "Marlow", "paid"), ("Bo Kvist", "Aldby", "owes"), ("Cy Roux", "Brevan", "paid"),
            ("Di Ruiz", "Valdera", "paid"), ("Ed Meier", "Lauten", "owes"), ("Fay Orr", "Marlow", "paid"),
            ("Gil Bach", "Aldby", "paid")]  # fmt: skip
    page = [
        w for n, row in enumerate(rows) for k, cell in enumerate(row) for w in words([cell], 40 + 90 * k, 700 - 12 * n)
    ]
    assert read(page) == ["\t".join(row) for row in rows]


def test_the_rows_of_a_table_are_read_row_by_row():
    rows = [("Boat", "Crew", "Catch"), ("Ada", "5", "12"), ("Bo", "4", "9"), ("Cy", "4", "7"), ("Di", "3", "8")]
    page = [
        w for n, row in enumerate(rows) for k, cell in enumerate(row) for w in words([cell], 40 + 90 * k, 700 - 12 * n)
    ]
    assert read(page) == ["\t".join(row) for row in rows]


def test_a_large_initial_is_put_before_its_word():
    page = words(["he harbour board decided on", "Monday that the old quay would"], 60, 700)
    page += [*words(LEFT[2:], 40, 676), Word(("T",), 40, 58, 688, 28.0)]
    assert read(page)[0].startswith("The harbour board decided on Monday that")


def from_right(text: str) -> list[str]:
    """Letters as they stand on the page from left to right, of a text read from the right without numbers."""
    return list(text[::-1].translate(str.maketrans("()", ")(")))


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (from_right("الميناء (القديم) مغلق"), "الميناء (القديم) مغلق"),
        ([*"2024 ", *from_right("في مايو ")], "في مايو  2024"),
        ([*from_right(" صحيفة"), *"Harbour Post", *from_right("قالت ")], "قالت Harbour Post صحيفة"),
        (from_right("הנמל הישן נסגר"), "הנמל הישן נסגר"),
        ([*"12:30", *from_right("בשעה ")], "בשעה 12:30"),
        (list("\ufef4\ufed3"), "في"),
        (["\ufefb"], "لا"),
        (from_right("مـــيناء"), "ميناء"),
        (list("of\ufb01ce"), "office"),
    ],
)
def test_what_stands_on_a_line_is_put_in_the_order_it_is_read(shown, text):
    assert in_logical_order(shown, rtl=True) == text


def test_words_of_the_other_direction_are_turned_in_place():
    assert in_logical_order([*"The word ", *from_right("ميناء قديم"), *" means old harbour"], rtl=False) == (
        "The word ميناء قديم means old harbour"
    )


def test_columns_from_right_to_left_begin_at_the_right():
    def turned(lines):
        return [" ".join(word[::-1] for word in reversed(line.split())) for line in lines]

    first = ["قرر مجلس الميناء يوم الاثنين", "توسيع الرصيف القديم أربعة أمتار", "بعد شتاءين لم ترس فيهما العبارة."]
    second = ["وقال الأهالي إن المدارس الخمس", "في الجزيرة ستبقى مغلقة حتى نهاية", "الأسبوع لأن المفتش لم يصل بعد."]
    page = words(turned(first), 240, 700) + words(turned(second), 40, 700)
    assert " ".join(read(page)) == " ".join([*first, *second])


def letters(text: str, left: float = 0.0, n: int = 0) -> list[Letter]:
    places = [(c, left + 5 * k, n + k) for k, c in enumerate(text)]
    return [Letter(c, at, at, at + 5, 100.0, 10.0, number) for c, at, number in places]


def shown(found: list[Letter]) -> list[str]:
    return ["".join(word.letters) for row in _rows(found) for word in _words(row, 0.15)]


def test_letters_make_words_by_their_place_and_not_by_their_order():
    page = letters("old quay")
    assert shown(page[::-1]) == ["old", "quay"]
    assert shown([*letters("old"), *letters("quay", 18)]) == ["old", "quay"]
    assert shown([*letters("ha"), *letters("rbour", 10)]) == ["harbour"]


def test_a_letter_drawn_twice_is_one_and_two_letters_of_one_sign_are_two():
    assert shown([*letters("quay"), *letters("quay", n=4)]) == ["quay"]
    pair = [Letter("f", 5, 5, 10, 100, 10, 1), Letter("f", 5, 5, 10, 100, 10, 2)]
    assert shown([*letters("o"), *pair, *letters("er", 10, n=3)]) == ["offer"]


def test_marks_stay_with_their_letters():
    mark = Letter("\u0301", 6, 6, 8, 100, 10)
    assert shown([mark, *letters("cafe", -14), *letters("s", 30)]) == ["cafe\u0301", "s"]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("12/06/24, 10:33 Quay to be widened - Harbour Post", "https://harbour.example/quay {}/2"),
        ("Quay to be widened - Harbour Post https://harbour.example/quay", "{} of 2 06.12.2024, 10:33"),
        ("06/12/2024 10:33\tQuay to be widened - Harbour Post", "https://harbour.example/quay\tPage {} sur 2"),
    ],
)
def test_what_a_browser_prints_around_a_page_is_left_out(head, foot):
    pages = [
        [
            PrintedLine(head),
            PrintedLine("Quay to be widened"),
            PrintedLine("On 4 May 2023 the board met."),
            PrintedLine("a"),
        ],
        [PrintedLine(head), PrintedLine("Work begins in May."), PrintedLine("b"), PrintedLine("c")],
    ]
    pages = [[*page, PrintedLine(foot.format(n))] for n, page in enumerate(pages, 1)]
    running = without_running_lines(pages, "Quay to be widened - Harbour Post")
    assert [[line.text for line in page] for page in running.pages] == [
        ["Quay to be widened", "On 4 May 2023 the board met.", "a"],
        ["Work begins in May.", "b", "c"],
    ]
    assert running.address == "https://harbour.example/quay"
    single = without_running_lines(pages[:1], "Quay to be widened - Harbour Post")
    assert single.pages[0][0].text == "Quay to be widened"


def test_a_head_that_counts_the_pages_is_no_title():
    pages = [
        [PrintedLine(f"THE HARBOUR POST\t{n}"), *(PrintedLine(f"{name} {word}") for word in "abcdefg")]
        for n, name in ((1, "left"), (2, "right"))
    ]
    assert [page[0].text for page in without_running_lines(pages).pages] == ["left a", "right a"]


def test_an_arabic_letter_drawn_behind_its_place_ends_no_word():
    row = [Letter("ن", 10, 10, 12, 0, 11), Letter("ا", 13, 14, 16.5, 0, 11), Letter("ب", 20.5, 20.5, 24, 0, 11)]
    assert ["".join(word.letters) for word in _words(row, 0.15)] == ["نا", "ب"]
