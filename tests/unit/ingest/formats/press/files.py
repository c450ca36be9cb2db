"""Writes the same lines as the kinds of file that press databases hand out."""

import html
import io
from collections.abc import Sequence
from pathlib import Path


def as_txt(lines: Sequence[str]) -> bytes:
    return "\r\n".join(lines).encode()


def as_rtf(lines: Sequence[str]) -> bytes:
    def escaped(line: str) -> str:
        line = line.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in line)

    head = r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Arial;}}{\header Page 1 of 3\par}\f0 "
    return (head + "".join(f"{escaped(line)}\\par\n" for line in lines) + "}").encode("ascii")


def as_docx(lines: Sequence[str]) -> bytes:
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_html(lines: Sequence[str]) -> bytes:
    style = "<style>.c0 { text-align: center; } .c1 { margin-top: 0em }</style><script>var a = '<p>no</p>';</script>"
    groups = "\n".join(line.strip() for line in lines).split("\n\n")
    boxes = []
    for group in filter(None, groups):
        apart = "<BR>" if all(len(line) < 90 for line in group.splitlines()) else "</SPAN></P>\n<P CLASS='c9'><SPAN>"
        boxes.append(
            f"<BR><DIV CLASS='c0'><P CLASS='c1'><SPAN>{html.escape(group).replace(chr(10), apart)}</SPAN></P>\n</DIV>"
        )
    shown = "".join(boxes)
    return f"<HTML><HEAD>{style}<TITLE>&nbsp;</TITLE></HEAD>\n<BODY>{shown}</BODY></HTML>".encode()


WRITERS = {"txt": as_txt, "rtf": as_rtf, "docx": as_docx, "html": as_html}


def write(folder: Path, kind: str, lines: Sequence[str], name: str = "export") -> Path:
    path = folder / f"{name}.{kind.upper()}"
    path.write_bytes(WRITERS[kind](lines))
    return path
