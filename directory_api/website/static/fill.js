// Fills a copy of a <template> with data. The marks are written by templates/parts/fill.html, which says what each means.
// Everything from outside goes in as text or as a checked address; no HTML is ever read from a string.

const SAFE_ADDRESS = /^(https?:\/\/|tel:|sms:|mailto:)/;

export function at(data, path) {
  if (path === ".") return data;
  return path.split(".").reduce((found, step) => found?.[step], data);
}

function holds(value, equals) {
  if (equals !== undefined) return String(value) === equals;
  return value !== undefined && value !== null && value !== false && value !== "" && value.length !== 0;
}

function fillElement(element, data) {
  const { text, href, prefix, value, mark } = element.dataset;
  if (text !== undefined) element.textContent = at(data, text) ?? "";
  if (value !== undefined) element.value = at(data, value);
  if (mark !== undefined) element.dataset.kind = at(data, mark);
  if (href !== undefined) {
    const address = prefix + at(data, href);
    if (SAFE_ADDRESS.test(address)) element.href = address;
  }
  for (const name of ["text", "href", "prefix", "value", "mark", "when", "equals", "each"]) delete element.dataset[name];
}

function fillInside(parent, data) {
  for (const child of [...parent.children]) {
    const { each, when, equals } = child.dataset;
    if (each !== undefined) {
      for (const item of at(data, each) ?? []) {
        const copy = child.cloneNode(true);
        fillElement(copy, item);
        fillInside(copy, item);
        child.before(copy);
      }
      child.remove();
    } else if (when !== undefined && !holds(at(data, when), equals)) {
      child.remove();
    } else {
      fillElement(child, data);
      fillInside(child, data);
    }
  }
}

// Returns what the template of that id holds, filled. Data may be a plain string, which "." stands for.
export function filled(id, data) {
  const copy = document.getElementById(id).content.cloneNode(true);
  fillInside(copy, data);
  return copy;
}
