// The search field on the home page opens the theme's search: Material's input, or Zensical's button.
// Material's search dialog also gets the name that it lacks.
(() => {
  const input = document.querySelector(".md-search__input");
  const opener = input || document.querySelector(".md-search__button");
  if (input) input.closest("[role=dialog]")?.setAttribute("aria-label", input.ariaLabel || input.placeholder);
  document.addEventListener("click", (event) => {
    if (!opener || !(event.target instanceof Element) || !event.target.closest(".sop-search")) return;
    event.preventDefault();
    if (input) input.focus();
    else opener.click();
  });
})();
