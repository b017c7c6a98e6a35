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
  document.querySelectorAll("[data-sort]").forEach(function (button) {
    button.addEventListener("click", function () {
      var column = Number(button.dataset.sort), body = document.querySelector("tbody");
      var up = button.dataset.up !== "true";
      button.dataset.up = String(up);
      rows.slice().sort(function (a, b) {
        var x = a.children[column].dataset.key || a.children[column].textContent;
        var y = b.children[column].dataset.key || b.children[column].textContent;
        var order = x.localeCompare(y, "zh", { numeric: true });
        return up ? order : -order;
      }).forEach(function (row) { body.appendChild(row); });
    });
  });
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
