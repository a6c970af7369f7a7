"""Writes search below `assets/`: a script and a style for the field, and for its first use a script and the indexes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from sop_toolkit.publish.guide import Guide, address
from sop_toolkit.publish.search.documents import Speaker, documents, synonyms
from sop_toolkit.publish.search.folding import Folding, rules
from sop_toolkit.publish.search.index import Index, as_json
from sop_toolkit.render.edition import Edition

_HERE = Path(__file__).parent / "assets"
SCRIPT, STYLE = "assets/field.js", "assets/field.css"
_INDEXES = "assets/search"
_PARTS = ("folding.js", "sounds.js", "names.js", "engine.js", "view.js")
_LABELS = ("search_found", "search_none", "search_more", "search_failed")
# For an edition: the addresses of the guide's pages in its language, and their Markdown.
GuidePages = Callable[[Edition], Iterable[tuple[str, str]]]


def write(editions: Sequence[Edition], original: Edition, guide: GuidePages, folder: Path) -> None:
    """Writes all files of search below `folder`, the top of a site of these editions; the first has its pages there.

    `original` is the edition in the manual's own language.
    """
    speaker = Speaker(original)
    parts = "\n".join(_asset(name) for name in _PARTS)
    script = f"(() => {{\n{parts}}})();\n"  # its names are no business of the page
    settings: dict[str, Any] = {
        "own": editions[0].language,
        "stamp": _write(folder / _INDEXES, [("search", script)]),
        "languages": {each.language: _edition(each, speaker, guide, folder) for each in editions},
    }
    settings["languages"][editions[0].language]["folder"] = ""
    _put(folder / SCRIPT, f"{_asset('field.js')}\nsopField({as_json(settings)});\n")
    _put(folder / STYLE, _asset("field.css"))


def _edition(edition: Edition, speaker: Speaker, guide: GuidePages, folder: Path) -> dict[str, str]:
    """Writes an edition's index; gives what the field must know of it."""
    original = speaker.edition
    folding = _folding(edition, original)
    index = Index(folding)
    for document in documents(edition, speaker, guide(edition)):
        index.add(document)
    labels = edition.labels
    head = {
        "rules": [each.data() for each in folding.rules],
        "meanings": folding.meanings(),
        "synonyms": [[_keys(folding, each) for each in pair] for pair in synonyms(edition, original)],
        "labels": {name: labels.words[name] for name in _LABELS},
    }
    files = (
        (f"{edition.language}/{name}", f'sopSearch.take("{edition.language}/{name}",{data})')
        for name, data in index.files(head)
    )
    return {
        "stamp": _write(folder / _INDEXES, files),
        "folder": edition.folder,
        "label": labels("search"),
        "clear": labels("search_clear"),
        "close": labels("search_close"),
        "all": labels("a_z"),
        "more": labels("search_more"),
        "failed": labels("search_failed"),
    }


def _folding(edition: Edition, original: Edition) -> Folding:
    """The rules of the edition's language, and of the manual's own, whose words stand in every index."""
    codes = dict.fromkeys((edition.language, original.language))
    return Folding([found for code in codes if (found := rules(code))])


def _keys(folding: Folding, text: str) -> list[str]:
    return [word.key for word in folding.singles(text)]


def _write(folder: Path, files: Iterable[tuple[str, str]]) -> str:
    """Writes scripts; gives a short name for what they hold, so that no browser mixes old ones with new."""
    whole = sha256()
    for name, text in files:
        _put(folder / f"{name}.js", text)
        whole.update(text.encode())
    return whole.hexdigest()[:8]


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _asset(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def guide_pages(guide: Guide, docs: Path, further: Mapping[str, str]) -> GuidePages:
    """The guide's pages, which stand in the folder `docs`, and `further` ones in the manual's own language."""

    def pages(edition: Edition) -> Iterator[tuple[str, str]]:
        language = "" if edition.is_own else edition.language
        for file in sorted(guide.files):
            if file.endswith(".md") and guide.language(file) == language:
                place = guide.mounted(file).removeprefix(edition.folder)
                yield f"{address(place)}/", (docs / file).read_text(encoding="utf-8")
        if edition.is_own:
            yield from ((f"{address(name)}/", text) for name, text in further.items())

    return pages
