// What a browser does on every page of the dashboard, besides what Streamlit has it do.

export default function () {
  if (window.filrougeBrowser) return // of this page it was told before
  window.filrougeBrowser = true

  // Streamlit writes the address of a page twice, first bare and then with its fields: two steps in the history, and
  // going back would take two presses. What completes a bare address takes its place.
  const push = history.pushState.bind(history)
  history.pushState = (state, title, url) => {
    const next = new URL(url ?? "", location.href)
    const completes = location.search === "" && next.pathname === location.pathname
    return completes ? history.replaceState(state, title, url) : push(state, title, url)
  }

  // A typed date is taken when its field is left or with Escape. Enter says the same.
  const field = '[data-testid="stDateInputField"]'
  const taken = (event) => {
    if (event.key !== "Enter" || !event.target.closest?.(field)) return
    event.target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }))
  }
  document.addEventListener("keydown", taken, { capture: true })

  // Escape closes a list and leaves what is chosen in it; Streamlit would have nothing chosen.
  const kept = (event) => {
    const input = event.target
    if (event.key !== "Escape" || !event.isTrusted || !input.closest?.('[data-testid="stSelectbox"]')) return
    const open = input.getAttribute("aria-expanded") === "true"
    if (!open && input.closest('[role="dialog"]')) return // which it closes
    event.stopImmediatePropagation()
    event.preventDefault()
    if (!open) return
    input.blur()
    input.focus()
  }
  document.addEventListener("keydown", kept, { capture: true })
}
