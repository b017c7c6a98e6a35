// The names of measures, filtered as one types; the table and its chart follow the form (htmx).
"use strict";
(() => {
  const words = document.getElementById("measure-words"), list = document.getElementById("measure");
  if (!words || !list) return;
  words.hidden = false;
  const groups = [...list.querySelectorAll("optgroup")].map((group) => ({ group, options: [...group.options || group.children] }));
  const plain = (text) => text.toLowerCase().replace(/[“”"'\s]/g, "");
  words.addEventListener("input", (event) => {
    const asked = plain(words.value);
    for (const { group, options } of groups) {
      const left = options.filter((option) => option.selected || plain(option.textContent + option.value).includes(asked));
      group.replaceChildren(...left);
      group.hidden = !left.length;
    }
    event.stopPropagation();
  });
  for (const kind of ["change", "search"]) words.addEventListener(kind, (event) => event.stopPropagation());
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const asked = plain(words.value);
    const found = [...list.options].find((option) => plain(option.textContent + option.value).includes(asked));
    if (found && event.key === "Enter") {
      found.selected = true;
      list.dispatchEvent(new Event("change", { bubbles: true }));
    }
    list.focus();
  });
})();
