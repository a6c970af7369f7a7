"""The pages as a folder of Markdown with a `mkdocs.yml` that needs no plugin: complete for any engine that reads it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from sop_toolkit.publish.navigation import GUIDE, GUIDE_BOOST, navigation
from sop_toolkit.publish.rules import rule_pages
from sop_toolkit.publish.site import ASSETS, SCRIPT, STYLE, THEME, Site, site
from sop_toolkit.source.folder import replaced

_MARK = ".rendered-by-sop"


class Occupied(Exception):
    """The folder holds something that `sop render` has not written."""


def render(root: Path, folder: Path, drafts: bool = False) -> int:
    """Writes a manual without errors below `folder`: pages, settings, theme; gives the number of pages.

    Raises Occupied, TemplateTrouble or OSError; the old folder then stays.
    """
    if folder.exists() and not (folder / _MARK).exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Occupied(f"{folder}: something else stands here; choose an empty or new folder with --to")
    made = site(root, drafts, check=False)
    with replaced(folder) as fresh:
        docs = fresh / "docs"
        config = _config(root)
        guide = _copy_guide(root / str(config.get("docs_dir", "docs")), docs / GUIDE)
        if _plugin_options(config).get("rules"):
            for name, text in rule_pages():
                _put(docs / name, text)
                guide.append(name)
        listed = list(made.pages())
        for page in listed:
            _put(docs / page.file, made.write(page))
        _copy_assets(made, docs)
        shutil.copytree(THEME, fresh / "theme")
        _settings(config, navigation(made, listed, guide), made)
        with (fresh / "mkdocs.yml").open("w", encoding="utf-8") as file:
            YAML().dump(config, file)
        _put(fresh / _MARK, "`sop render` writes this folder anew each time; edit nothing here.\n")
    return len(listed)


def _config(root: Path) -> Any:
    """The manual's own settings, if it has any: theme, colours, extensions."""
    path = root / "mkdocs.yml"
    return (YAML().load(path.read_text(encoding="utf-8")) if path.is_file() else None) or {}


def _settings(config: Any, navigation: list[Any], made: Site) -> None:
    """Takes out of the settings what only the plugin can do, and puts in what it would add."""
    config.setdefault("site_name", made.edition.title)
    for key in (
        "repo_url",
        "repo_name",
        "edit_uri",
        "edit_uri_template",
        "docs_dir",
        "site_dir",
        "validation",
    ):
        config.pop(key, None)  # links to edit lead to the sources, which these pages are not
    theme = config.get("theme", "material")
    theme = {"name": theme} if isinstance(theme, str) else theme
    theme["custom_dir"] = "theme"
    config["theme"] = theme
    config["nav"] = navigation
    config["extra_css"] = [STYLE, *config.get("extra_css", [])]
    config["extra_javascript"] = [SCRIPT, *config.get("extra_javascript", [])]
    plugins = [each for each in config.get("plugins", []) if _name(each) != "sop"]
    config["plugins"] = plugins or ["search"]
    extensions = config.setdefault("markdown_extensions", [])
    if "attr_list" not in map(_name, extensions):
        extensions.append("attr_list")


def _plugin_options(config: Any) -> dict[str, Any]:
    """What `mkdocs.yml` sets for the plugin."""
    for entry in config.get("plugins", []):
        if isinstance(entry, dict) and _name(entry) == "sop":
            return dict(entry["sop"] or {})
    return {}


def _name(entry: Any) -> str:
    return str(next(iter(entry))) if isinstance(entry, dict) else str(entry)


def _copy_guide(docs: Path, target: Path) -> list[str]:
    if not docs.is_dir():
        return []
    shutil.copytree(docs, target)
    pages = sorted(target.rglob("*.md"))
    for path in pages:
        text = path.read_text(encoding="utf-8")
        if not text.startswith("---"):
            _put(path, f"---\nsearch: {{boost: {GUIDE_BOOST}}}\n---\n\n{text}")
    return [f"{GUIDE}/{path.relative_to(target).as_posix()}" for path in pages]


def _copy_assets(made: Site, docs: Path) -> None:
    for address, picture in (*ASSETS.items(), *made.pictures()):
        (docs / address).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(picture, docs / address)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
