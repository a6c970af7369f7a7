// The search field on the home page opens the theme's search, and that dialog gets the name it lacks.
(() => {
  const input = () => document.querySelector(".md-search__input");
  const dialog = document.querySelector(".md-search[role=dialog]");
  if (dialog && input()) dialog.setAttribute("aria-label", input().getAttribute("aria-label") || input().placeholder);
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest(".sop-search") && input()) {
      event.preventDefault();
      input().focus();
    }
  });
})();
