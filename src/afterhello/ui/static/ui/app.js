// Small help for the pages: every one of them also works without this file.

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
const inside = (root, selector) => [...(root.matches?.(selector) ? [root] : []), ...root.querySelectorAll(selector)];

/* ── htmx: the token of the form guard, and answers that nobody expected ── */

document.addEventListener("htmx:configRequest", ({ detail }) => {
  const token = meta("csrf-token");
  if (token) detail.headers["X-CSRFToken"] = token;
});

// A whole page in answer to a fragment means that the session has ended: load anew, and sign-in comes back here.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const answer = detail.xhr;
  const wholePage = /^\s*<!doctype/i.test(answer.responseText);
  const meant = detail.boosted || detail.target === document.body || detail.requestConfig?.elt?.hasAttribute("hx-select");
  if (answer.status >= 500 && !answer.getResponseHeader("HX-Retarget")) {
    detail.shouldSwap = false;
    sayNoAnswer();
  } else if (wholePage && !meant) {
    detail.shouldSwap = false;
    window.location.reload();
  }
});
for (const silence of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(silence, () => sayNoAnswer());

function sayNoAnswer() {
  const words = document.getElementById("no-answer")?.content.cloneNode(true);
  const toasts = document.getElementById("toasts");
  if (!words || !toasts || toasts.querySelector("[data-no-answer]")) return;
  words.firstElementChild.dataset.noAnswer = "";
  toasts.append(words);
  prepare(toasts);
}

/* ── Toasts leave by themselves, but not while somebody reads them ── */

function leave(toast) {
  toast.classList.add("leaving");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 220;
  setTimeout(() => toast.remove(), calm);
}

function prepareToast(toast) {
  if (toast.dataset.ready) return;
  toast.dataset.ready = "yes";
  const away = toast.querySelector("[data-away]");
  if (away) {
    away.hidden = false;
    away.addEventListener("click", () => leave(toast));
  }
  if ("stays" in toast.dataset) return;
  const patience = 1000 * Number(toast.dataset.leavesAfter ?? 7);
  let timer = setTimeout(leave, patience, toast);
  const wait = () => clearTimeout(timer);
  const goOn = () => { wait(); timer = setTimeout(leave, patience, toast); };
  for (const [what, then] of [["pointerenter", wait], ["focusin", wait], ["pointerleave", goOn], ["focusout", goOn]]) toast.addEventListener(what, then);
}

/* ── Writing: areas that grow, and quoted words that stay marked ── */

function grow(area) {
  if (CSS.supports("field-sizing", "content") || area.closest("[data-paper]")) return;
  const fit = () => { area.style.blockSize = "auto"; area.style.blockSize = `${area.scrollHeight + 2}px`; };
  area.addEventListener("input", fit);
  fit();
}

function keepMarks(paper) {
  const quotes = JSON.parse(paper.dataset.quoted || "[]").filter((quote) => quote.trim()).sort((a, b) => b.length - a.length);
  const under = paper.querySelector(".under-ink");
  const area = paper.querySelector("textarea");
  const pattern = quotes.length ? new RegExp(`(${quotes.map((quote) => quote.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "iu") : null;
  const redraw = () => {
    const pieces = pattern ? area.value.split(new RegExp(pattern, "giu")) : [area.value];
    under.replaceChildren(...pieces.map((piece, place) => {
      if (place % 2 === 0) return document.createTextNode(piece);
      const mark = document.createElement("mark");
      mark.textContent = piece;
      return mark;
    }));
  };
  area.addEventListener("input", redraw);
  redraw();
}

/* ── Copying: where the clipboard is closed to us, the words are at least selected ── */

async function copyFrom(button) {
  const source = document.querySelector(button.dataset.copyFrom);
  if (!source) return;
  const words = "value" in source ? source.value : source.innerText;
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    if (!copyTheOldWay(words)) return;
  }
  if (!button.dataset.copied) return;
  const label = button.querySelector("[data-label]") ?? button;
  const before = label.textContent;
  label.textContent = button.dataset.copied;
  setTimeout(() => { label.textContent = before; }, 2500);
}

function copyTheOldWay(words) {
  const area = document.createElement("textarea");
  area.value = words;
  area.className = "quietly";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

/* ── Photographs that were chosen, before they go ── */

function showChosen(field) {
  const list = document.querySelector(field.dataset.thumbs);
  if (!list) return;
  field.addEventListener("change", () => {
    for (const picture of list.querySelectorAll("img")) URL.revokeObjectURL(picture.src);
    list.replaceChildren(...[...field.files].map((file) => {
      const item = document.createElement("li");
      const picture = document.createElement("img");
      picture.src = URL.createObjectURL(file);
      picture.alt = "";
      item.append(picture, file.name);
      return item;
    }));
  });
  const frame = field.closest(".shutter");
  for (const over of ["dragenter", "dragover"]) frame?.addEventListener(over, () => frame.classList.add("over-it"));
  for (const gone of ["dragleave", "drop"]) frame?.addEventListener(gone, () => frame.classList.remove("over-it"));
}

/* ── Sending a form once ── */

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(letAgain, 10_000, form); // a download answers without leaving the page
});

function letAgain(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
}
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(letAgain));

/* ── Keys: whatever says data-key is pressed by it, or by any of several; `?` lists them ── */

const keysWanted = () => localStorage.getItem("keys") !== "no";
const writing = (target) => target.closest("input:not([type='checkbox'], [type='radio']), textarea, select, [contenteditable]");
const nameOfKey = { Enter: "↵", ArrowRight: "→", ArrowLeft: "←", Escape: "Esc" };
const keysOf = (each) => each.dataset.key.split(" ");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || writing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key.startsWith("Arrow") && event.target.matches("input[type='radio']")) return; // to the next choice
  if (event.key === "?") {
    event.preventDefault();
    openKeys();
    return;
  }
  if (!keysWanted() || (event.key === "Enter" && event.target.closest("a, button, summary, input"))) return;
  const meant = [...document.querySelectorAll("[data-key]")].find((each) => keysOf(each).some((key) => key.toLowerCase() === event.key.toLowerCase()) && each.checkVisibility());
  if (!meant) return;
  event.preventDefault();
  if (!meant.matches("input:not([type='checkbox']), textarea")) {
    meant.click();
    return;
  }
  meant.focus();
  if (meant.matches("input")) meant.select(); // as the tabulator does
});

function openKeys() {
  const dialog = document.getElementById("keys");
  const list = dialog?.querySelector("[data-keys-list]");
  if (!list) return;
  for (const old of list.querySelectorAll("[data-listed]")) old.remove();
  for (const each of document.querySelectorAll("[data-key]")) {
    if (!each.checkVisibility()) continue;
    const key = document.createElement("dt");
    key.append(...keysOf(each).map((pressed) => {
      const cap = document.createElement("kbd");
      cap.textContent = nameOfKey[pressed] ?? pressed.toUpperCase();
      return cap;
    }));
    const what = document.createElement("dd");
    what.textContent = each.dataset.keySays || each.getAttribute("aria-label") || each.textContent.trim();
    for (const part of [key, what]) part.dataset.listed = "";
    list.append(key, what);
  }
  const wanted = dialog.querySelector("[data-keys-wanted]");
  wanted.checked = keysWanted();
  wanted.onchange = () => localStorage.setItem("keys", wanted.checked ? "yes" : "no");
  dialog.showModal();
}

/* ── Wiring, for the page and for whatever htmx brings ── */

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy-from]");
  if (button) copyFrom(button);
  if (event.target.closest("[data-open-keys]")) openKeys();
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

function prepare(root) {
  inside(root, "[data-toast]").forEach(prepareToast);
  inside(root, "textarea").forEach(grow);
  inside(root, "[data-paper]").forEach(keepMarks);
  inside(root, "input[type='file'][data-thumbs]").forEach(showChosen);
}
prepare(document);
document.addEventListener("htmx:afterSettle", ({ detail }) => prepare(detail.elt));
document.addEventListener("htmx:oobAfterSwap", ({ detail }) => prepare(detail.target));
document.addEventListener("htmx:afterSwap", () => prepare(document.getElementById("toasts") ?? document));
