// Answers a search from one language's index. Files are fetched as scripts, which works without a server too.

// How much a word of the index counts for a word of the reader, by how the two are alike.
const EXACT = 1, USED = 0.9, MEANT = 0.6, TITLED = 0.5, STEM = 0.5, BEGUN = 0.6, VOWEL = 0.6, SLIP = 0.5, PART = 0.4, SMALL = 0.2;
// The same in Latin letters; what sounds like an English word of the manual counts less, and so does what is spelt otherwise
// where another word stands as the reader types it.
const SOUND = 0.8, SOUND_ENGLISH = 0.4, SOUND_BEGUN = 0.45, BORROWED = 0.4, SPELT_OTHERWISE = 0.7;
const MOST_BEGUN = 16; // more words would need more files, for results that nobody looks at
const MOST_SLIPS = 8;
const LOOKED_INTO = 8; // documents whose texts decide the order of the first results
const LATIN = /^\p{Script=Latin}/u;

const DIGITS = new Map([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].map((sign, at) => [sign, at]));
const MORE = 32;

class Index {
  /** `get` fetches a file of the index by its name. */
  constructor(head, get) {
    this.get = get;
    this.labels = head.labels;
    this.folding = new Folding(head.rules);
    this.avoided = new Map(head.synonyms.filter(([avoided]) => avoided.length === 1).map(([[key], used]) => [key, used]));
    this.names = new Names(head, this);
    this.shards = head.shards;
    this.staff = head.staff; // from this document on come those of the guide
    this.live = head.live; // and from here on those that are not in force
    this.words = [];
    this.heads = new Set();
    this.read(head.words);
    this.position = new Map(this.words.map((word, at) => [word, at]));
    this.places = new Map();
    const isGuide = ({ number }) => number >= this.staff;
    this.byRank = (one, other) => isGuide(one) - isGuide(other) || other.score - one.score || one.number - other.number;
  }

  read(text) {
    let before = "";
    for (const [, sign, head, rest] of text.matchAll(/([A-Z])(!?)([^A-Z]*)/g)) {
      before = before.slice(0, DIGITS.get(sign)) + rest;
      if (head) this.heads.add(this.words.length);
      this.words.push(before);
    }
  }

  /** What a text finds: the documents, best first, and the words of the index that answer each asked one. */
  async find(text) {
    const asked = this.asked(text);
    const shards = new Set(asked.flatMap((each) => [...each.keys()].map((at) => this.shard(at))));
    await Promise.all([...shards].map((shard) => this.fetchPlaces(shard)));
    const answers = new Map(); // for each word of the index: which asked words it answers, and how much it counts
    const scores = new Map();
    let whole = 0;
    asked.forEach((alternatives, asking) => {
      const [best, weight] = this.best(alternatives, asking, answers);
      whole += weight;
      for (const [number, { counts, alike }] of best) {
        const known = scores.get(number) ?? { number, score: 0, weight: 0 };
        known.score += counts;
        known.weight += weight * alike;
        scores.set(number, known);
      }
    });
    const all = [...scores.values()];
    const live = all.filter(({ number }) => number < this.live);
    const found = live.length ? live : all;
    for (const each of found) each.score *= each.weight / whole;
    found.sort(this.byRank);
    const answer = { found, answers, whole, asked: this.keys(text) };
    await this.lookInto(answer);
    return answer;
  }

  /** For one asked word how much it counts in each document, by the place and by the word; and how much at most. */
  best(alternatives, asking, answers) {
    const best = new Map();
    let weight = 0;
    const most = Math.max(...alternatives.values());
    const closest = [...alternatives].filter(([, alike]) => alike === most).map(([at]) => this.places.get(at));
    const common = this.rarity(countOf(closest));
    for (const [at, alike] of alternatives) {
      const places = this.places.get(at);
      const value = alike * Math.min(this.rarity(places.length / 2), common); // no other word says more than the asked one
      weight = Math.max(weight, value);
      const key = this.words[at];
      answers.set(key, [...(answers.get(key) ?? []), [asking, value]]);
      for (let here = 0; here < places.length; here += 2) {
        const number = places[here];
        const known = best.get(number) ?? { counts: 0, alike: 0 };
        best.set(number, { counts: Math.max(known.counts, value * places[here + 1]), alike: Math.max(known.alike, alike / most) });
      }
    }
    return [best, weight];
  }

  /** Words of few documents say more. */
  rarity(count) {
    return Math.log(1 + this.staff / count);
  }

  /** Puts the first results in the order that their texts give: words that stand together count more, and titles. */
  async lookInto(answer) {
    const first = answer.found.splice(0, LOOKED_INTO);
    await Promise.all(first.map(async (each) => Object.assign(each, await this.looked(each.number, answer))));
    for (const each of first) each.score *= 1 + each.together + 0.3 * each.title.share + 0.4 * each.named;
    answer.found.unshift(...first.sort(this.byRank));
  }

  /** A document with its sections by how well they fit.
   *
   * `together`: how much of what is asked the best one has. `named`: the words of its longest name that the reader wrote
   * in full.
   */
  async looked(number, { answers, whole, asked }) {
    const document = await this.get(`d${number}`);
    const title = this.matched(document.title, answers);
    const sections = document.sections
      .map(([anchor, label, words, further]) => ({ anchor, label, words, ...this.matched(words, answers, further) }))
      .filter((section) => section.value > 0)
      // A step that begins with the word is about it: “Refund the price” comes before “Offer a refund”.
      .sort((one, other) => other.value - one.value || (one.marks[0]?.start ?? 0) - (other.marks[0]?.start ?? 0));
    const together = Math.max(title.value, sections[0]?.value ?? 0) / (whole || 1);
    const names = [document.title, ...document.names].map((name) => this.keys(name));
    const written = names.filter((keys) => [...keys].every((key) => asked.has(key)));
    return { document, sections, title, together, named: Math.max(0, ...written.map((keys) => keys.size)) };
  }

  keys(text) {
    return new Set(this.folding.words(text).map(({ key }) => key));
  }

  /** Where a text has words that answer, what they and its `further` keys are worth together, and their share of its words. */
  matched(text, answers, further = "") {
    const words = this.folding.words(text);
    const joined = this.folding.compounds(text, words).map(([first, end, key]) => ({ start: words[first].start, end: words[end - 1].end, key }));
    const marks = [...words, ...joined].filter(({ key, whole }) => answers.has(key) || answers.has(whole));
    const found = [...marks.flatMap(({ key, whole }) => [key, whole]), ...further.split(" ")];
    const values = new Map();
    for (const [asking, value] of found.flatMap((key) => answers.get(key) ?? [])) {
      values.set(asking, Math.max(values.get(asking) ?? 0, value));
    }
    const large = words.filter(({ key }) => !this.folding.isSmall(key)).length || 1;
    return {
      marks: marks.sort((one, other) => one.start - other.start || other.end - one.end),
      value: [...values.values()].reduce((sum, value) => sum + value, 0),
      share: Math.min(1, marks.length / large),
    };
  }

  /** For each word that the reader asks for, the words of the index that answer it and how well. */
  asked(text) {
    const words = this.folding.words(text);
    const groups = this.together(text, words);
    const found = groups.map((group) => this.alternatives(group, group.end === words.length, words.length === 1));
    return found.filter((each) => each.size);
  }

  /** The words of a search; those that only mean something together are one, and avoided ones bring the used ones. */
  together(text, words) {
    const groups = words.map((each, at) => ({ ...each, end: at + 1, others: [], meanings: [], size: 0 }));
    for (const [first, end, key] of this.folding.compounds(text, words)) this.join(groups, words, first, end, key);
    for (let size = 4; size > 1; size -= 1) {
      for (let first = 0; first + size <= words.length; first += 1) {
        if (groups.slice(first, first + size).some((group) => !group || group.isWhole)) continue;
        const key = this.folding.joined(words.slice(first, first + size));
        if (this.position.has(key)) this.join(groups, words, first, first + size, key);
      }
    }
    this.names.bring(groups);
    return groups.filter(Boolean);
  }

  /** A code is found as a whole; other words that may be written together count apart as well. */
  join(groups, words, first, end, key) {
    if (DIGIT.test(key)) {
      if (!this.position.has(key) && end < words.length) return;
      if (!this.position.has(key) && !this.begun(key).length) return;
      groups.fill(undefined, first, end);
      groups[first] = { key, word: key, end, others: [], meanings: [], size: 0, isWhole: true };
    } else if (this.position.has(key)) {
      for (const group of groups.slice(first, end)) group?.others.push([key, EXACT]);
    }
  }

  /** The words of the index that answer one word, and how well: the word itself, else others one by one further off. */
  alternatives({ key, word, whole, others, meanings, size }, isLast, isAlone) {
    const found = new Map();
    const add = (at, alike) => {
      if (at !== undefined && alike > (found.get(at) ?? 0)) found.set(at, alike);
    };
    const isSmall = this.folding.isSmall(key) || this.folding.isSmall(word);
    const most = isSmall ? SMALL : EXACT;
    add(this.position.get(whole), most);
    add(this.position.get(key), found.size && !isSmall ? STEM : most);
    if (isSmall && !(isLast && !found.size && isAlone)) return found;
    const isKnown = found.size > 0; // by itself: other names for it say nothing of its own sound
    for (const [other, alike] of others) add(this.position.get(other), alike);
    if (this.isForeign(word)) this.sounding(word, isLast, isKnown, add);
    const titled = [...found.keys()].some((at) => this.heads.has(at)) ? TITLED : 1; // a title has the word itself
    for (const [other, alike] of meanings) add(this.position.get(other), alike * titled);
    if (isLast || (!found.size && word.length > 2)) this.begun(this.folding.spelt(word)).forEach(([at, share]) => add(at, BEGUN * share));
    const further = [
      () => !size && isLast && word.length > 2 && this.names.like((known) => known.startsWith(key)).forEach((at) => add(at, MEANT * BEGUN)),
      () => this.isForeign(word) && this.likely(this.sounds.borrowed(word)).forEach((at) => add(at, BORROWED)),
      () => DIGIT.test(word) || this.slips(word, key).forEach(([at, alike]) => add(at, alike)),
      () => !size && word.length >= 5 && this.names.like((known) => isOneAway(key, known)).forEach((at) => add(at, MEANT * SLIP)),
      () => this.parts(word, key).forEach((at) => add(at, PART)),
    ];
    for (const go of further) if (!found.size) go();
    return found;
  }

  /** Whether a word is in Latin letters where the language has others. */
  isForeign(word) {
    const [own] = this.folding.rules;
    return Boolean(own?.inLatin) && LATIN.test(word) && !DIGIT.test(word);
  }

  /** The words that begin so, those of titles first; how much of them is there. */
  begun(start) {
    if (!start) return [];
    const found = [];
    for (let at = lower(this.words, start); at < this.words.length && this.words[at].startsWith(start); at += 1) found.push(at);
    return this.likely(found).map((at) => [at, 0.5 + (0.5 * start.length) / this.words[at].length]);
  }

  /** Of many words those that readers mean most likely: words of titles and keywords, and short ones. */
  likely(found) {
    const rank = (at) => (this.heads.has(at) ? 0 : 100) + this.words[at].length;
    return [...found].sort((one, other) => rank(one) - rank(other)).slice(0, MOST_BEGUN);
  }

  /** The words that sound like one in Latin letters, and those that begin so; else those that it goes on from. */
  sounding(word, isLast, isEnglish, add) {
    const asked = this.sounds.of(word);
    if (asked.length < 2) return;
    const same = this.likely(this.sounds.like(asked));
    const alike = isEnglish ? SOUND_ENGLISH : SOUND;
    const spelt = same.filter((at) => this.sounds.isSpelt(word, this.words[at]));
    for (const at of same) {
      const close = spelt.length && !spelt.includes(at) ? alike * SPELT_OTHERWISE : alike; // “kaj” is “কাজ” before “খোঁজ”
      add(at, close);
      add(this.stem(at), close * STEM);
    }
    if (isEnglish) return;
    if (!same.length) this.likely(this.sounds.before(asked)).forEach((at) => add(at, SOUND_BEGUN));
    if (isLast && asked.length >= 3) this.likely(this.sounds.after(asked)).forEach((at) => add(at, SOUND_BEGUN));
  }

  /** What the words sound like: a reader who writes their own script never asks. */
  get sounds() {
    this.heard ??= new Sounds(this);
    return this.heard;
  }

  /** The place of the key of a whole word. */
  stem(at) {
    const word = this.words[at];
    return word.endsWith(WHOLE) ? this.position.get(this.folding.fold(word.slice(0, -1))) : undefined;
  }

  /** The words that are one typing error away, in the word or in its ending; in short words only a vowel sign differs. */
  slips(word, key) {
    const found = new Map();
    const add = (at, alike) => found.set(at, Math.max(found.get(at) ?? 0, alike));
    const isLong = word.length >= 5;
    for (const other of isLong ? withoutOne(word) : []) {
      const at = this.position.get(this.folding.fold(other));
      if (at !== undefined && this.words[at].length > 2) add(at, SLIP);
    }
    const bare = withoutSigns(key);
    this.words.forEach((known, at) => {
      if (known.length < 3 || !isOneAway(key, known)) return;
      if (bare !== key && bare.length > 1 && withoutSigns(known) === bare) add(at, VOWEL);
      else if (isLong && known.length > 3) add(at, SLIP);
    });
    const others = isLong ? [...(this.folding.of(word)?.forms ?? []), ...this.avoided] : [];
    for (const [known, words] of others) {
      if (isOneAway(key, known) || isOneAway(word, known)) this.positions(words).forEach((at) => add(at, SLIP));
    }
    const rank = ([at, alike]) => (this.heads.has(at) ? 0 : 1) + (this.words[at][0] === key[0] ? 0 : 2) - 4 * alike;
    return [...found].sort((one, other) => rank(one) - rank(other)).slice(0, MOST_SLIPS);
  }

  /** The two words that this one is made of, else the longest that it begins with: no rule knows its ending. */
  parts(word, key) {
    for (let size = word.length - 3; size >= 3; size -= 1) {
      const two = [word.slice(0, size), word.slice(size)].map((part) => this.position.get(this.folding.fold(part)));
      if (!two.includes(undefined)) return two;
    }
    for (let size = key.length - 1; size >= Math.max(3, key.length * 0.6); size -= 1) {
      const at = this.position.get(key.slice(0, size));
      if (at !== undefined) return [at];
    }
    return [];
  }

  positions(keys) {
    return [keys].flat().map((key) => this.position.get(key)).filter((at) => at !== undefined);
  }

  shard(at) {
    let low = 0, high = this.shards.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.shards[middle] <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  async fetchPlaces(shard) {
    const first = this.shards[shard];
    if (this.places.has(first)) return;
    const written = await this.get(`p${shard}`);
    written.forEach((text, offset) => this.places.set(first + offset, numbers(text)));
  }
}

/** Documents and how much the word counts there, in turns. */
function numbers(text) {
  const found = [];
  let number = 0, at = 0;
  while (at < text.length) {
    let gap = 0, shift = 0, digit;
    do {
      digit = DIGITS.get(text[at]);
      gap += (digit % MORE) << shift;
      shift += 5;
      at += 1;
    } while (digit >= MORE);
    number += gap;
    found.push(number, DIGITS.get(text[at]));
    at += 1;
  }
  return found;
}

/** How many documents stand in lists of places. */
function countOf(lists) {
  return new Set(lists.flatMap((places) => places.filter((_, at) => at % 2 === 0))).size;
}

/** The first position in sorted words that does not come before a word. */
function lower(words, word) {
  let low = 0, high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A word without the signs that stand for vowels. */
function withoutSigns(word) {
  return word.replace(/\p{M}/gu, "");
}

/** A word with one letter left out, or two neighbours swapped. */
function* withoutOne(word) {
  for (let at = 0; at < word.length; at += 1) {
    yield word.slice(0, at) + word.slice(at + 1);
    if (at) yield word.slice(0, at - 1) + word[at] + word[at - 1] + word.slice(at + 1);
  }
}

/** Whether two words differ in one letter: too much, missing, another, or two swapped. */
function isOneAway(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const rest = (skipOne, skipOther) => one.slice(start + skipOne) === other.slice(start + skipOther);
  if (one.length > other.length) return rest(1, 0);
  if (one.length < other.length) return rest(0, 1);
  return rest(1, 1) || (one[start] === other[start + 1] && one[start + 1] === other[start] && rest(2, 2));
}
