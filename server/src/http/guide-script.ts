/**
 * What the documents' pages do beyond showing themselves: they search while one types, copy code, and keep the place in
 * the list of pages. All of it is there without this as well, but for the copying.
 */
export const GUIDE_SCRIPT = `"use strict";
const field = document.querySelector("form.search input");
const found = document.querySelector("form.search .found");
let asked = null;
let waiting = 0;

async function search() {
  const words = field.value.trim();
  asked?.abort();
  if (words === "") return close();
  asked = new AbortController();
  try {
    const answer = await fetch("/docs/search?part=results&q=" + encodeURIComponent(words), { signal: asked.signal });
    if (!answer.ok) return close();
    found.innerHTML = await answer.text();
    found.hidden = false;
  } catch (error) {
    if (error.name !== "AbortError") close();
  }
}

function close() {
  found.hidden = true;
  found.replaceChildren();
}

function move(step) {
  const places = [field, ...found.querySelectorAll("a")];
  const at = places.indexOf(document.activeElement);
  const next = places[Math.min(Math.max(at + step, 0), places.length - 1)];
  next.focus();
}

field?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 120);
});
field?.form.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    close();
    field.focus();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !found.hidden) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  }
});
document.addEventListener("click", (event) => {
  if (field && !field.form.contains(event.target)) close();
});
document.addEventListener("keydown", (event) => {
  const isWriting = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || isWriting || event.ctrlKey || event.metaKey || event.altKey || !field) return;
  event.preventDefault();
  field.focus();
});

const here = document.querySelector(".contents [aria-current]");
const list = here?.closest(".contents");
if (list && here.offsetTop > list.clientHeight) list.scrollTop = here.offsetTop - list.clientHeight / 2;

for (const figure of navigator.clipboard ? document.querySelectorAll("figure.code:not(.of-text, .of-diagram)") : []) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", "Copy this code");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(figure.querySelector("code").textContent);
    button.textContent = "Copied";
    setTimeout(() => {
      button.textContent = "Copy";
    }, 2000);
  });
  figure.append(button);
}
`;
