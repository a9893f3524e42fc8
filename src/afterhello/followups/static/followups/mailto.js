// The link that opens the note in a mail program carries the words as they stand, also while one changes them.

const link = document.querySelector("[data-mailto]");
const form = document.getElementById("note-form");

function carry() {
  const { to, subject, body } = form.elements;
  const crlf = body.value.replace(/\r?\n/g, "\r\n");
  link.href = `mailto:${encodeURIComponent(to.value)}?subject=${encodeURIComponent(subject.value)}&body=${encodeURIComponent(crlf)}`;
}

if (link && form) {
  form.addEventListener("input", carry);
  carry();
}
