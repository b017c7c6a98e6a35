// The page of a document: box and row of a number are one thing, the picture grows, keys go from number to number.
// Without it all is there: boxes and rows are links, the server marks what the address asks for.
"use strict";
(() => {
  const WIDE = matchMedia("(min-width: 1000px)");
  const SIZES = [25, 33, 50, 67, 80, 100, 125, 150, 200, 250, 300, 400];
  const DPI = [65, 96, 130, 200, 260];
  const LEGIBLE = 15;
  const MOST_AT_FIRST = 150;
  const PIXELS_PER_POINT = 96 / 72;
  const reader = document.querySelector(".reader");

  function reveal(root) {
    for (const part of root.querySelectorAll(".actions[hidden], .tools[hidden]")) part.hidden = false;
  }

  async function copy(button) {
    const figure = button.closest(".panel");
    const source = figure.querySelector(`.${button.dataset.copy}`);
    const text = source.href || source.textContent;
    const status = figure.querySelector("[data-copied]");
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(source);
      if (!document.execCommand("copy")) return;
    }
    status.textContent = status.dataset.copied;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });
  reveal(document);
  if (!reader) return;

  const layer = reader.querySelector(".layer");
  const scroll = reader.querySelector(".sheet-scroll");
  const sheet = reader.querySelector(".sheet");
  const boxes = layer ? [...layer.querySelectorAll("a.box")] : [];
  const of = (key) => [...reader.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];

  // ── box and row ──────────────────────────────────────────────────────────────────────────────────
  let waiting = null;

  function intoView(element, within, inline = "nearest") {
    const at = element.getBoundingClientRect();
    const frame = within.getBoundingClientRect();
    const seen = at.top >= frame.top && at.bottom <= frame.bottom && at.left >= frame.left && at.right <= frame.right;
    if (!seen) element.scrollIntoView({ block: "center", inline });
  }

  function show(key, from) {
    for (const element of reader.querySelectorAll(".marked")) element.classList.remove("marked");
    for (const element of of(key)) {
      element.classList.add("marked");
      if (element === from || element.contains(from)) continue;
      if (layer && layer.contains(element)) intoView(element, scroll, "center");
      else if (WIDE.matches) intoView(element, reader.querySelector(".read-rows"));
    }
  }

  async function tell(address) {
    if (!reader.dataset.figure) return; // a site of files has none
    if (waiting) waiting.abort();
    waiting = new AbortController();
    const asked = new URL(reader.dataset.figure, location.href);
    asked.search = new URL(address, location.href).search;
    try {
      const answer = await fetch(asked, { signal: waiting.signal });
      if (!answer.ok) return;
      const told = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#figure");
      const here = reader.querySelector("#figure");
      if (!told || !here) return;
      const figure = document.adoptNode(told);
      here.replaceWith(figure);
      reveal(figure);
      figure.scrollTop = 0;
      strip(figure);
    } catch (problem) {
      if (problem.name !== "AbortError") location.href = address;
    }
  }

  function strip(figure) {
    const line = reader.querySelector(".strip");
    line.querySelector("a").textContent = figure.querySelector("h2").textContent;
    line.hidden = false;
  }

  function select(link, key) {
    const address = link.href.baseVal ?? link.href;
    history.replaceState(null, "", address);
    for (const other of document.querySelectorAll(".languages a")) {
      const target = new URL(address, location.href);
      target.searchParams.set("lang", other.lang);
      other.href = target.href;
    }
    show(key, link);
    tell(address);
  }

  reader.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    const link = event.target.closest("a");
    const holder = event.target.closest("[data-key]");
    if (!link || !holder || holder.dataset.key === "figure") return;
    event.preventDefault();
    select(link, holder.dataset.key);
  });

  function hover(event) {
    const holder = event.target.closest("[data-key]");
    for (const element of reader.querySelectorAll(".hover")) element.classList.remove("hover");
    if (holder) for (const element of of(holder.dataset.key)) element.classList.add("hover");
  }
  reader.addEventListener("mouseover", hover);
  reader.addEventListener("focusin", hover);

  // ── the picture ──────────────────────────────────────────────────────────────────────────────────
  const picture = reader.querySelector(".picture");
  const width = layer ? layer.viewBox.baseVal.width : 0;
  const output = reader.querySelector("output.zoom");
  let size = null;

  function lost() {
    reader.querySelector(".lost").hidden = false;
  }
  if (picture) {
    picture.addEventListener("error", lost);
    if (picture.complete && !picture.naturalWidth) lost();
  }

  function percent() {
    return (100 * sheet.clientWidth) / (width * PIXELS_PER_POINT);
  }

  function resize(next) {
    const middle = [
      (scroll.scrollLeft + scroll.clientWidth / 2) / Math.max(sheet.offsetWidth, 1),
      (scroll.scrollTop + scroll.clientHeight / 2) / Math.max(sheet.offsetHeight, 1),
    ];
    size = next;
    sheet.style.width = size === null ? "" : `${(width * PIXELS_PER_POINT * size) / 100}px`;
    const marked = layer.querySelector(".marked");
    if (marked) marked.scrollIntoView({ block: "center", inline: "center" });
    else {
      scroll.scrollLeft = middle[0] * sheet.offsetWidth - scroll.clientWidth / 2;
      scroll.scrollTop = middle[1] * sheet.offsetHeight - scroll.clientHeight / 2;
    }
    sharpen();
  }

  // A figure that is asked for can be read: small print on wide paper is drawn larger at first.
  function legible(box) {
    const height = box.querySelector("rect").getBoundingClientRect().height;
    const wanted = (percent() * LEGIBLE) / Math.max(height, 1);
    if (height < LEGIBLE) resize(Math.min(Math.round(wanted / 5) * 5, MOST_AT_FIRST));
  }

  function zoom(how) {
    if (!layer) return;
    if (how === "fit") return resize(null);
    const now = Math.round(percent());
    const next = how === "in" ? SIZES.find((s) => s > now) : SIZES.findLast((s) => s < now);
    if (next) resize(next);
  }

  function sharpen() {
    output.textContent = `${Math.round(percent())} %`;
    if (!picture) return;
    const needed = (sheet.clientWidth * devicePixelRatio) / (width / 72);
    const dpi = DPI.find((step) => step >= needed) ?? DPI.at(-1);
    if (dpi <= Number(picture.dataset.dpi)) return;
    const finer = new URL(picture.dataset.src, location.href);
    finer.searchParams.set("dpi", dpi);
    picture.dataset.dpi = dpi;
    const image = new Image();
    image.src = finer.href;
    image.decode().then(() => {
      if (picture.dataset.dpi === String(dpi)) picture.src = image.src;
    }, () => {});
  }

  reader.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (button) zoom(button.dataset.zoom);
  });

  // ── keys ─────────────────────────────────────────────────────────────────────────────────────────
  function neighbour(box, key) {
    const at = boxes.indexOf(box);
    if (key === "ArrowRight") return boxes[at + 1];
    if (key === "ArrowLeft") return boxes[at - 1];
    const down = key === "ArrowDown" ? 1 : -1;
    const here = box.getBoundingClientRect();
    let best = null;
    let least = Infinity;
    for (const other of boxes) {
      const there = other.getBoundingClientRect();
      const below = (there.top + there.bottom - here.top - here.bottom) * down / 2;
      if (below < Math.min(here.height, there.height) / 2) continue;
      const aside = Math.abs(there.right - here.right);
      if (below + aside * 3 < least) [least, best] = [below + aside * 3, other];
    }
    return best;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const inside = event.target.closest(".sheet-pane");
    if (event.key.startsWith("Arrow") && inside && boxes.length) {
      const box = event.target.closest("a.box");
      const next = box ? neighbour(box, event.key) : layer.querySelector("a.marked") ?? boxes[0];
      event.preventDefault();
      if (next) next.focus();
      return;
    }
    const go = { n: "next", p: "prev" }[event.key];
    if (go) reader.querySelector(`a[rel="${go}"]`)?.click();
    else if (event.key === "+" || event.key === "=") zoom("in");
    else if (event.key === "-") zoom("out");
    else if (event.key === "0") zoom("fit");
    else if (event.key === "Escape") forget();
  });

  function forget() {
    for (const open of reader.querySelectorAll(".all-pages[open], .keys[open]")) open.open = false;
    for (const element of reader.querySelectorAll(".marked")) element.classList.remove("marked");
    history.replaceState(null, "", location.pathname);
  }

  // ── at first ─────────────────────────────────────────────────────────────────────────────────────
  function asked() {
    const given = new URLSearchParams(location.search);
    const one = (name) => CSS.escape(given.get(name) ?? "");
    if (given.has("fact")) return `[data-key="f-${one("fact")}"], [data-facts~="${one("fact")}"]`;
    if (given.has("table")) return `[data-cell="${one("table")}-${one("row")}-${one("col")}"]`;
    if (given.has("quantity")) return `[data-quantity="${one("quantity")}"]`;
    if (given.has("finding")) return `[data-findings~="${one("finding")}"], [data-key="finding-${one("finding")}"]`;
    return null;
  }

  const open = reader.querySelector(".outline [aria-current]");
  if (open && WIDE.matches) {
    const pane = reader.querySelector(".outline-pane");
    pane.scrollTop = open.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  }
  if (!layer) return;
  let marked = layer.querySelector(".marked");
  if (!marked && asked()) {
    for (const box of layer.querySelectorAll(asked())) { // static pages: nobody marked it before
      for (const element of of(box.dataset.key)) element.classList.add("marked");
    }
    marked = layer.querySelector(".marked");
  }
  if (marked) {
    legible(marked);
    intoView(marked, scroll, "center");
    const row = of(marked.dataset.key).find((element) => !layer.contains(element));
    if (row && WIDE.matches) intoView(row, reader.querySelector(".read-rows"));
  }
  sharpen();
  addEventListener("resize", sharpen);
})();
