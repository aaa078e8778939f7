// Runs before the first paint, so that a page in the dark does not flash.
(function () {
  try {
    var chosen = localStorage.getItem("fs-webhook.theme");
    if (chosen === "light" || chosen === "dark") {
      document.documentElement.dataset.theme = chosen;
    }
  } catch (e) {
    // A browser that keeps nothing: the system's scheme holds.
  }
})();
