// Words made alike: the same small interpreter as folding.py, over the same rules. A test compares the two.

const WORD = /[\p{L}\p{M}\p{N}\u00AD\u200B-\u200D]+(?:['’][\p{L}\p{M}]+)*/gu;
const UNHEARD = /[\u0300-\u036F\u00AD\u200B-\u200D'’]/g;
const PLAIN = /^[A-Za-z0-9]+$/;
const DIGIT = /\p{Nd}/u;
const JOIN = /[-_/‐‑.,:]\S/;
const JOINED = /^[-_/‐‑]$/;
const JOINED_DIGITS = /^\p{Nd}[.,:]\p{Nd}$/u;
const SHORT = 3;
const WHOLE = "=";

/** A word without differences that nobody means: case, accents, joiners, the digits' script. */
function normal(word) {
  if (PLAIN.test(word)) return word.toLowerCase();
  const plain = word.toLowerCase().normalize("NFD").replace(UNHEARD, "").normalize("NFC");
  return plain.replace(/\p{Nd}/gu, valueOf);
}

/** The value of a digit of any script: each has its ten in a row, from the first of a block on. */
function valueOf(digit) {
  const code = digit.codePointAt(0);
  let zero = code;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

/** A replacer of all keys of a table, the longest first. */
function replacer(table) {
  const keys = Object.keys(table).sort((one, other) => other.length - one.length);
  if (!keys.length) return (word) => word;
  const pattern = new RegExp(keys.join("|"), "gu");
  return (word) => word.replace(pattern, (key) => table[key]);
}

/** The rules of one script. */
class Rules {
  constructor(data) {
    this.isOf = RegExp.prototype.test.bind(new RegExp(`^\\p{Script=${data.script}}`, "u"));
    this.letters = replacer(data.letters);
    this.twice = data.joiner ? new RegExp(`(.)${data.joiner}\\1`, "gu") : null;
    this.endings = data.endings.map(([least, off]) => {
      const longest = Math.max(...Object.keys(off).map((ending) => ending.length));
      return { least, longest, off: new Map(Object.entries(off)) };
    });
    this.forms = new Map(Object.entries(data.forms));
    this.small = new Set(data.small);
    this.script = data.script;
    this.inLatin = Object.keys(data.latin).length ? replacer(data.latin) : null; // how it sounds, for sounds.js
    this.alike = replacer(data.alike);
  }

  spelt(word) {
    const letters = this.letters(word);
    return this.twice ? letters.replace(this.twice, "$1") : letters;
  }

  fold(word) {
    const spelt = this.spelt(word);
    return this.forms.get(spelt) ?? this.bare(spelt);
  }

  bare(word) {
    for (const { least, longest, off } of this.endings) {
      for (let start = Math.max(1, word.length - longest); start < word.length; start += 1) {
        const to = off.get(word.slice(start));
        if (to === undefined || start + to.length < least) continue;
        word = word.slice(0, start) + to;
        break;
      }
    }
    return word;
  }
}

class Folding {
  constructor(rules) {
    this.rules = rules.map((data) => new Rules(data));
    this.known = new Map(); // texts say the same words again and again
  }

  of(word) {
    return DIGIT.test(word) ? undefined : this.rules.find((rules) => rules.isOf(word));
  }

  fold(word) {
    return this.of(word)?.fold(word) || word;
  }

  spelt(word) {
    return this.of(word)?.spelt(word) || word;
  }

  isSmall(key) {
    return this.rules.some((rules) => rules.small.has(key));
  }

  /** A word beside its key, which stands for many words if it is short. */
  whole(word, key) {
    return key.length <= SHORT && this.of(word) ? this.spelt(word) + WHOLE : undefined;
  }

  /** The words of a text: where they stand, as they are written, and what search knows them by. */
  words(text) {
    const found = [];
    for (const { 0: written, index: start } of text.matchAll(WORD)) {
      const [word, key, whole] = this.known.get(written) ?? this.learn(written);
      if (word) found.push({ start, end: start + written.length, word, key, whole });
    }
    return found;
  }

  learn(written) {
    const word = normal(written);
    const key = this.fold(word);
    const all = [word, key, this.whole(word, key)];
    this.known.set(written, all);
    return all;
  }

  /** What hyphens join: from which word up to which, and the whole. */
  compounds(text, words) {
    const found = [];
    if (!JOIN.test(text)) return found;
    let first = 0;
    for (let here = 1; here <= words.length; here += 1) {
      if (here < words.length && isJoined(text, words[here - 1].end, words[here].start)) continue;
      if (here - first > 1) found.push([first, here, this.joined(words.slice(first, here))]);
      first = here;
    }
    return found;
  }

  joined(words) {
    return this.fold(words.map((each) => each.word).join(""));
  }
}

function isJoined(text, start, end) {
  if (end - start !== 1) return false;
  return JOINED.test(text[start]) || JOINED_DIGITS.test(text.slice(start - 1, end + 1));
}
