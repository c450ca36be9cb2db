// Stands in a chart card. Draws the card's chart as SVG or PNG on white with its caption, and reports a clicked
// point (its customdata) or the corners of a box or lasso.

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

async function download(root, plot, data, format) {
  if (!plot || !window.Plotly) {
    say(root, "The chart is not drawn yet.")
    return
  }
  say(root, "Drawing…")
  try {
    await window.Plotly.downloadImage(printed(plot, data.layout), {
      format,
      filename: data.file,
      width: data.layout.width,
      height: data.layout.height,
      scale: format === "png" ? 2 : 1,
    })
    say(root, "")
  } catch (error) {
    say(root, `The ${format.toUpperCase()} could not be drawn: ${error}`)
  }
}

// Passages stand below the chart, often below the fold: bring them into view once they have changed.
function reveal() {
  const panel = document.querySelector(".st-key-passages")
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

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const host = parentElement.getRootNode().host ?? parentElement
  const card = host.closest('[class*="st-key-card-"]')
  const find = () => card?.querySelector(".js-plotly-plot")

  parentElement.querySelector(".svg").onclick = () => download(parentElement, find(), data, "svg")
  parentElement.querySelector(".png").onclick = () => download(parentElement, find(), data, "png")

  const onClick = (event) => {
    const point = event.points?.find((p) => p.customdata)
    if (data.points && point) {
      reveal()
      setTriggerValue("point", Array.from(point.customdata))
    }
  }
  const onSelected = (event) => {
    if (data.regions && event) {
      const found = corners(event)
      if (found.length > 2) {
        reveal()
        setTriggerValue("region", { corners: found })
      }
    }
  }
  const onDeselect = () => {
    if (data.regions) setTriggerValue("region", { corners: [] })
  }

  const onDrawn = () => {
    if (data.regions && attached) keepApart(attached)
  }

  // The chart is drawn after this part, and may be drawn anew: attach whenever a new one appears.
  let attached = null
  const attach = () => {
    const plot = find()
    if (!plot || !plot.on || plot === attached) return
    detach()
    attached = plot
    plot.on("plotly_click", onClick)
    plot.on("plotly_selected", onSelected)
    plot.on("plotly_deselect", onDeselect)
    plot.on("plotly_afterplot", onDrawn)
    onDrawn()
  }
  const detach = () => {
    attached?.removeListener?.("plotly_click", onClick)
    attached?.removeListener?.("plotly_selected", onSelected)
    attached?.removeListener?.("plotly_deselect", onDeselect)
    attached?.removeListener?.("plotly_afterplot", onDrawn)
    attached = null
  }
  const key = "__filrouge"
  host[key]?.()
  const observer = new MutationObserver(attach)
  if (card) observer.observe(card, { childList: true, subtree: true })
  attach()
  host[key] = () => {
    observer.disconnect()
    detach()
  }
  return () => host[key]?.()
}
