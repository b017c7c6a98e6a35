// Reviewing: keys, ticking several, the name of who reviews. Forms work without it.
"use strict";

const articles = () => [...document.querySelectorAll("article.finding")];
const kept = { // what this browser remembers; nothing where it may not
  get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* for this page only */ } },
};
let current = null; // id of the article that keys speak of

function choose(article, scroll = true) {
  if (!article) return;
  for (const other of articles()) other.classList.toggle("current", other === article);
  current = article.id;
  article.focus({ preventScroll: true });
  if (scroll) article.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = articles();
  const at = all.findIndex((article) => article.id === current);
  choose(all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))]);
}

const here = () => document.getElementById(current) ?? null;

function press(status) {
  const article = here();
  const button = article?.querySelector(`form.marking button[value="${status}"]`);
  if (!button) return;
  const all = articles();
  const next = all[all.indexOf(article) + 1];
  button.click();
  if (next && status !== "undo") choose(next);
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  c: () => press("confirmed"),
  r: () => press("false_positive"),
  e: () => press("explained"),
  o: () => press("open"),
  n: () => here()?.querySelector("input[name=note]")?.focus(),
  x: () => here()?.querySelector("input[type=checkbox]")?.click(),
  u: () => (document.querySelector("#said form.undo button") ?? here()?.querySelector('button[value="undo"]'))?.click(),
  p: () => here()?.querySelector("a.place")?.click(),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const target = event.target;
  if (target.matches("input[name=note]")) {
    if (event.key === "Escape") choose(target.closest("article.finding"), false);
    return;
  }
  if (target.matches("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "Enter" && target.matches("article.finding")) {
    target.querySelector("a.open")?.click();
    return;
  }
  if (kept.get("keys") === "off" && event.key !== "?") return;
  if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});

document.addEventListener("focusin", (event) => {
  const article = event.target.closest?.("article.finding");
  if (article && article.id !== current) {
    for (const other of articles()) other.classList.toggle("current", other === article);
    current = article.id;
  }
});

// Several at once.
const bar = document.querySelector("form[data-findings]");
function count() {
  if (!bar) return;
  const boxes = [...document.querySelectorAll("article input[type=checkbox]")];
  const chosen = boxes.filter((box) => box.checked).length;
  const told = bar.querySelector(".chosen");
  told.textContent = chosen ? told.dataset.some.replace("#", chosen) : told.dataset.none;
  for (const button of bar.querySelectorAll("button[name=status]")) button.disabled = !chosen;
  const all = bar.querySelector("[data-all]");
  all.checked = chosen > 0 && chosen === boxes.length;
  all.indeterminate = chosen > 0 && chosen < boxes.length;
}
if (bar) {
  bar.querySelector(".all").hidden = false;
  bar.querySelector("[data-help]").hidden = false;
  bar.querySelector("[data-help]").addEventListener("click", keys["?"]);
  bar.querySelector("[data-all]").addEventListener("change", (event) => {
    for (const box of document.querySelectorAll("article input[type=checkbox]")) box.checked = event.target.checked;
    count();
  });
  document.addEventListener("change", (event) => { if (event.target.matches("article input[type=checkbox]")) count(); });
  const name = bar.querySelector("input[name=by]");
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("by="));
  if (cookie) { try { name.value = decodeURIComponent(cookie.slice(3)); } catch { /* not ours */ } }
  name.addEventListener("change", () => {
    document.cookie = `by=${encodeURIComponent(name.value.trim())}; path=/; max-age=31536000; samesite=strict`;
  });
  count();
}
const works = document.querySelector("[data-keys]");
if (works) {
  works.checked = kept.get("keys") !== "off";
  works.addEventListener("change", () => kept.set("keys", works.checked ? "on" : "off"));
}

// What the server sends back takes the place of what was there: the mark of the current one, and the count, again.
document.addEventListener("htmx:finally:request", () => {
  const article = here();
  if (article) {
    article.classList.add("current");
    if (document.activeElement === document.body) article.focus({ preventScroll: true });
  }
  count();
});

// Without answers of the server nothing was said: that must be seen.
document.addEventListener("htmx:error", () => {
  const said = document.getElementById("said");
  if (said?.dataset.unreachable) said.textContent = said.dataset.unreachable;
});
