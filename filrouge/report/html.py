"""A report as one page that opens from disk: figures still interactive, or as pictures for print."""

from base64 import b64encode
from html import escape
from typing import Final

from filrouge.annotations.report import Quote, Report
from filrouge.bundle import Bundle
from filrouge.chart import Chart
from filrouge.explore.web import web_link
from filrouge.export.page import POLICY_TAG, figure_html, plotly_script
from filrouge.figures.printing import for_print
from filrouge.i18n import _, spoken
from filrouge.report.gather import ReportItem
from filrouge.report.methods import sections
from filrouge.report.words import (
    clean,
    excerpt,
    facts,
    label,
    link_text,
    notices,
    original,
    rows_of,
    signature,
    title_of,
    translated,
)

_LONGEST_WORD: Final = 24
_STYLE: Final = """
body{margin:0 auto;max-width:1100px;padding:24px;font-family:Arial,'Liberation Sans',Helvetica,sans-serif;
color:#1B1F27;background:#fff;line-height:1.5}
h1{font-size:30px;margin:.2em 0}h2{font-size:21px;margin:1.6em 0 .3em}p{max-width:80ch;margin:.4em 0}
section{break-inside:avoid-page}figure{margin:8px 0;overflow-x:auto}figure img{max-width:100%;height:auto}
figcaption,.meta{font-size:13px;color:#4A5160;max-width:100ch;overflow-wrap:anywhere}
blockquote{margin:8px 0;border-left:3px solid #A4262C;padding:2px 0 2px 14px;overflow-wrap:anywhere;
white-space:pre-wrap}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(260px,1fr));gap:18px}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:13px}caption{text-align:left}
th,td{padding:4px 10px;border-bottom:1px solid #D5D9E0;text-align:left;vertical-align:top}
.long{overflow-wrap:anywhere}
.notice{background:#FFF4DC;padding:4px 10px}a{color:#9B1C24}
@page{size:A4;margin:16mm}@media print{body{padding:0;max-width:none;font-size:11pt}}
"""


def html_page(report: Report, items: list[ReportItem], bundle: Bundle, pictures: dict[str, bytes] | None = None) -> str:
    """The page; with `pictures`, PNG by id of entry, figures are these, and no script is in it."""
    title = escape(clean(title_of(report)))
    script = plotly_script() if pictures is None else ""
    body = "".join(_section(item, bundle, pictures) for item in items)
    methods = "".join(
        f"<h3>{escape(heading)}</h3><ul>{''.join(f'<li>{escape(clean(s))}</li>' for s in sentences)}</ul>"
        for heading, sentences in sections(bundle)
    )
    return (
        f'<!doctype html><html lang="{spoken()}"><head><meta charset="utf-8">'
        f'{POLICY_TAG}<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style>{script}</head><body><header><h1>{title}</h1>{_paragraphs(report.introduction)}"
        f"</header><main>{body}</main><footer><h2>{escape(_('Data and method'))}</h2>{methods}"
        f'<p class="meta">{escape(signature(bundle))}</p></footer></body></html>'
    )


def _section(item: ReportItem, bundle: Bundle, pictures: dict[str, bytes] | None) -> str:
    head = f"<h2 dir='auto'>{escape(clean(item.title))}</h2>" if item.title else ""
    notes = "".join(f'<p class="notice">{escape(clean(text))}</p>' for text in notices(item, bundle))
    body = ""
    if item.chart is not None:
        body = _figure(item, item.chart, pictures) if item.chart.figure is not None else _table(item, item.chart)
        body += f'<p class="meta">{escape(clean(link_text(item)))}</p>'
    elif item.entry.quote is not None:
        body = _quote(item.entry.quote)
    return f"<section>{head}{notes}{_paragraphs(item.entry.annotation)}{body}</section>"


def _figure(item: ReportItem, chart: Chart, pictures: dict[str, bytes] | None) -> str:
    alt = escape(clean(chart.alt))
    if pictures is None:
        drawn = for_print(chart.figure, "", "", "", "")
        drawn.layout.hovermode = chart.figure.layout.hovermode  # type: ignore[union-attr]
        drawn.update_layout(title=None, width=None, height=chart.figure.layout.height or 450, autosize=True)  # type: ignore[union-attr]
        drawn.update_layout(margin={"t": 30})
        drawing = f'<div role="img" aria-label="{alt}">{figure_html(drawn)}</div>'
    elif item.entry.id in pictures:
        drawing = f'<img src="data:image/png;base64,{b64encode(pictures[item.entry.id]).decode()}" alt="{alt}">'
    else:
        drawing = f"<p>{alt}</p>"
    caption = f"<b>{escape(label(item))}.</b> {escape(clean(f'{chart.sentence} {chart.caption}'))}"
    return f"<figure>{drawing}<figcaption>{caption}</figcaption></figure>"


def _table(item: ReportItem, chart: Chart) -> str:
    names, rows, more = rows_of(chart)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    caption = f"<b>{escape(label(item))}.</b> {escape(clean(f'{chart.sentence} {chart.caption}'))}"
    return (
        f"<div class='wide'><table><caption class='meta'>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div><p class='meta'>{escape(more)}</p>"
    )


def _quote(quote: Quote) -> str:
    text = f'<blockquote dir="auto" lang="{escape(quote.language)}">{escape(clean(excerpt(quote.text)))}</blockquote>'
    if quote.translation.strip():
        text = (
            f'<div class="pair"><div>{text}</div><div><p class="meta">{escape(translated())}</p>'
            f'<blockquote dir="auto">{escape(clean(quote.translation))}</blockquote></div></div>'
        )
    where = escape(clean(" · ".join(facts(quote))))
    if link := web_link(quote.url):
        where += f' · <a href="{escape(clean(link))}" rel="noopener noreferrer">{escape(clean(link))}</a>'
    elif quote.url:
        where += f" · {escape(clean(quote.url))}"
    return f'{text}<p class="meta">{where}<br>{escape(original(quote))}</p>'


def _paragraphs(text: str) -> str:
    lines = [line for line in clean(text).splitlines() if line.strip()]
    return "".join(f'<p dir="auto">{escape(line)}</p>' for line in lines)


def _cells(row: list[str]) -> str:
    # Only a word that is too long for a column may be broken anywhere: else a column of short words gives way to it.
    kinds = (" class='long'" if any(len(word) > _LONGEST_WORD for word in cell.split()) else "" for cell in row)
    return "".join(f'<td dir="auto"{kind}>{escape(cell)}</td>' for kind, cell in zip(kinds, row, strict=True))
