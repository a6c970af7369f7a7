"""The link by which a reader says that a procedure is wrong: a new issue where the sources lie."""

from __future__ import annotations

from urllib.parse import quote, urljoin, urlsplit

# How hosts of repositories name the page of a new issue. {title} and {page} are those of the page that is wrong.
GITLAB = "-/issues/new?issue[title]={title}&issue[description]={page}"
OTHERS = "issues/new?template=wrong-procedure.yml&title={title}&procedure={page}"


def report_link(repository: str, way: str | None, title: str, page: str) -> str:
    """The address of a new issue about a page; empty without a repository or where `way` is empty.

    `way` counts from the repository, as an edit link does; None takes the usual one of the repository's host.
    """
    if way is None:
        way = GITLAB if "gitlab" in (urlsplit(repository).hostname or "") else OTHERS
    if not repository or not way:
        return ""
    filled = way.replace("{page}", quote(page, safe="")).replace("{title}", quote(title, safe=""))
    return urljoin(repository.rstrip("/") + "/", filled)
