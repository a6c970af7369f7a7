"""What a language must offer, and the way to load one.

A language is a folder here: `labels.yaml` with every published word, `language.yaml` with its script and limits,
word lists as data in `lists/`, and a module `grammar` whose functions fulfil `Grammar`. Nothing else in the toolkit
names a language.
"""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, cast

from sop_toolkit.language.phrases import Phrases, read_phrases

_FOLDER = Path(__file__).parent
_NONE: Mapping[str, int] = MappingProxyType({})


class VerbGroup(NamedTuple):
    """A verb with its auxiliaries: `start` and `end` run from the first auxiliary to the main verb.

    `tense` is `past`, `present` or `future` for a finite group and empty for the others.
    `conditional` says that the group stands in a conditional or temporal clause, `subordinate` that it stands
    in that or any other clause that depends on another, `opener` where the word stands that begins a condition with
    a verb of its own. `familiar` is a form for friends and children, `archaic` one of old books. `mild` says that
    writers often mean a command by this form: what a rule finds in it is a note.
    """

    start: int
    end: int
    tense: str = ""
    perfect: bool = False
    progressive: bool = False
    passive: bool = False
    imperative: bool = False
    modal: str = ""
    conditional: bool = False
    subordinate: bool = False
    opener: int = -1
    familiar: bool = False
    archaic: bool = False
    mild: bool = False


class Advice(NamedTuple):
    """What to write instead of a verb group. Every part may be empty, where it is not known.

    `verb` is the main verb as a command has it, `instead` the present tense for exactly the words of the group,
    `certain` where it can be put in without reading on. `subject_start` is where the words begin that the group
    belongs to. For a passive, `command` and `fact` are the beginning of a sentence in the active voice: to the
    reader, and about the one who does it; `instead` says the same without a passive, and `commanded` is false where
    nobody can be told to do it. For other verbs, `fact` is `instead` with a subject that changes with it. `acts` says
    that the reader, or a person who works, does something. `once` is the word of a time to come, where it alone makes
    a future of a form that the present has as well.
    """

    verb: str = ""
    instead: str = ""
    certain: bool = False
    subject_start: int = -1
    command: str = ""
    fact: str = ""
    acts: bool = False
    commanded: bool = True
    once: str = ""


class Grammar(Protocol):
    """What the rules ask of a language. Offsets count the code points of the text that was given.

    A language may offer more (`forms.py` of English): `verb_forms(verb)` for verbs in braces of word lists,
    `alike(word, other)` for the forms of a word with the same forms of another, `is_verb_only_as(word, other)` for
    whether only the first can be a verb, `keeps_article(before, word, other)` for whether the word before them fits
    both, `is_word(word)` for what its lists know, and `without_verb(step)` for the command that a step without a verb
    stands for. Languages whose length is counted in aksharas (`indic.py`) have `aksharas(text)` and `conjuncts(text)`.
    Rules do without what a language does not offer.
    """

    def sentences(self, text: str) -> Sequence[tuple[int, int]]:
        """Start and end of each sentence, without the white space between them."""

    def words(self, text: str) -> Sequence[tuple[int, int]]:
        """Start and end of each word."""

    def verb_groups(self, sentence: str, instruction: bool) -> Sequence[VerbGroup]:
        """The verb groups of one sentence, in order; `instruction` says that it is a step."""


class Advisor(Protocol):
    """What a grammar may offer beyond that: better hints, and the rules that need `Advice.acts`."""

    def advice(self, sentence: str, group: VerbGroup, instruction: bool) -> Advice:
        """What to write instead of one of the verb groups of this sentence."""


class Language:
    """A language: its code, its script (a Unicode name), its grammar, its limits, and its word lists by name.

    `limits` has the most words of a sentence: in an `instruction`, in a `description`, and from where it is an `error`;
    and, where a formula holds for the language, the most years of school (`grade`). `aksharas` has the same three
    limits in aksharas, where the language counts them.
    """

    def __init__(self, code: str, script: str, limits: Mapping[str, int], aksharas: Mapping[str, int] = _NONE) -> None:
        self.code = code
        self.script = script
        self.limits = limits
        self.aksharas = aksharas
        self._lists: dict[str, Phrases] = {}

    @cached_property
    def grammar(self) -> Grammar:
        """Loaded late: to guess the language of a text, its script is enough."""
        return cast(Grammar, import_module(f"sop_toolkit.language.{self.code}.grammar"))

    def phrases(self, name: str) -> Phrases:
        """The word list `lists/<name>.txt` with the one that all languages share; empty where there is none."""
        found = self._lists.get(name)
        if found is None:
            paths = (_FOLDER / self.code / "lists" / f"{name}.txt", _FOLDER / "lists" / f"{name}.txt")
            texts = [path.read_text(encoding="utf-8") for path in paths if path.is_file()]
            found = read_phrases("\n".join(texts), getattr(self.grammar, "verb_forms", None))
            self._lists[name] = found
        return found

    def advice(self, sentence: str, group: VerbGroup, instruction: bool) -> Advice:
        """What to write instead of a verb group, as far as the grammar knows."""
        known = hasattr(self.grammar, "advice")
        return cast(Advisor, self.grammar).advice(sentence, group, instruction) if known else Advice()


@cache
def language(code: str) -> Language | None:
    """The language of a code, or None where the toolkit has no grammar for it."""
    if not (_FOLDER / code / "grammar.py").is_file():
        return None
    facts = read_data(_FOLDER / code / "language.yaml")
    limits = _numbers(facts["words"])
    limits.update({name: int(facts[name]) for name in ("grade",) if name in facts})
    return Language(code, facts["script"], limits, _numbers(facts.get("aksharas", {})))


def _numbers(facts: Mapping[str, str]) -> dict[str, int]:
    return {name: int(number) for name, number in facts.items()}


@cache
def codes() -> tuple[str, ...]:
    """The codes of all languages that the toolkit has a grammar for."""
    return tuple(sorted(path.parent.name for path in _FOLDER.glob("*/grammar.py")))


def guess(text: str) -> Language | None:
    """The first language whose script most of the letters have, or None: a guess for documents that do not say."""
    sample = text[:2_000]
    letters = "".join(filter(str.isalpha, sample))
    if sample.isascii() or 2 * sum(map(str.isascii, letters)) > len(letters):  # as nearly always, and no search for it
        return next((found for code in codes() if (found := language(code)) and found.script == "Latin"), None)
    import regex

    for code in codes():
        found = language(code)
        if found and 2 * len(regex.findall(rf"\p{{{found.script}}}", letters)) > len(letters):
            return found
    return None


def read_data(path: Path) -> dict[str, Any]:
    """A data file of a language."""
    import yaml

    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return found
