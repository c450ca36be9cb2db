// A table of the server's rows: sorts, searches and draws trends here; reports a name that is opened and what is ticked.

const PRINTED = 12 // rows on paper (html_table.css)
const SVG = "http://www.w3.org/2000/svg"
const STATE = "__filrougeTable"

function element(name, fields = {}, ...children) {
  const made = Object.assign(document.createElement(name), fields)
  made.append(...children)
  return made
}

function trend(values) {
  if (!values?.length) return ""
  const [width, height] = [96, 24]
  const top = Math.max(...values, 1)
  const x = (place) => (values.length > 1 ? (place * width) / (values.length - 1) : width / 2)
  const points = values.map((value, place) => `${x(place).toFixed(1)},${(height - (value / top) * height).toFixed(1)}`)
  const svg = document.createElementNS(SVG, "svg")
  svg.setAttribute("viewBox", `-1 -2 ${width + 2} ${height + 4}`)
  svg.setAttribute("preserveAspectRatio", "none")
  svg.setAttribute("aria-hidden", "true")
  const area = document.createElementNS(SVG, "polygon")
  area.setAttribute("points", `0,${height} ${points.join(" ")} ${width},${height}`)
  area.setAttribute("fill", "currentColor")
  area.setAttribute("opacity", "0.18")
  const line = document.createElementNS(SVG, "polyline")
  line.setAttribute("points", points.join(" "))
  line.setAttribute("fill", "none")
  line.setAttribute("stroke", "currentColor")
  line.setAttribute("stroke-width", "1.4")
  line.setAttribute("vector-effect", "non-scaling-stroke")
  svg.append(area, line)
  return svg
}

// Accents and capitals do not matter in a search.
const bare = (text) => String(text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()

const said = (column, row) => column.shown?.[row] ?? column.values[row] ?? ""

const rank = (value) => (Array.isArray(value) ? value.reduce((sum, one) => sum + one, 0) : value)

function inOrder(column, up) {
  return (a, b) => {
    const [left, right] = [rank(column.values[a]), rank(column.values[b])]
    const [none, nil] = [left === null || left === "", right === null || right === ""]
    if (none || nil) return none - nil || a - b // what is not known stands last, either way
    const order = typeof left === "number" ? left - right : String(left).localeCompare(String(right))
    return (up ? order : -order) || a - b
  }
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const host = parentElement.getRootNode().host ?? parentElement
  const state = (host[STATE] ??= { sort: null, up: true, find: "", all: false })
  const part = (selector) => parentElement.querySelector(selector)
  const ticked = new Set(data.ticked)
  const words = data.ids.map((_, row) => bare(data.columns.map((c) => `${said(c, row)} ${c.below?.[row] ?? ""}`).join(" ")))

  const cell = (column, row) => {
    const text = String(said(column, row))
    const made = element("td", { className: column.kind })
    if (column.kind === "name" && data.opens) {
      const name = element("button", { type: "button", textContent: text })
      name.onclick = () => setTriggerValue("open", data.ids[row])
      made.append(name)
    } else made.append(column.kind === "trend" ? trend(column.values[row]) : text)
    if (column.below?.[row]) made.append(element("span", { className: "below", textContent: column.below[row], dir: "auto" }))
    if (column.heat) {
      made.dataset.heat = ""
      made.style.setProperty("--heat", column.heat[row])
    }
    made.dataset.title = column.title
    made.dir = "auto"
    made.classList.toggle("empty", !made.hasChildNodes() || (column.kind !== "trend" && !text))
    return made
  }

  const tick = (row) => {
    const id = data.ids[row]
    const label = data.words.tick.replace("{name}", said(data.columns[0], row))
    const box = element("input", { type: "checkbox", checked: ticked.has(id), ariaLabel: label })
    box.onchange = () => {
      box.checked ? ticked.add(id) : ticked.delete(id)
      setTriggerValue("tick", { ids: data.ids.filter((one) => ticked.has(one)) })
    }
    return element("td", { className: "tick" }, box)
  }

  const draw = () => {
    const wanted = bare(state.find).split(/\s+/).filter(Boolean)
    const rows = data.ids.map((_, row) => row).filter((row) => wanted.every((word) => words[row].includes(word)))
    const by = data.columns[state.sort]
    if (by) rows.sort(inOrder(by, state.up))
    const shown = state.all || wanted.length ? rows : rows.slice(0, data.most)
    const made = shown.map((row) =>
      element("tr", {}, ...(data.ticks ? [tick(row)] : []), ...data.columns.map((column) => cell(column, row))),
    )
    part("tbody").replaceChildren(...made)
    part(".rest").textContent = shown.length > PRINTED ? data.words.rest : ""
    part(".more").hidden = shown.length === rows.length
    part(".count").textContent = wanted.length
      ? data.words.found.replace("{n}", rows.length).replace("{all}", data.ids.length)
      : ""
    headings()
  }

  const heading = (column, place) => {
    const button = element("button", { type: "button", textContent: column.title })
    button.title = column.help || data.words.sort.replace("{name}", column.title)
    button.onclick = () => {
      const first = column.kind === "name" || column.kind === "text"
      Object.assign(state, state.sort === place ? { up: !state.up } : { sort: place, up: first })
      draw()
      part(`th[data-place="${place}"] button`)?.focus()
    }
    const made = element("th", { className: column.kind, scope: "col" }, button)
    made.dataset.place = place
    made.ariaSort = state.sort === place ? (state.up ? "ascending" : "descending") : "none"
    return made
  }

  const headings = () => {
    const made = data.columns.map(heading)
    if (data.ticks) made.unshift(element("td", { className: "tick" }))
    part("thead").replaceChildren(element("tr", {}, ...made))
  }

  part("table").ariaLabel = data.label
  part(".bar").classList.toggle("searched", data.search)
  part(".find span").textContent = data.words.find
  const input = part("input[type=search]")
  input.value = state.find
  input.oninput = () => {
    state.find = input.value
    draw()
  }
  part(".more").textContent = data.words.more
  part(".more").onclick = () => {
    state.all = true
    draw()
  }
  draw()
}
