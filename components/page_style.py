"""The little CSS that Streamlit's theme does not cover."""

import streamlit as st

_CSS = """
<style>
[data-testid="stMainBlockContainer"] {padding-top: 3.6rem; padding-bottom: 3rem; max-width: 1500px;}
@media (min-width: 900px) {[data-testid="stMainBlockContainer"] {padding-left: 3rem; padding-right: 3rem;}}
:is(.st-key-passages, [class*="st-key-answer-"]) {scroll-margin-top: 4rem;}
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p {color: inherit; opacity: .9;}
[data-testid="stLayoutWrapper"]:has(> .st-key-browser), .st-key-browser {display: none;}
/* Streamlit greys what stands on an axis below AA contrast. */
.js-plotly-plot :is([class*="tick"], [class^="g-"], .infolayer, .bars) text {fill: currentColor !important;}
/* Plotly takes a cell that is nearly clear for white, on dark too. */
.st-key-chart-takers .heatmap-label text {fill: currentColor !important;}
/* "1,000,000 of 1,000,000" is never cut. */
[data-testid="stSidebar"] [data-testid="stMetricValue"] {font-size: 1.6rem;}
[data-testid="stSidebar"] [data-testid="stMetricValue"] * {white-space: normal; overflow: visible;}
.fr-sentence {opacity: .85; margin: -0.4rem 0 0 0; max-width: 75ch;}
.fr-caption, .fr-method {opacity: .82; font-size: .82rem; line-height: 1.35; margin: 0;}
.fr-passage {border-left: 3px solid var(--fr-mark, #7F8794); padding: .1rem 0 .1rem .8rem; margin: 0 0 .9rem 0;}
.fr-passage p {margin: 0 0 .25rem 0; max-width: 78ch; white-space: pre-wrap; overflow-wrap: anywhere;}
.fr-meta {font-size: .82rem; opacity: .85; overflow-wrap: anywhere;}
.fr-meta b {font-weight: 600;}
.fr-text {max-width: 78ch; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.6;}
.fr-text .fr-passage {margin: 0; padding-bottom: .6rem;}
.fr-alike {display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: .5rem 1.5rem;
  margin-bottom: .9rem;}
.fr-alike p {margin: 0; overflow-wrap: anywhere; max-width: 70ch;}
.fr-name {font-size: .78rem; opacity: .85; font-weight: 600;}
.fr-text del {opacity: .7; background: rgba(196,59,65,.14); text-decoration-color: #C43B41;}
mark {background: none; color: inherit; text-decoration: underline dotted; text-underline-offset: 3px;}
mark.fr-found {background: rgba(169,121,0,.26); text-decoration: none;}
mark.fr-denial {background: rgba(196,59,65,.22); text-decoration: underline solid #C43B41 2px;}
mark.fr-changed {background: rgba(169,121,0,.22); text-decoration: none;}
.fr-change {margin: .35rem 0 .35rem .6rem;}
mark.fr-number {background: rgba(47,119,198,.20); text-decoration: none;}
.st-key-in-context mark.fr-word {background: rgba(169,121,0,.22); font-weight: 600; text-decoration: none;}
.fr-pairs {display: grid; grid-template-columns: 1fr 1fr; gap: .5rem 2rem; margin-top: .6rem;}
.fr-pairs :is(p, h4) {margin: 0; padding: 0; overflow-wrap: anywhere; max-width: 70ch;}
.fr-pairs .fr-same {opacity: .75;}
.fr-pairs .fr-missing {font-size: .82rem; font-style: italic; opacity: .8;}
.fr-said {font-size: 1.05rem; line-height: 1.5; max-width: 78ch; margin: .2rem 0; overflow-wrap: anywhere;}
:is(.st-key-chart-topic-map, .st-key-chart-map-sides) .annotation {cursor: pointer;}
[data-testid="stTopNavLink"] {padding-left: .4rem; padding-right: .4rem;}
/* Words tell the pages apart; without pictures they stand side by side where Streamlit would fold the last away. */
@media (max-width: 1800px) {
  [data-testid="stTopNavLink"] {gap: 0; padding-left: .3rem; padding-right: .3rem;}
  [data-testid="stTopNavLink"] > :has(> * > [data-testid="stIconMaterial"]) {display: none;}
}
/* The buttons for what is ticked stay on the screen, however far down the table one is. */
[class*="st-key-acts-"] {position: sticky; top: 3.75rem; z-index: 5; background: GROUND;
  padding: .3rem 0;}
[data-testid="stLayoutWrapper"]:has(> [class*="st-key-acts-"]) {position: sticky; top: 3.75rem; z-index: 5;}
.fr-title {font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem 0; padding: 0;}
.fr-head {display: flex; flex-wrap: wrap; gap: .6rem 2.5rem; align-items: start;}
.fr-head > * {flex: 1 1 22rem; min-width: 0;}
.fr-quotations {columns: 2 24rem; column-gap: 2rem;}
.fr-quotations .fr-passage {break-inside: avoid;}
.fr-around {opacity: .72;}
.fr-gloss {font-size: .86rem; margin: .3rem 0 0 0; padding-left: .6rem; border-left: 2px dotted currentColor;
  max-width: 75ch;}
.fr-gloss > span:first-child {opacity: .85;}
.fr-whole {font-size: .86rem; margin-top: .2rem;}
.fr-facts {display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .35rem 1.2rem; font-size: .92rem;}
dl.fr-facts, .fr-facts :is(dt, dd) {margin: 0; padding: 0;}
.fr-facts dt {font-weight: 600; opacity: .85;}
.fr-facts dd {max-width: 75ch; overflow-wrap: anywhere;}
:focus-visible {outline: 2px solid currentColor !important; outline-offset: 2px;}
/* A field is more than its input: the ring goes round all of it. */
:is(.stTextInputRootElement, .react-aria-ComboBox > div) input:focus-visible {outline: none !important;}
:is(.stTextInputRootElement, .react-aria-ComboBox > div):has(input:focus-visible) {
  outline: 2px solid currentColor; outline-offset: 2px;
}
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after {animation-duration: .01ms !important; animation-iteration-count: 1 !important;
    transition-duration: .01ms !important; scroll-behavior: auto !important;}
}
/* The table's own download would write cells that a spreadsheet runs as formulas; ours does not. */
[data-testid="stElementToolbar"] button[aria-label^="Download as CSV"] {display: none;}
@media (max-width: 640px) {
  .fr-facts {grid-template-columns: 1fr; gap: .1rem;}
  .fr-pairs {gap: .4rem .8rem; font-size: .86rem;}
  .fr-facts dd {padding-bottom: .5rem;}
  [class*="st-key-wide-"] {overflow-x: auto;
    mask-image: linear-gradient(to right, #000 calc(100% - 28px), transparent);}
  [class*="st-key-wide-"] > * {min-width: 720px;}
  .st-key-chart-map-sides {flex-basis: 1260px !important;}  /* its panels are stacked */
  .st-key-chart-map-sides [data-testid="stPlotlyChart"] {height: 1260px !important;}
}
@page {size: A4; margin: 11mm;}
@media print {
  html {font-size: 10.5px;}
  html, body, #root, #root > *, [data-testid="stApp"], [data-testid="stAppViewContainer"], [data-testid="stMain"],
  [data-testid="stAppViewContainer"] > * {
    height: auto !important; overflow: visible !important; position: static !important; display: block !important;
  }
  [data-testid="stSidebar"], [data-testid="stHeader"], a[href^="#main"], [class*="skip" i],
  [data-testid="stToolbar"], [data-testid="stSelectbox"], [data-testid="stButton"],
  [data-testid="stDownloadButton"], [data-testid="stElementToolbar"], .fr-method, .fr-whole,
  [class*="st-key-tools-"], .modebar {display: none !important;}
  [data-testid="stMainBlockContainer"] {padding: 0 !important; max-width: none;}
  [data-testid="stMainBlockContainer"] [data-testid="stVerticalBlock"] {gap: .5rem;}
  [class*="st-key-card-"] {padding: .5rem .8rem !important; break-inside: avoid;}
  .fr-sentence, .fr-said, .fr-passage p, .fr-facts dd {max-width: none;}
  .fr-quotations .fr-passage {margin-bottom: .35rem;}
  .fr-quotations .fr-said {font-size: .95rem; line-height: 1.35; margin: 0;}
  .fr-gloss {font-size: .8rem; margin-top: .1rem;}
  .js-plotly-plot, .js-plotly-plot :is(.plot-container, .svg-container) {
    width: 100% !important; height: auto !important;
  }
  .js-plotly-plot .svg-container {aspect-ratio: var(--fr-ratio, auto); max-height: 180px; margin: 0 auto;}
  .js-plotly-plot .main-svg {width: 100% !important; height: 100% !important;}
  :is([data-testid="stPlotlyChart"], [data-testid="stFullScreenFrame"], [data-testid="stElementContainer"],
    [data-testid="stElementContainer"] > div, [class*="st-key-fitted-"], [class*="st-key-wide-"]) {
    height: auto !important; min-height: 0 !important;
  }
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"]) {
    display: flex !important; flex-wrap: nowrap !important; gap: .6rem;
  }
  [data-testid="stColumn"] {min-width: 0 !important; width: auto !important; flex: 1 1 0 !important;}
  [data-testid="stColumn"]:has(.st-key-card-languages) {flex-grow: .4 !important;}
  [data-testid="stColumn"] .svg-container {max-height: 150px !important;}
  /* The page of a narrative is two of paper: what is there to be explored stays on the screen. */
  :is(.st-key-card-adoption, .st-key-card-evidence, .st-key-card-its-documents, .st-key-card-narrative-claims,
    .st-key-card-claim-sides, [class*="st-key-answer-"]) {
    display: none;
  }
  .st-key-card-quotations {break-before: page;}
  .st-key-card-lanes .svg-container {max-height: 150px;}
  .fr-facts .fr-words, :is(.st-key-card-lanes, .st-key-card-languages, .st-key-card-neighbours) .fr-caption {
    display: none;
  }
  [data-testid="stHeading"] h3, h3 {font-size: 1.35rem !important; padding: 0 !important;}
  a {color: inherit !important; text-decoration: none !important;}
}
</style>
"""


_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 168 32" height="32">'
    '<path d="M4 24c8-14 14 8 22-2s8-16 14-8" fill="none" stroke="#C43B41" stroke-width="3"/>'
    '<text x="52" y="23" font-family="sans-serif" font-size="20" font-weight="600" fill="#C43B41">'
    "Fil Rouge</text></svg>"
)


def apply() -> None:
    """Add the style and the logo to the page."""
    ground = ", ".join(str(st.get_option(f"theme.{theme}.backgroundColor")) for theme in ("light", "dark"))
    st.html(_CSS.replace("GROUND", f"light-dark({ground})"))
    st.logo(_LOGO, size="large")
