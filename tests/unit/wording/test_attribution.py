"""How a field was found is said in the reader's language, whatever the engine stores."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from filrouge import ingest
from filrouge.i18n import speaking
from filrouge.wording.attribution import field_text, method_text

_TELLING = {"method", "methods", "how", "title_method", "text_method"}


def literals(node: ast.AST | None) -> Iterator[str]:
    """Texts that an expression may give, with a letter for what is put into them."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from (*literals(one), *literals(other))
        case ast.Dict(values=parts) | ast.BoolOp(values=parts):
            yield from (text for part in parts for text in literals(part))
        case ast.Call(func=ast.Attribute(attr="fromkeys"), args=[_, value]):
            yield from literals(value)
        case ast.Call(func=ast.Attribute(value=value, attr="strip")):
            yield from literals(value)


def assigned(target: ast.AST, value: ast.AST | None) -> Iterator[str]:
    match target, value:
        case ast.Tuple(elts=targets), ast.Tuple(elts=values):
            yield from (text for pair in zip(targets, values, strict=True) for text in assigned(*pair))
        case ((ast.Name(id=name) | ast.Subscript(value=ast.Name(id=name))), _) if name in _TELLING:
            yield from literals(value)


def stored() -> list[str]:
    """What the modules of ingest write down as the way in which a field was found."""
    found: set[str] = set()
    for file in Path(ingest.__file__).parent.rglob("*.py"):
        if file.name == "guard.py":  # there, "how" is advice
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Candidate"), args=[_, method, *_]):
                    found |= {*literals(method)}
                case ast.Call(func=ast.Name(id="Attribution"), args=[_, method, _]):
                    found |= {*literals(method)}
                case ast.Call(func=ast.Attribute(attr="and_found"), args=[_, _, method]):
                    found |= {*literals(method)}
                case ast.Assign(targets=[target], value=value):
                    found |= {*assigned(target, value)}
            if isinstance(node, ast.Call):
                found |= {text for one in node.keywords if one.arg in _TELLING for text in literals(one.value)}
    return sorted(found - {"html", "content", "element", "", "xml"})  # lxml's, and how a column of markup was chosen


def test_every_way_in_which_a_field_is_found_has_french_words():
    methods = stored()  # not a test for each: every worker would read all modules to know of them
    assert {"dateline", "feed (summary)", "linked data X", "table of outlets"} <= {*methods}
    with speaking("fr"):
        said = {method: method_text(method) for method in methods}
    assert [method for method, text in said.items() if not text] == []
    same = [method for method, text in said.items() if text == method]
    assert [method for method in same if not method.startswith(("wp:", "variable "))] == []  # "wp:": a tag's own name


@pytest.mark.parametrize(
    ("method", "french"),
    [
        ("column Datum", "colonne Datum"),
        ("page metadata og:site_name", "métadonnées de la page og:site_name"),
        ("linked data", "données liées"),
        ("element head", "élément head"),
        ("<time> element datetime", "élément <time> datetime"),
        ("header From (attached: brief.eml)", "en-tête From (pièce jointe : brief.eml)"),
        ("RIS tag", "balise RIS"),
        ("Zotero RDF", "Zotero RDF"),
    ],
)
def test_names_of_the_file_stay_as_they_are(method, french):
    with speaking("fr"):
        assert method_text(method) == french
    with speaking("en"):
        assert method_text(method) == method


def test_fields_are_named_in_the_language_too():
    with speaking("fr"):
        assert [field_text(name) for name in ("title", "language")] == ["Titre", "Langue"]
    assert field_text("genre") == "Genre"
