// Runs before the page's module, in any browser there is: ES5 only, and never built. Where the browser is too old for
// the module, it shows the notice that stands hidden at the end of the page.
(function () {
  "use strict";
  var notice = document.getElementById("old-browser");
  var css = window.CSS;
  // "inset" came with Chromium 87, which the pages are built for; Firefox and Safari have it since 66 and 14.1.
  if (notice === null || (css && css.supports && css.supports("inset", "0"))) return;

  // Alone in the page: a module that loads all the same finds no place to draw in, and ends.
  document.body.innerHTML = "";
  document.body.appendChild(notice);
  notice.className = "is-old";
  notice.removeAttribute("hidden");
  document.getElementById("old-browser-is").textContent = location.protocol + "//" + location.host + location.pathname + " · " + navigator.userAgent;

  var style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = notice.getAttribute("data-style");
  document.head.appendChild(style);
})();
