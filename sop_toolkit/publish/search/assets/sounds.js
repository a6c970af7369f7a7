// What words sound like in Latin letters, as far as writers agree: “shikayat” and “शिकायत” are one sound.

const OPEN = /^(?:au?|ou?)?/; // the one place where all writers put this vowel down
const LONGER = 3; // letters that an ending may add to a sound

class Sounds {
  /** The sounds of all words of an index in its own script. */
  constructor({ words, folding, avoided, position }) {
    [this.rules] = folding.rules;
    this.all = new Map(); // the places of the words of each sound
    words.forEach((word, at) => {
      if (this.rules.isOf(word) && !folding.isSmall(word)) this.add(word.replace(WHOLE, ""), at);
    });
    for (const [word, used] of [...this.rules.forms, ...avoided]) {
      for (const key of [used].flat()) if (position.has(key)) this.add(word, position.get(key));
    }
  }

  add(word, at) {
    const sound = this.of(word);
    if (!this.all.has(sound)) this.all.set(sound, []);
    this.all.get(sound).push(at);
  }

  /** The sound of a word in Latin letters, or in the script of the index. */
  of(word) {
    const latin = this.rules.isOf(word) ? this.rules.inLatin(word) : word;
    const [open] = OPEN.exec(latin);
    const rest = once(this.rules.alike(latin.slice(open.length)));
    return (open ? "a" : "") + rest.replace(open ? /(?<=.)[aeiou]+$/ : /(?<=..)[aeiou]+$/, "").replace(/(?<=..)m$/, "n");
  }

  like(sound) {
    return this.all.get(sound) ?? [];
  }

  /** The words that a sound begins with: it has an ending more. */
  before(sound) {
    return this.where((known) => known.length >= 3 && sound.startsWith(known) && sound.length - known.length <= LONGER);
  }

  after(sound) {
    return this.where((known) => known !== sound && known.startsWith(sound));
  }

  /** The words with the consonants of an English word, which the language may have borrowed. */
  borrowed(word) {
    const asked = consonants(this.of(word));
    return asked.length < 3 ? [] : this.where((known) => consonants(known) === asked);
  }

  where(fits) {
    return [...this.all].flatMap(([known, places]) => (fits(known) ? places : []));
  }
}

/** A word with each letter once where it stands twice. */
function once(word) {
  return word.replace(/(.)\1+/gu, "$1");
}

/** What English spelling leaves alone: vowels and silent letters come and go, and g sounds like j. */
function consonants(sound) {
  return once(sound.replace(/(?<=.)[aeiouyh]/g, "").replace(/g/g, "j"));
}
