// The name under which somebody changes something, kept by the browser.
const KEY = "filrouge-author";

export default function ({ data, setStateValue }) {
  try {
    if (data.name) {
      localStorage.setItem(KEY, data.name);
    } else {
      const kept = localStorage.getItem(KEY);
      if (kept) setStateValue("name", kept);
    }
  } catch {
    // A browser that keeps nothing asks again.
  }
}
