// Other names for what a reader asks: “client” is “customer” in the manual, and “furious” leads to “angry”.

class Names {
  /** A name is a list of words, and a word its key, with the whole word behind it if the key is short.
   *
   * Of names that mean the same, those of several words are only asked for: apart their words say something else.
   */
  constructor({ synonyms, meanings }, index) {
    this.index = index;
    this.used = synonyms.map(([avoided, used]) => ({ name: apart(avoided), others: [apart(used)] }));
    this.meant = meanings
      .flatMap((names) => names.map((name) => ({ name, others: names.filter((other) => other !== name && other.length === 1) })))
      .sort((one, other) => other.name.length - one.name.length); // “picks up” comes before “picks”
  }

  /** Brings asked words the words of the index that the manual uses for them, and those that mean the same. */
  bring(asked) {
    for (const { name, others } of this.used) this.replace(asked, name, others, "others", USED);
    for (const { name, others } of this.meant) {
      this.replace(asked, name, others, name.length > 1 ? "others" : "meanings", MEANT);
    }
  }

  /** Wherever a name stands, brings others for it; where a longer one stands, its words mean nothing else. */
  replace(asked, name, others, to, alike) {
    for (let first = 0; first + name.length <= asked.length; first += 1) {
      const words = asked.slice(first, first + name.length);
      const fits = Math.min(...words.map((word, at) => (word && word.size <= name.length ? this.fit(word, name[at]) : 0)));
      if (!fits) continue;
      for (const word of words) word.size = name.length;
      const large = words.filter(({ key }) => !this.isSmall(key));
      for (const other of others) {
        const isAsked = other.some(([key]) => asked.some((word) => word?.key === key)); // it counts there
        if (!isAsked) this.place(large, other, to, fits * alike);
      }
    }
  }

  /** Gives the words of a name to asked ones, one by one; the last one gets what is left over. */
  place(asked, name, to, alike) {
    const words = name.filter(([key]) => !this.isSmall(key));
    if (!asked.length || !words.length) return;
    for (let at = 0; at < Math.max(asked.length, words.length); at += 1) {
      const [key, whole] = words[Math.min(at, words.length - 1)];
      const word = asked[Math.min(at, asked.length - 1)];
      if (whole) word[to].push([whole, alike]);
      word[to].push([key, whole ? alike * STEM : alike]);
    }
  }

  /** How well an asked word fits a word of a name. */
  fit(asked, [key, whole]) {
    if (asked.key === key) return whole && asked.whole !== whole && !this.isSmall(key) ? STEM : EXACT;
    if (!this.index.isForeign(asked.word)) return 0;
    if (this.isSmall(asked.key)) return this.isSmall(key) ? SOUND : 0;
    return this.index.sounds.isOne(asked.word, whole ?? key) ? SOUND : 0;
  }

  /** The places of the words that mean the same as those whose keys fit. */
  like(fits) {
    const names = this.meant.filter(({ name }) => name.length === 1 && fits(name[0][0]));
    return names.flatMap(({ others }) => this.index.positions(others.map(([[key]]) => key)));
  }

  isSmall(key) {
    return this.index.folding.isSmall(key);
  }
}

/** Keys as a name. */
function apart(keys) {
  return keys.map((key) => [key]);
}
