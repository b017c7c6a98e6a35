// Light or dark, as chosen on this machine. Stands in the head of a page, so that none is drawn otherwise first.
"use strict";
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* nothing may be kept here: the page follows the system */ }
