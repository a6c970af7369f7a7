// What words sound like in Latin letters, as far as writers agree: “shikayat” and “शिकायत” are one sound.

const OPEN = /^(?:au?|ou?)?/; // the one place where all writers put this vowel down
const LONGER = 3; // letters that an ending may add to a sound

class Sounds {
  /** The sounds of all words of an index in its own script. */
  constructor({ words, folding, avoided, position }) {
    [this.rules] = folding.rules;
    this.heard = new Map(); // the sounds of words that were asked for
    this.all = new Map(); // the places of the words of each sound
    words.forEach((word, at) => {
      if (this.rules.isOf(word) && !folding.isSmall(word)) this.add(word.replace(WHOLE, ""), at);
    });
    for (const [word, used] of [...this.rules.forms, ...avoided]) {
      for (const key of [used].flat()) if (position.has(key) && !folding.isSmall(key)) this.add(word, position.get(key));
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
    const bare = rest.replace(open ? /^(.+?)[aeiou]+$/ : /^(..+?)[aeiou]+$/, "$1");
    return (open ? "a" : "") + bare.replace(/^(..+)m$/, "$1n");
  }

  /** Whether a word in Latin letters is a word of the script, or has an ending more. */
  isOne(latin, word) {
    const [asked, known] = [this.of(latin), this.known(word)];
    return known.length > 1 && (asked === known || isLonger(asked, known));
  }

  /** Whether Latin letters spell a word of the script as they stand. */
  isSpelt(latin, word) {
    return this.rules.inLatin(word.replace(WHOLE, "")) === latin;
  }

  known(word) {
    if (!this.heard.has(word)) this.heard.set(word, this.of(word.replace(WHOLE, "")));
    return this.heard.get(word);
  }

  like(sound) {
    return this.all.get(sound) ?? [];
  }

  /** The words that a sound begins with: it has an ending more. */
  before(sound) {
    return this.where((known) => isLonger(sound, known));
  }

  after(sound) {
    return this.where((known) => known !== sound && begins(known, sound));
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

/** Whether a sound has an ending more than another. */
function isLonger(sound, known) {
  return known.length >= 3 && begins(sound, known) && sound.length - known.length <= LONGER;
}

/** Whether a sound begins so; at its end the start has n for m. */
function begins(sound, start) {
  return sound.startsWith(start) || (start.endsWith("n") && sound.startsWith(`${start.slice(0, -1)}m`));
}

/** A word with each letter once where it stands twice. */
function once(word) {
  return word.replace(/(.)\1+/gu, "$1");
}

/** What English spelling leaves alone: vowels and silent letters come and go, and g sounds like j. */
function consonants(sound) {
  const rest = sound.slice(1).replace(/[aeiouyh]/g, "");
  return once((sound.slice(0, 1) + rest).replace(/g/g, "j"));
}
