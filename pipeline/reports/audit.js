"use strict";
(function () {
  var rows = Array.prototype.slice.call(document.querySelectorAll("[data-finding]"));
  var controls = Array.prototype.slice.call(document.querySelectorAll("[data-filter]"));
  var counter = document.getElementById("count");
  function apply() {
    var shown = 0;
    rows.forEach(function (row) {
      var keep = controls.every(function (control) {
        var wanted = control.value.trim().toLowerCase();
        if (!wanted) { return true; }
        if (control.dataset.filter === "text") { return row.textContent.toLowerCase().indexOf(wanted) >= 0; }
        return (row.dataset[control.dataset.filter] || "").toLowerCase() === wanted;
      });
      row.hidden = !keep;
      shown += keep ? 1 : 0;
    });
    if (counter) { counter.textContent = shown + " / " + rows.length; }
  }
  controls.forEach(function (control) { control.addEventListener("input", apply); });
  var body = document.querySelector("tbody"), heads = document.querySelectorAll("[data-sort]");
  var order = document.querySelector("[data-order]");
  function key(row, column) {
    var cell = row.children[column];
    return cell.dataset.key !== undefined ? cell.dataset.key : cell.textContent.trim();
  }
  function sort(column, down) {
    var keys = rows.map(function (row) { return key(row, column); });
    var numbers = keys.every(function (text) { return text !== "" && !isNaN(Number(text)); });
    rows.map(function (row, n) { return { row: row, key: numbers ? Number(keys[n]) : keys[n], n: Number(row.dataset.place) }; })
      .sort(function (a, b) {
        var by = numbers ? a.key - b.key : a.key.localeCompare(b.key, "zh", { numeric: true });
        return (down ? -by : by) || a.n - b.n;
      }).forEach(function (each) { body.appendChild(each.row); });
    heads.forEach(function (head) {
      var is = Number(head.dataset.sort) === column;
      head.parentNode.setAttribute("aria-sort", is ? (down ? "descending" : "ascending") : "none");
    });
  }
  heads.forEach(function (head) {
    head.addEventListener("click", function () {
      var column = Number(head.dataset.sort), was = head.parentNode.getAttribute("aria-sort");
      var sizes = rows.length > 0 && rows[0].children[column].classList.contains("number");
      sort(column, was === "descending" ? false : was === "ascending" ? true : sizes);
    });
  });
  if (order) {
    order.addEventListener("input", function () {
      if (order.value) { sort(Math.abs(Number(order.value)), order.value.charAt(0) === "-"); return; }
      rows.slice().sort(function (a, b) { return a.dataset.place - b.dataset.place; }).forEach(function (row) { body.appendChild(row); });
      heads.forEach(function (head) { head.parentNode.removeAttribute("aria-sort"); });
    });
  }
  var toggle = document.getElementById("language");
  if (toggle) {
    toggle.addEventListener("click", function () {
      var english = document.body.classList.toggle("lang-en");
      document.body.classList.toggle("lang-zh", !english);
      document.documentElement.lang = english ? "en" : "zh-CN";
    });
  }
  apply();
})();
