// The review of a stack: hands stay where they are, and nothing that was typed is lost.
// Without this file every act of the page is a button that sends the form.

const table = () => document.getElementById("table");
const desk = matchMedia("(hover: hover) and (pointer: fine)");
const fields = (form) => [...form.elements].filter((each) => each.matches("input:not([type='hidden']), textarea"));
const press = (form, act, given = {}) => {
  const button = document.createElement("button");
  button.className = "quietly";
  button.formAction = act;
  Object.assign(button, given);
  form.append(button);
  form.requestSubmit(button);
};

/* ── Enter keeps; on a telephone it only puts the keyboard away, and the thumb keeps ── */

document.addEventListener("keydown", (event) => {
  const form = table();
  if (!form || event.isComposing || document.querySelector("dialog[open]")) return;
  const field = event.target.closest?.("#table input:not([type='hidden']), #table textarea");
  if (event.key === "Escape" && field) {
    field.blur();
    return;
  }
  if (event.key !== "Enter") return;
  const anyway = event.ctrlKey || event.metaKey;
  if (!field && !anyway) return; // a button does what it says; elsewhere the page's key keeps
  if (field?.matches("textarea") && !anyway && (event.shiftKey || !desk.matches)) return; // a new line
  event.preventDefault();
  if (event.repeat) return;
  if (desk.matches || anyway) form.querySelector(".decide .first")?.click();
  else field.blur();
});

/* ── Where one begins: at what is wrong, else before the first field worth a look, so that Tab leads into it ── */

function begin() {
  const form = table();
  if (!form) return;
  const wrong = form.querySelector("[aria-invalid='true']");
  if (wrong) {
    wrong.closest("details")?.setAttribute("open", "");
    wrong.focus();
    return;
  }
  if (!desk.matches || document.activeElement !== document.body) return;
  const first = form.querySelector(".field.check") ?? form.querySelector(".field.told");
  if (!first) return;
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
}

/* ── Links to other cards, and the Undo of a toast, take along what was typed ── */

const dirty = (form) => fields(form).some((field) => field.value !== field.defaultValue);
document.addEventListener("click", (event) => {
  const form = table();
  const link = event.target.closest("a[data-to]");
  if (!form || !link || !dirty(form) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  press(form, form.dataset.later, { name: "next", value: link.dataset.to });
});
document.addEventListener("submit", (event) => {
  const form = table();
  if (!form || !event.target.closest(".toast") || !dirty(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  press(form, event.target.action);
}, { capture: true });

/* ── Read again: the fields are new, but what was typed wins, and the cursor stays ── */

let held = null;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "table" || !detail.shouldSwap || detail.xhr.status !== 200) return;
  const here = document.activeElement;
  held = {
    typed: fields(detail.target).filter((field) => field.value !== field.defaultValue).map((field) => [field.name, field.value]),
    open: [...detail.target.querySelectorAll("details")].map((fold) => fold.open),
    name: here?.name,
    from: here?.selectionStart,
    to: here?.selectionEnd,
  };
});
document.addEventListener("htmx:afterSettle", () => {
  const form = table();
  if (!held || !form) return;
  for (const [name, value] of held.typed) if (form.elements[name]) form.elements[name].value = value;
  form.querySelectorAll("details").forEach((fold, place) => { fold.open ||= held.open[place] ?? false; });
  const here = held.name && form.elements[held.name];
  if (here?.matches?.("input, textarea")) {
    here.focus({ preventScroll: true });
    if (here.type !== "email") here.setSelectionRange(held.from, held.to);
  }
  held = null;
  prepare();
});

/* ── The other side offers a value: taken by a press, and put back by another ── */

document.addEventListener("click", (event) => {
  const take = event.target.closest("[data-take]");
  if (!take) return;
  const field = document.getElementById(take.dataset.take);
  const before = field.value;
  const label = take.textContent;
  field.value = take.dataset.words;
  const [offered, taken] = take.parentElement.querySelectorAll("span");
  if (!offered.hidden) taken.querySelector("b").textContent = before;
  [offered.hidden, taken.hidden] = [taken.hidden, offered.hidden];
  take.textContent = take.dataset.instead;
  Object.assign(take.dataset, { words: before, instead: label });
});

/* ── Looking closer: as large as there are pixels, in a frame that scrolls ── */

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-enlarge]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const dialog = document.createElement("dialog");
  dialog.className = "closer";
  dialog.setAttribute("aria-label", link.querySelector("img").alt);
  const picture = document.createElement("img");
  picture.src = link.href;
  picture.alt = "";
  const close = document.createElement("button");
  close.className = "closer-picture";
  close.type = "button";
  close.setAttribute("aria-label", table()?.dataset.close ?? "");
  close.append(picture);
  dialog.append(close);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { dialog.remove(); link.focus({ preventScroll: true }); });
  document.body.append(dialog);
  dialog.showModal();
});

/* ── Arrows lead through the cards to choose from ── */

document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const list = document.querySelector("[data-arrows]");
  if (!step || !list) return;
  const all = [...list.querySelectorAll("button")];
  const next = all[all.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

function prepare() {
  for (const take of document.querySelectorAll("[data-take]")) take.hidden = false;
}
prepare();
begin();
