// The results below the field. The site's script has made the field and hands it over as `sopSearch`.

const SHOWN = 8; // results at first, and with each "more"
const MOST_SECTIONS = 3;
const LONGEST = 150; // letters of a text that a result shows
const PAUSE = 80; // milliseconds

class Search {
  /** The site's address, the language with the stamp of its index and the folder of its pages, and the elements. */
  constructor(field) {
    Object.assign(this, field);
    this.waiting = new Map([[`${this.language}/words`, field.first]]);
    this.asked = 0;
    this.active = -1;
  }

  /** What a file of an index calls when it has come. */
  take(name, data) {
    this.waiting.get(name)?.resolve(data);
  }

  get(name) {
    const file = `${this.language}/${name}`;
    if (!this.waiting.has(file)) {
      const waiting = {};
      waiting.promise = new Promise((resolve, reject) => Object.assign(waiting, { resolve, reject }));
      this.waiting.set(file, waiting);
      const script = document.createElement("script");
      script.src = `${this.root}assets/search/${file}.js?${this.stamp}`;
      script.onload = () => script.remove();
      script.onerror = () => {
        script.remove();
        this.waiting.delete(file); // a later try may do better
        waiting.reject(new Error(file));
      };
      document.head.append(script);
    }
    return this.waiting.get(file).promise;
  }

  async open() {
    this.index ??= new Index(await this.get("words"), (name) => this.get(name));
    return this.index;
  }

  begin() {
    const listen = (element, name, act) => element.addEventListener(name, (event) => window.sopSearch === this && act(event));
    listen(this.input, "input", () => this.later());
    listen(this.input, "keydown", (event) => this.key(event));
    listen(this.more, "click", () => this.show(this.list.querySelectorAll("[role=group]").length));
    listen(this.list, "pointermove", (event) => this.point(event.target.closest("[role=option]")));
    this.search();
  }

  /** Searches once the reader pauses: what only begins a word need not be fetched. */
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), PAUSE);
  }

  async search() {
    clearTimeout(this.timer);
    const mine = (this.asked += 1);
    const text = this.input.value;
    this.panel.setAttribute("aria-busy", "true");
    try {
      const index = await this.open();
      const answer = text.trim() ? await index.find(text) : { found: [] };
      if (mine !== this.asked) return;
      this.answer = answer;
      const { search_none: none, search_found: some } = index.labels;
      const count = answer.found.length;
      this.empty(count ? plural(some, count, this.language) : text.trim() && none, !count && text.trim());
      await this.show(0);
      if (mine === this.asked) this.shown = text;
    } catch {
      if (mine === this.asked) this.empty(this.failed, true);
    }
    if (mine === this.asked) this.panel.setAttribute("aria-busy", "false");
  }

  /** Takes the results away; where the reader stays without any, the list of all procedures is the way on. */
  empty(message, isLost) {
    this.list.replaceChildren();
    this.shown = undefined;
    this.more.hidden = true;
    this.all.hidden = !isLost;
    this.status.textContent = message;
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-expanded", "false");
  }

  async show(from) {
    const mine = this.asked;
    const { found } = this.answer;
    const batch = found.slice(from, from + SHOWN);
    const looked = await Promise.all(batch.map((each) => (each.document ? each : this.index.looked(each.number, this.answer))));
    if (mine !== this.asked) return;
    looked.forEach((each, at) => this.list.append(this.result(each, from + at)));
    this.more.hidden = found.length <= from + SHOWN;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
  }

  result({ document: page, title, sections }, number) {
    const group = make("div", { role: "group", className: "md-search-result__item sop-find__result" });
    const head = this.option(page.address, "", `${number}`, "sop-find__title");
    head.append(...marked(page.title, title.marks));
    if (page.standing) head.append(make("em", {}, page.standing));
    if (page.place) head.append(make("small", {}, page.place));
    group.setAttribute("aria-labelledby", head.id);
    group.append(head);
    const [address] = page.address.split("#");
    sections.slice(0, MOST_SECTIONS).forEach((section, at) => {
      const option = this.option(section.anchor ? address : page.address, section.anchor, `${number}-${at}`, "sop-find__section");
      if (section.label) option.append(make("b", {}, section.label));
      option.append(make("span", {}, ...marked(...cut(section.words, section.marks))));
      group.append(option);
    });
    return group;
  }

  option(address, anchor, id, className) {
    const href = `${this.root}${this.folder}${address}${anchor ? `#${anchor}` : ""}`;
    const option = make("a", { role: "option", id: `sop-found-${id}`, className, href: pageOf(href), tabIndex: -1 });
    option.setAttribute("aria-selected", "false");
    return option;
  }

  options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  point(option) {
    if (option) this.activate(this.options().indexOf(option), false);
  }

  activate(at, scroll = true) {
    const options = this.options();
    options[this.active]?.setAttribute("aria-selected", "false");
    this.active = at;
    const option = options[at];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.id);
    if (scroll) option.scrollIntoView({ block: "nearest" });
    return undefined;
  }

  key(event) {
    const count = this.options().length;
    if (event.isComposing) return;
    if (event.key === "Enter") this.follow();
    else if (!count) return;
    else if (event.key === "ArrowDown") this.activate((this.active + 1) % count);
    else if (event.key === "ArrowUp") this.activate((Math.max(this.active, 0) + count - 1) % count);
    else return;
    event.preventDefault();
  }

  /** Opens the result that is chosen, else the first one, of what stands in the field now. */
  async follow() {
    if (this.shown !== this.input.value) await this.search();
    this.options()[Math.max(this.active, 0)]?.click();
  }
}

/** From the disk there is no server to find a folder's page. */
function pageOf(href) {
  if (!href.startsWith("file:")) return href;
  const [page, anchor] = href.split("#");
  return `${page}${page.endsWith("/") ? "index.html" : ""}${anchor ? `#${anchor}` : ""}`;
}

function make(name, attributes, ...inside) {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...inside);
  return element;
}

/** A text as nodes, with the found words marked. */
function marked(text, marks) {
  const nodes = [];
  let at = 0;
  for (const { start, end } of marks) {
    if (start < at) continue;
    nodes.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...nodes, text.slice(at)];
}

/** A long text as its part around the first found word. */
function cut(text, marks) {
  if (text.length <= LONGEST) return [text, marks];
  const first = Math.max(0, (marks[0]?.start ?? 0) - LONGEST / 3);
  const start = first ? text.indexOf(" ", first) + 1 : 0;
  const last = text.lastIndexOf(" ", start + LONGEST);
  const end = start + LONGEST >= text.length || last <= start ? text.length : last;
  const before = start ? "… " : "";
  const by = before.length - start;
  const inside = marks.filter((mark) => mark.start >= start && mark.end <= end);
  const moved = inside.map((mark) => ({ start: mark.start + by, end: mark.end + by }));
  return [`${before}${text.slice(start, end)}${end < text.length ? " …" : ""}`, moved];
}

function plural(forms, count, language) {
  const words = typeof forms === "string" ? forms : (forms[new Intl.PluralRules(language).select(count)] ?? forms.other);
  return words.replace("{count}", count.toLocaleString(language, { numberingSystem: "latn" }));
}

const { take, ...field } = window.sopSearch;
window.sopSearch = Object.assign(new Search(field), { Folding });
window.sopSearch.begin();
