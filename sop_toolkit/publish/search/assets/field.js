// The search field in the header. All else is fetched when a reader first uses it.

function sopField(settings) {
  const root = new URL("..", document.currentScript.src).href;
  const said = document.documentElement.lang;
  const language = [said, said.split("-")[0], settings.own].find((code) => code in settings.languages);
  const own = settings.languages[language];
  const header = document.querySelector(".md-header__inner");
  const covers = matchMedia("(max-width: 59.984375em)"); // as in field.css
  if (!own || !header) return;

  const make = (name, attributes, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };
  const button = (name, label, path) => {
    const made = make("button", { type: "button", class: `sop-find__${name}`, "aria-label": label, title: label });
    made.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
    return made;
  };
  const input = make("input", {
    type: "text", class: "md-search__input sop-find__input", role: "combobox", "aria-label": own.label, placeholder: own.label,
    "aria-expanded": "false", "aria-controls": "sop-found", "aria-autocomplete": "list", autocomplete: "off",
    autocapitalize: "off", autocorrect: "off", spellcheck: "false", enterkeyhint: "search", maxlength: "200",
  });
  const opener = button("open", own.label, "M9.500 3a6.500 6.500 0 0 1 5.200 10.400l5.900 5.900-1.300 1.300-5.900-5.900A6.500 6.500 0 1 1 9.500 3m0 1.900a4.600 4.600 0 1 0 0 9.200 4.600 4.600 0 0 0 0-9.200");
  const closer = button("close", own.close, "M20 11v2H8l5.500 5.500-1.420 1.420L4.160 12l7.920-7.920L13.500 5.500 8 11z");
  const clearer = button("clear", own.clear, "m6.400 5 5.600 5.600L17.600 5 19 6.400 13.400 12l5.600 5.600-1.400 1.400-5.600-5.600L6.400 19 5 17.600l5.600-5.600L5 6.400z");
  const status = make("p", { class: "sop-find__count", role: "status" });
  const list = make("div", { id: "sop-found", class: "sop-find__list", role: "listbox", "aria-label": own.label });
  const more = make("button", { type: "button", class: "sop-find__more", hidden: "" }, own.more);
  const page = location.protocol === "file:" ? "index.html" : "";
  const all = make("a", { class: "sop-find__all", href: `${root}${own.folder}a-z/${page}`, hidden: "" }, own.all);
  const panel = make("div", { class: "sop-find__panel", "aria-busy": "false" }, status, all, list, more);
  const line = make("div", { class: "sop-find__line" }, closer, input, clearer);
  const box = make("div", { class: "sop-find__box" }, line, panel);
  const field = make("div", { class: "sop-find", role: "search" }, opener, box);
  header.insertBefore(field, header.querySelector(".md-header__source"));

  /** Fetches the script of the search, and at the same time what it needs first. */
  const fetch = () => {
    if (window.sopSearch) return;
    const first = {};
    first.promise = new Promise((resolve) => (first.resolve = resolve));
    const take = (name, data) => first.resolve(data);
    const { stamp, folder, failed } = own;
    window.sopSearch = { root, language, stamp, folder, failed, input, list, status, all, more, panel, first, take };
    panel.setAttribute("aria-busy", "true");
    status.textContent = "";
    all.hidden = true;
    const script = (file, its) => {
      const made = make("script", { src: `${root}assets/search/${file}.js?${its}` });
      made.addEventListener("error", () => {
        made.remove();
        if (window.sopSearch?.first === first) fail(); // else the other one has, or a later try is under way
      });
      document.head.append(made);
    };
    script("search", settings.stamp);
    script(`${language}/words`, stamp);
  };
  /** Says that search does not load; what the reader does next makes a new try. */
  const fail = () => {
    window.sopSearch = undefined;
    panel.setAttribute("aria-busy", "false");
    status.textContent = own.failed;
    all.hidden = false;
  };
  /** Keeps what is asked with this place in the browser's history, so that the way back leads to it. */
  const keep = (text) => history.replaceState({ ...history.state, sopSearch: text }, "");
  const isOpen = () => field.classList.contains("sop-find--open");
  /** On a phone the search covers the page, so that the way back takes it away: it gets a place of its own. */
  const open = () => {
    if (!isOpen() && covers.matches && !history.state?.sopCovers) history.pushState({ sopCovers: true }, "");
    field.classList.add("sop-find--open");
    fetch();
  };
  const close = () => {
    field.classList.remove("sop-find--open");
    input.setAttribute("aria-expanded", "false");
    input.blur();
  };
  const leave = () => {
    close();
    keep("");
    if (history.state.sopCovers) history.back();
  };
  const start = () => {
    open();
    input.focus();
    input.select();
  };
  /** Shows what belongs to this place in the browser's history: what is asked, or the page alone. */
  const resume = (asked) => {
    if (asked) {
      input.value = asked;
      start();
      input.dispatchEvent(new Event("input"));
    } else if (isOpen() && !history.state?.sopCovers) close();
  };

  for (const name of ["focus", "input"]) input.addEventListener(name, open);
  input.addEventListener("keydown", (event) => event.key === "Enter" && fetch());
  opener.addEventListener("click", start);
  closer.addEventListener("click", leave);
  clearer.addEventListener("click", () => {
    input.value = "";
    input.dispatchEvent(new Event("input"));
    input.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) return leave();
    if (isOpen() || event.ctrlKey || event.metaKey || event.altKey || !["/", "f", "s"].includes(event.key)) return undefined;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return undefined;
    event.preventDefault();
    return start();
  });
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest(".sop-search")) {
      event.preventDefault();
      start();
    } else if (isOpen()) {
      if (event.target.closest("[role=option]")) {
        keep(input.value);
        close();
      } else if (!field.contains(event.target)) leave();
    }
  });
  field.addEventListener("focusout", (event) => {
    if (isOpen() && event.relatedTarget && !field.contains(event.relatedTarget)) leave();
  });
  addEventListener("popstate", () => resume(history.state?.sopSearch));
  addEventListener("pageshow", (event) => event.persisted && resume(history.state?.sopSearch)); // the browser kept the page
  resume(history.state?.sopSearch ?? new URLSearchParams(location.search).get("q"));
}
