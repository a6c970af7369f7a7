// The switch of the language stays at the step, or at the part of the page, that is at the top of the view. The theme
// leaves half of its header's height between the header and the place that an address names.
document.addEventListener("click", (event) => {
  const language = event.target instanceof Element && event.target.closest(".md-select__link[lang]");
  if (!language) return;
  const line = 1.5 * document.querySelector(".md-header").offsetHeight + 1;
  const places = [...document.querySelectorAll(".md-typeset :is(h2, h3, .sop-step)[id]")];
  const here = places.filter((place) => place.getBoundingClientRect().top <= line).pop();
  language.hash = here ? here.id : "";
});

// A table that is wider than the page scrolls by keys too.
addEventListener("load", () => {
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap")) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  }
});

// Without a server nobody finds the page of a folder: from the disk a link names it.
if (location.protocol === "file:") {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link && link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  });
}
