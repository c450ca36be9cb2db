import ast
import re
from datetime import date
from itertools import chain

import pytest
from babel.messages.pofile import read_po

from filrouge import i18n
from filrouge.chart import HEADINGS
from filrouge.wording.by_hand import FIELDS
from scripts.messages import CODE, KEYWORDS, ROOT, catalogue, extracted


def test_a_language_is_spoken_inside_the_with_only():
    assert i18n.spoken() == "en"
    with i18n.speaking("fr"):
        assert i18n.spoken() == "fr"
        assert i18n.day_text(date(2025, 5, 3)) == "3 mai 2025"
        assert i18n.day_text(date(2025, 5, 1)) == "1er mai 2025"
        assert i18n.day_text(date(2025, 5, 11)) == "11 mai 2025"
        assert i18n.language_name("de") == "allemand"
    assert i18n.day_text(date(2025, 5, 3)) == "3 May 2025"
    assert i18n.language_name("de") == "German"


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("Gas", "“Gas”", "« Gas »"),
        ("“We won”", "“We won”", "« We won »"),
        ("« Nous partons », dit-il", "“‘Nous partons’, dit-il”", "« “Nous partons”, dit-il »"),
        ("„Wir gehen“ – „nein“", "“‘Wir gehen’ – ‘nein’”", "« “Wir gehen” – “nein” »"),
        ('”Vi går” och "nej"', "“‘Vi går’ och ‘nej’”", "« “Vi går” och “nej” »"),
        ("“He said «no» twice”", "“He said ‘no’ twice”", "« He said “no” twice »"),
        ("“We fight to the end", "“‘We fight to the end”", "« “We fight to the end »"),
        ("Fin du combat. »", "“Fin du combat.’”", "« Fin du combat.” »"),
        ('A 12" pipe and 5\'10" of צה"ל', '“A 12" pipe and 5\'10" of צה"ל”', '« A 12" pipe and 5\'10" of צה"ל »'),
        ('"', '“"”', '« " »'),
    ],
)
def test_marks_within_a_quotation_are_the_inner_ones(text, english, french):
    assert i18n.quoted(text) == english
    with i18n.speaking("fr"):
        assert i18n.quoted(text).replace("\u202f", " ").replace("\xa0", " ") == french


def test_a_language_without_a_catalogue_is_english():
    with i18n.speaking("xx"):
        assert i18n.spoken() == "en"
        assert i18n._("no such message") == "no such message"


def test_numbers_as_each_language_writes_them():
    assert (i18n.number(7574), i18n.number(-0.5, 1), i18n.share(0.125, 1)) == ("7,574", "−0.5", "12.5%")
    with i18n.speaking("fr"):
        assert (i18n.number(7574), i18n.number(-0.5, 1), i18n.share(0.125, 1)) == ("7\u202f574", "−0,5", "12,5\u00a0%")


TRANSLATED = [locale for locale in i18n.LOCALES if locale != i18n.DEFAULT]


def forms(message) -> list[str]:
    return list(message) if isinstance(message, tuple | list) else [message]


def places(message: str) -> set[str]:
    """What is filled in."""
    return set(re.findall(r"%?\{[^}]*\}", message))


@pytest.mark.parametrize("locale", TRANSLATED)
def test_every_message_is_translated_and_keeps_its_places(locale):
    with catalogue(locale).open("rb") as stream:
        known = read_po(stream, locale=locale)
    wanted = {forms(message.id)[0] for message in extracted() if message.id}
    have = {forms(message.id)[0] for message in known if message.id}
    assert sorted(wanted - have) == [], "run scripts/messages.py, and translate what is new"
    assert sorted(have - wanted) == [], "run scripts/messages.py"
    for message in known:
        if not message.id:
            continue
        assert not message.fuzzy
        assert all(forms(message.string)), f"not translated: {message.id}"
        for one, text in zip(forms(message.id), forms(message.string), strict=True):
            assert places(text) == places(one), message.id
            assert text[:1].isspace() == forms(message.id)[0][:1].isspace()


def test_a_series_has_the_semicolons_of_its_language():
    assert (i18n.in_series([]), i18n.in_series(["a"]), i18n.in_series(["a", "b", "c"])) == ("", "a", "a; b; c")
    with i18n.speaking("fr"):
        assert i18n.in_series(["a", "{b}", "c"]) == "a\u202f; {b}\u202f; c"


INNER = "‘{text}’"  # the marks within a quotation, which French writes as English writes the outer ones


def test_french_punctuation_has_spaces_that_do_not_break():
    with catalogue("fr").open("rb") as stream:
        known = [text for m in read_po(stream, locale="fr") if m.id not in {"", INNER} for text in forms(m.string)]
    assert known
    breaking = re.compile(r" [:;?!»]|« |[\d}] %|[“”]")
    assert [text for text in known if breaking.search(text)] == []


def test_no_message_hides_inside_a_string():
    # Up to Python 3.11 what stands between the braces of an f-string is not read.
    known = {forms(message.id)[0] for message in extracted() if message.id}
    hidden = []
    for file in chain.from_iterable((ROOT / folder).rglob("*.py") for folder in CODE):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
                given = call.args[0]
                if isinstance(given, ast.Constant) and given.value not in known:
                    hidden.append((file.name, call.lineno, given.value))
    assert hidden == []


# What is shown, and no message: names, formats, what is the same everywhere.
_SAME = {"SVG", "PNG", "CSV", "Fil Rouge", "English · Français", "localized"}
_SHOWN = {
    "button", "caption", "checkbox", "date_input", "download_button", "error", "expander", "file_uploader", "header",
    "info", "markdown", "metric", "multiselect", "number_input", "radio", "segmented_control", "selectbox", "spinner",
    "subheader", "success", "tabs", "text", "text_area", "text_input", "title", "toast", "toggle", "warning",
    "NumberColumn", "TextColumn", "Column", "ListColumn", "LinkColumn", "DateColumn", "dialog",
}  # fmt: skip
_WORDS = {"label", "help", "placeholder", "alt"}


def bare_texts(tree: ast.AST) -> list[tuple[int, str]]:
    """Texts that a widget is given as they stand: first argument, and those that are words whatever the widget."""
    found = []
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or call.func.attr not in _SHOWN:
            continue
        if re.search(r"getLogger|^_log\.", ast.unparse(call.func)):
            continue
        given = [*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg in _WORDS)]
        for value in given:
            parts = [value] if isinstance(value, ast.Constant) else getattr(value, "values", [])
            texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            found += [(call.lineno, text) for text in texts if re.search(r"[A-Za-z]{3}", text) and text not in _SAME]
    return found


@pytest.mark.parametrize(
    "file", sorted((ROOT / "components").glob("*.py")) + sorted((ROOT / "pages").glob("*.py")), ids=lambda f: f.name
)
def test_no_widget_has_words_that_no_catalogue_knows(file):
    assert bare_texts(ast.parse(file.read_text("utf-8"))) == []


def test_the_reader_of_words_finds_them():
    tree = ast.parse('st.info("Nothing here")\nst.metric(_("Fine"), 1, help=f"of {n} left")')
    assert [text for _line, text in bare_texts(tree)] == ["Nothing here", " left"]


@pytest.mark.parametrize("locale", ["fr"])
def test_headings_that_may_stand_in_one_table_are_told_apart(locale):
    english = list(dict.fromkeys([*HEADINGS.values(), "Status", "Starred", "Hidden", *FIELDS.values()]))
    with i18n.speaking(locale):
        said = [i18n._(text) for text in english if text not in {"Headline"}]  # stands in no table with titles
    assert [text for text in said if said.count(text) > 1] == []
