// Comfort for questions in SQL: Ctrl+Enter runs, a click on a name writes it, names are found as one writes.
"use strict";
{
  const box = document.getElementById("sql");
  const shelves = document.querySelector(".shelves");
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      box.form.requestSubmit();
    }
  });
  for (const hidden of document.querySelectorAll(".away-without-script")) hidden.hidden = false;

  // Buttons in the place of the names, when their list is opened: there are hundreds.
  const prepare = (list) => {
    for (const name of list.querySelectorAll("code[data-writes]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.writes = name.textContent;
      button.textContent = name.textContent;
      name.replaceWith(button);
    }
  };
  shelves.addEventListener("toggle", (event) => { if (event.target.open) prepare(event.target); }, true);
  shelves.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-writes]");
    if (!button) return;
    const before = box.value.slice(0, box.selectionStart);
    const gap = before && !/[\s(,.]$/.test(before) ? " " : "";
    box.setRangeText(gap + button.dataset.writes, box.selectionStart, box.selectionEnd, "end");
    box.focus();
  });

  const finds = document.getElementById("finds");
  finds.addEventListener("input", () => {
    const wanted = finds.value.trim().toLowerCase();
    const has = (element) => element.textContent.toLowerCase().includes(wanted);
    for (const list of shelves.querySelectorAll("details")) {
      list.hidden = wanted !== "" && !has(list);
      const all = [...list.children].some((part) => part.tagName !== "DL" && has(part));
      for (const meaning of list.querySelectorAll("dd")) {
        const term = meaning.previousElementSibling;
        term.hidden = meaning.hidden = !(all || has(term) || has(meaning));
      }
    }
  });
}
