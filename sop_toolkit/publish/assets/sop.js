// The switch of the language stays at the step being read.
document.addEventListener("click", (event) => {
  const language = event.target instanceof Element && event.target.closest(".md-select__link[lang]");
  if (language) language.hash = location.hash;
});
