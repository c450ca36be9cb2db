// Stands in a chart card. Draws the card's chart as SVG or PNG on white with its caption, and reports a clicked
// point (its customdata), the corners of a box or lasso, or the ends of a stretch drawn along the axis of time.

const say = (root, text) => {
  root.querySelector(".status").textContent = text
}

function printed(plot, layout) {
  // What the reader sees: series switched off in the legend stay off, a zoomed axis stays zoomed.
  const copy = structuredClone(layout)
  for (const [name, axis] of Object.entries(plot.layout)) {
    if (/^[xy]axis\d*$/.test(name) && axis && axis.autorange === false && axis.range) {
      copy[name] = { ...copy[name], range: [...axis.range], autorange: false }
    }
  }
  return { data: plot.data, layout: copy }
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
  return n
})

// A chunk of text for a PNG: an iTXt that is not compressed.
function chunk(name, text) {
  const body = new TextEncoder().encode(`iTXt${name}\0\0\0\0\0${text}`)
  const raw = new Uint8Array(body.length + 8)
  const view = new DataView(raw.buffer)
  view.setUint32(0, body.length - 4)
  raw.set(body, 4)
  view.setUint32(body.length + 4, ~body.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), -1))
  return raw
}

function pngFile(url, about) {
  const raw = Uint8Array.from(atob(url.split(",")[1]), (c) => c.charCodeAt(0))
  const head = 33 // the signature and the header chunk
  const texts = Object.entries(about).map(([name, text]) => chunk(name, text))
  return new Blob([raw.slice(0, head), ...texts, raw.slice(head)], { type: "image/png" })
}

function svgFile(url, about) {
  const safe = (text) => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`)
  const text = decodeURIComponent(url.slice(url.indexOf(",") + 1))
  const own =
    `<title>${safe(about.Title)}</title><desc>${safe(about.Description)}</desc>` +
    `<metadata id="filrouge">${safe(about.filrouge)}</metadata>`
  return new Blob([text.replace(/<svg\b[^>]*>/, (tag) => tag + own)], { type: "image/svg+xml" })
}

const scaled = (data, format) => (format === "png" ? data.scale : 1)

const size = (data, format) =>
  [data.layout.width, data.layout.height].map((side) => side * scaled(data, format)).join(" × ") + " px"

async function download(root, plot, data, format) {
  if (!plot || !window.Plotly) {
    say(root, data.words.early)
    return
  }
  say(root, data.words.drawing)
  try {
    const { width, height } = data.layout
    const scale = scaled(data, format)
    const url = await window.Plotly.toImage(printed(plot, data.layout), { format, width, height, scale })
    const file = format === "png" ? pngFile(url, data.about) : svgFile(url, data.about)
    const link = document.createElement("a")
    link.href = URL.createObjectURL(file)
    link.download = `${data.file}.${format}`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    say(root, "")
  } catch (error) {
    say(root, data.words.failed.replace("{why}", error))
  }
}

// What a click asks for stands below the chart, often below the fold: bring them into view once they have changed.
function reveal(card) {
  const panel = document.querySelector(`.st-key-answer-${CSS.escape(card)}`) ?? document.querySelector(".st-key-passages")
  if (!panel) return
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"
  const observer = new MutationObserver(() => {
    observer.disconnect()
    setTimeout(() => panel.scrollIntoView({ behavior, block: "start" }), 150)
  })
  observer.observe(panel, { childList: true, subtree: true, characterData: true })
  setTimeout(() => observer.disconnect(), 8000)
}

function corners(event) {
  const round = (value) => Math.round(value * 100) / 100
  if (event?.lassoPoints) {
    const xs = Object.entries(event.lassoPoints).find(([name]) => name.startsWith("x"))[1]
    const ys = Object.entries(event.lassoPoints).find(([name]) => name.startsWith("y"))[1]
    const step = Math.max(1, Math.ceil(xs.length / 60)) // sixty corners tell an outline; a link must hold them
    return xs.map((x, i) => [round(x), round(ys[i])]).filter((_, i) => i % step === 0)
  }
  if (event?.range) {
    const [x0, x1] = Object.entries(event.range).find(([name]) => name.startsWith("x"))[1]
    const [y0, y1] = Object.entries(event.range).find(([name]) => name.startsWith("y"))[1]
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]].map(([x, y]) => [round(x), round(y)])
  }
  return []
}

// How wide a chart is drawn, only the browser knows: of labels that would cover each other, the first is kept.
function keepApart(plot) {
  const kept = []
  for (const label of plot.querySelectorAll(".infolayer .annotation")) {
    const box = label.getBoundingClientRect()
    const covers = kept.some((k) => box.left < k.right && k.left < box.right && box.top < k.bottom && k.top < box.bottom)
    label.style.visibility = covers ? "hidden" : ""
    if (!covers) kept.push(box)
  }
}

// On paper a chart is as wide as the page: its drawings scale (page_style.py) where they say how large they are.
function scalable(plot) {
  for (const drawing of plot.querySelectorAll(".main-svg")) {
    const [width, height] = [drawing.getAttribute("width"), drawing.getAttribute("height")]
    drawing.setAttribute("viewBox", `0 0 ${width} ${height}`)
    plot.style.setProperty("--fr-ratio", `${width} / ${height}`)
  }
}

const NARROW = 620 // pixels: panels of a narrower chart stand above one another (page_style.py gives them the height)

// How wide a chart is, only the browser knows: the server says what changes when its panels are stacked.
function arrange(plot) {
  const ways = plot.layout?.meta
  if (!ways?.stacked || !window.Plotly || !plot.clientWidth) return
  const wanted = plot.clientWidth < NARROW ? ways.stacked : ways.wide
  const right = (domain) => domain?.[1]
  if (right(plot.layout.xaxis?.domain) !== right(wanted["xaxis.domain"])) {
    window.Plotly.relayout(plot, structuredClone(wanted))
  }
}

const LETTERS = 18 // of a row's label on a small screen: with whole sentences the first marks would be out of sight
const LABELS = "__filrougeLabels"

// A wide chart is scrolled on a small screen: its rows' labels are shortened there, and whole again where there is room.
function shorten(plot) {
  const axis = plot.layout?.yaxis
  const seen = plot.closest('[class*="st-key-wide-"]')?.clientWidth
  if (axis?.tickmode !== "array" || !axis.ticktext || !seen || !window.Plotly) return
  const kept = plot[LABELS]
  if (seen >= NARROW) {
    plot[LABELS] = null
    if (kept?.short.join() === axis.ticktext.join()) window.Plotly.relayout(plot, { "yaxis.ticktext": kept.whole })
    return
  }
  const cut = (text) => (text.length > LETTERS + 1 && !/[<&]/.test(text) ? `${text.slice(0, LETTERS).trimEnd()}…` : text)
  const short = axis.ticktext.map(cut)
  if (short.join() === axis.ticktext.join()) return
  plot[LABELS] = { whole: axis.ticktext, short }
  window.Plotly.relayout(plot, { "yaxis.ticktext": short })
}

// The edges of what is seen, or nothing where the axes show all there is.
function edges(plot) {
  const { xaxis, yaxis } = plot._fullLayout
  if (xaxis.autorange && yaxis.autorange) return []
  return [xaxis.range[0], yaxis.range[0], xaxis.range[1], yaxis.range[1]]
}

// Two windows are one where no edge has moved by as much as a pixel.
function same(a, b) {
  if (a.length !== b.length) return false
  return a.every((edge, i) => Math.abs(edge - b[i]) < 0.001 * Math.abs(a[i < 2 ? i + 2 : i] - a[i < 2 ? i : i - 2]))
}

const PAUSE = 350 // milliseconds without a move, until the server is asked

// The axes under the pointer; panels of one plane move together.
function panelAt(plot, left, top) {
  const over = (axis, at) => at >= axis._offset && at <= axis._offset + axis._length
  const panels = Object.values(plot._fullLayout._plots)
  return panels.find((p) => over(p.xaxis, left) && over(p.yaxis, top)) ?? plot._fullLayout
}

// Ctrl and the wheel, or two fingers on a touchpad, zoom about the pointer; the wheel alone scrolls the page.
function zoomed(plot, event) {
  const box = plot.getBoundingClientRect()
  const { xaxis, yaxis } = panelAt(plot, event.clientX - box.left, event.clientY - box.top)
  const factor = Math.exp(Math.max(-100, Math.min(100, event.deltaY)) * 0.004)
  const change = {}
  for (const [axis, name, at] of [
    [xaxis, xaxis._name, event.clientX - box.left],
    [yaxis, yaxis._name, event.clientY - box.top],
  ]) {
    const middle = axis.p2d(at - axis._offset)
    change[`${name}.range`] = axis.range.map((edge) => middle + (edge - middle) * factor)
  }
  return change
}

const MODE = "__filrougeDrag"
const TOUCHES = ["touchstart", "touchmove"]

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const host = parentElement.getRootNode().host ?? parentElement
  // In the export dialog, this part stands apart from the card whose chart it draws.
  const card = document.querySelector(`.st-key-card-${CSS.escape(data.card)}`)
  const find = () => card?.querySelector(".js-plotly-plot")

  for (const format of ["svg", "png"]) {
    const button = parentElement.querySelector(`.${format}`)
    button.onclick = () => download(parentElement, find(), data, format)
    button.title = size(data, format)
  }

  // A finger that scrolls the page means no mark.
  let finger = null
  let swiped = false
  const onTouch = ({ type, touches: [touch] }) => {
    if (type === "touchstart") [finger, swiped] = [touch, false]
    else swiped ||= Math.hypot(touch.clientX - finger.clientX, touch.clientY - finger.clientY) > 8
  }

  const onClick = (event) => {
    if (swiped) return
    const point = event.points?.find((p) => p.customdata)
    if (data.points && point) {
      reveal(data.card)
      setTriggerValue("point", Array.from(point.customdata))
    }
  }
  const onName = ({ annotation }) => {
    if (annotation?.name) setTriggerValue("narrative", annotation.name)
  }
  const onSelected = (event) => {
    if (data.spans && event?.range) {
      const along = Object.entries(event.range).find(([name]) => name.startsWith("x"))[1]
      setTriggerValue("span", along.map(String).sort())
    }
    if (data.regions && event) {
      const found = corners(event)
      if (found.length > 2) {
        reveal(data.card)
        setTriggerValue("region", { corners: found })
      }
    }
  }
  const onDeselect = () => {
    if (data.regions) setTriggerValue("region", { corners: [] })
  }

  // What a drag does: what the reader chose last, also after the chart was drawn anew. A finger scrolls the page until
  // the reader has chosen something else.
  const atFirst = matchMedia("(pointer: coarse)").matches ? false : undefined
  const modes = Object.entries(data.modes ?? {}).map(([mode, label]) => {
    const button = document.createElement("button")
    Object.assign(button, { type: "button", textContent: label })
    button.onclick = () => {
      host[MODE] = button.ariaPressed === "true" ? false : mode
      applyMode()
    }
    return [mode, button]
  })
  parentElement.querySelector(".modes").replaceChildren(...modes.map(([, button]) => button))
  const applyMode = () => {
    const wanted = MODE in host ? host[MODE] : atFirst
    if (wanted !== undefined && attached.layout.dragmode !== wanted) {
      window.Plotly?.relayout(attached, { dragmode: wanted })
    }
    for (const [mode, button] of modes) button.ariaPressed = String(attached._fullLayout.dragmode === mode)
  }

  const onDrawn = () => {
    if (!attached) return
    scalable(attached)
    arrange(attached)
    shorten(attached)
    applyMode()
    if (data.regions || data.windows) keepApart(attached)
  }

  let sent = null
  let waiting = 0
  const onMoved = (change) => {
    if (change && "dragmode" in change) host[MODE] = change.dragmode
    if (!data.windows || !attached || !Object.keys(change ?? {}).some((name) => /^[xy]axis\./.test(name))) return
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      const seen = edges(attached)
      if (sent && same(seen, sent)) return
      sent = seen
      setTriggerValue("window", { edges: seen })
    }, PAUSE)
  }
  const onWheel = (event) => {
    if (!data.windows || !attached || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    window.Plotly?.relayout(attached, zoomed(attached, event))
  }

  // The chart is drawn after this part, and may be drawn anew: attach whenever a new one appears.
  let attached = null
  const attach = () => {
    const plot = find()
    if (!plot || !plot.on || plot === attached) return
    detach()
    attached = plot
    plot.on("plotly_click", onClick)
    plot.on("plotly_clickannotation", onName)
    plot.on("plotly_selected", onSelected)
    plot.on("plotly_deselect", onDeselect)
    plot.on("plotly_afterplot", onDrawn)
    plot.on("plotly_relayout", onMoved)
    plot.addEventListener("wheel", onWheel, { passive: false, capture: true })
    for (const name of TOUCHES) plot.addEventListener(name, onTouch, { passive: true, capture: true })
    sent = edges(plot)
    onDrawn()
  }
  const detach = () => {
    attached?.removeListener?.("plotly_click", onClick)
    attached?.removeListener?.("plotly_clickannotation", onName)
    attached?.removeListener?.("plotly_selected", onSelected)
    attached?.removeListener?.("plotly_deselect", onDeselect)
    attached?.removeListener?.("plotly_afterplot", onDrawn)
    attached?.removeListener?.("plotly_relayout", onMoved)
    attached?.removeEventListener("wheel", onWheel, { capture: true })
    for (const name of TOUCHES) attached?.removeEventListener(name, onTouch, { capture: true })
    clearTimeout(waiting)
    attached = null
  }
  const key = "__filrouge"
  host[key]?.() // what an earlier run of this part left listening
  const observer = new MutationObserver(attach)
  if (card) observer.observe(card, { childList: true, subtree: true })
  attach()
  const stop = () => {
    observer.disconnect()
    detach()
  }
  host[key] = stop
  return stop // never another run's: that one goes on listening
}
