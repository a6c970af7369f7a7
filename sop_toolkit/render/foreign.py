"""Words that stand on a page of another language: they keep their own, and say that they are not translated."""

from __future__ import annotations

from html import escape

from markupsafe import Markup


class Foreign(str):
    """A text in another `language` than its page's; in a template it brings its `mark` along."""

    __slots__ = ("language", "mark")
    language: str
    mark: str

    def __new__(cls, words: str, language: str, mark: str) -> Foreign:
        text = str.__new__(cls, words)
        text.language = language
        text.mark = mark
        return text

    def __html__(self) -> str:
        return marked(Markup(escape(self)), self.language, self.mark)


def marked(html: Markup, language: str, mark: str) -> Markup:
    """HTML in a language of its own, with the words that tell readers why; the space goes where these are hidden."""
    return Markup('<span lang="{}">{}</span><small class="sop-original"> {}</small>').format(language, html, mark)
