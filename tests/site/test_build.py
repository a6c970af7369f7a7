"""The built site as files: what is there, what is escaped, what stops a build."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from sites import ROOT, copy_manual, run

from sop_toolkit.model.build import load

PROCEDURES = [
    "write-an-sop", "share-the-standards", "greet-a-customer", "listen-and-repeat-back", "treat-with-respect",
    "resolve-an-issue", "set-expectations", "resolve-dissatisfaction", "return-an-item", "decide-an-exception",
    "recover-a-failed-service", "follow-up-a-purchase", "stay-informed", "keep-branches-uniform", "anticipate-needs",
    "measure-service", "improve-a-service", "train-front-line-staff", "serve-online",
]  # fmt: skip


class _Links(HTMLParser):
    """Every link and every id of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.attributes.add(name)
            if value and name in ("href", "src"):
                self.links.append(value)
            if value and name == "id":
                self.ids.append(value)


def read(path: Path) -> _Links:
    parser = _Links()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


def test_every_procedure_has_its_address(site: Path) -> None:
    for id in PROCEDURES:
        page = (site / id / "index.html").read_text(encoding="utf-8")
        assert 'id="step-' in page


def test_every_kind_of_page_is_there(site: Path) -> None:
    manual = load(ROOT).manual
    assert 4 <= len(manual.categories) <= 5
    assert len(manual.branches) == 6
    assert len({str(manual.branches[id].facts["state"]) for id in manual.branches}) == 4
    for address in [*manual.categories, "a-z", "roles", "branches", "reviews", "changes", "terms", "guide"]:
        assert (site / address / "index.html").is_file(), address
    for role in manual.roles:
        assert (site / "roles" / role / "index.html").is_file(), role


def test_every_link_leads_somewhere(site: Path) -> None:
    pages = {path: read(path) for path in site.rglob("*.html") if path.name != "404.html"}
    ids = {path: set(page.ids) for path, page in pages.items()}
    dead = []
    for path, page in pages.items():
        here = "https://site/" + path.relative_to(site).as_posix().removesuffix("index.html")
        for link in page.links:
            url = urlsplit(urljoin(here, link))
            if url.netloc != "site" or link.startswith("javascript:"):
                continue
            target = site / unquote(url.path).lstrip("/")
            file = target / "index.html" if target.is_dir() else target
            missing_anchor = url.fragment and url.fragment not in ids.get(file, {url.fragment})
            if not file.is_file() or (missing_anchor and not url.fragment.startswith("__")):
                dead.append(f"{path.relative_to(site)}: {link}")
    assert dead == []


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    for path in site.rglob("index.html"):
        ids = read(path).ids
        assert len(ids) == len(set(ids)), (path, sorted(id for id in set(ids) if ids.count(id) > 1))


EVIL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "*x*{: onmouseover=alert(1) }",
    "{{ 7*7 }} {% for x in y %}",
    "((role.nobody))",
    "</li></ol></div>",
    "# heading\n\n- item\n\n    code",
    "&lt;b&gt; & \" '",
    "<!--sop-block-0--> <!-- x",
]


def evil_manual(folder: Path, words: str) -> Path:
    """A manual in which every text that a writer can give is the same bad one."""
    text = repr_yaml(words)
    (folder / "procedures" / "c").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, font: false}\nplugins: [search, sop]\n"
        "markdown_extensions: [attr_list, md_in_html, tables]\n"
    )
    (folder / "docs").mkdir()
    (folder / "procedures" / "manual.yaml").write_text(
        f"title: {{en: {text}, hi: {text}}}\nlanguage: en\nlanguages: [en, hi]\nroles:\n  clerk: {{en: {text}}}\n"
        f"terms:\n  t: {{en: {{use: {text}, avoid: [{text}], means: {text}}}}}\n"
    )
    (folder / "procedures" / "branches.yaml").write_text(
        f"fields:\n  fact: {{en: {text}}}\nbranches:\n  b: {{name: {{en: {text}}}, fact: {text}}}\n"
    )
    (folder / "procedures" / "c" / "category.yaml").write_text(f"title: {{en: {text}}}\nabout: {{en: {text}}}\n")
    (folder / "procedures" / "c" / "p.yaml").write_text(
        f"""id: p
title: {text}
status: effective
version: 1.0
owner: clerk
approved: {{by: clerk, date: 2026-01-01, version: 1.0}}
effective: 2026-01-01
review: 2027-01-01
keywords: [{text}]
purpose: {text}
scope: {text}
trigger: {text}
needs: [{text}]
steps:
  - id: s
    who: clerk
    warn: [{{level: warning, hazard: {text}, consequence: {text}, precaution: {text}}}]
    do: {text}
    say: {text}
    why: {text}
    result: {text}
    substeps: [{text}]
    decide: {{ask: {text}, options: [{{when: {text}, do: {text}, go: end}}, {{when: {text}}}]}}
    verify: {{by: clerk, how: {text}}}
exceptions: [{{case: {text}, who: clerk, may: {text}, otherwise: {text}}}]
done: {text}
records: [{{what: {text}, where: {text}, keep: {text}}}]
measures: [{{what: {text}, unit: {text}, goal: {text}}}]
history: [{{version: 1.0, date: 2026-01-01, by: clerk, change: {text}}}]
"""
    )
    return folder


def repr_yaml(words: str) -> str:
    import json

    return json.dumps(words)


@pytest.mark.parametrize("words", EVIL)
def test_bad_words_are_shown_and_do_nothing(tmp_path: Path, words: str) -> None:
    evil_manual(tmp_path, words)
    done = run("mkdocs", "build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for path in (tmp_path / "site").rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        found = read(path)
        assert "alert(1)</script>" not in page
        assert not [name for name in found.attributes if name in ("onerror", "onmouseover")]
        assert not [link for link in found.links if link.replace(" ", "").lower().startswith("javascript:alert")]
        assert "sop-block-" not in page.replace("&lt;!--sop-block-0--&gt;", "")
    page = (tmp_path / "site" / "p" / "index.html").read_text(encoding="utf-8")
    if "{{" in words:
        assert "{{ 7*7 }} {% for x in y %}" in page
    assert page.count('class="sop-step"') == 1
    assert page.count('class="sop-case"') == 1


@pytest.mark.parametrize("name", ["a & b.png", "door #1.png", "what?.png", "50%25.png", "a'b\".png", "दरवाज़ा.png"])
def test_a_picture_of_any_name_is_on_its_page(tmp_path: Path, name: str) -> None:
    evil_manual(tmp_path, "Open the till.")
    file = tmp_path / "procedures" / "c" / "p.yaml"
    (file.parent / name).write_bytes(b"")
    picture = f"    image: {{file: {repr_yaml(name)}, alt: A door}}\n    who: clerk\n"
    file.write_text(file.read_text().replace("    who: clerk\n", picture, 1), encoding="utf-8")
    done = run("mkdocs", "build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (shown,) = re.findall('<img src="([^"]*)" alt="A door"', (tmp_path / "site" / "p" / "index.html").read_text())
    url = urlsplit(urljoin("https://site/p/", unescape(shown)))
    assert (tmp_path / "site" / unquote(url.path).lstrip("/")).is_file()


def test_what_is_no_picture_is_not_published(tmp_path: Path) -> None:
    evil_manual(tmp_path, "Open the till.")
    file = tmp_path / "procedures" / "c" / "p.yaml"
    picture = "    image: {file: door.svg, alt: A door}\n    who: clerk\n"
    file.write_text(file.read_text().replace("    who: clerk\n", picture, 1), encoding="utf-8")
    drawing = file.parent / "door.svg"
    made = tmp_path / "site/assets/pictures/p/door.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    run("mkdocs", "build", cwd=tmp_path)
    assert made.is_file()
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    done = run("mkdocs", "build", cwd=tmp_path)
    assert "“door.svg” holds a script." in done.stderr
    assert not made.is_file()


def test_a_strict_build_stops_at_an_error_and_names_the_place(tmp_path: Path) -> None:
    copy_manual(tmp_path)
    file = tmp_path / "procedures" / "putting-right" / "return-an-item.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("who: service-clerk", "who: service-clark", 1),
        encoding="utf-8",
    )
    done = run("mkdocs", "build", "--strict", cwd=tmp_path)
    assert done.returncode == 1
    assert "return-an-item.yaml:" in done.stderr
    assert "service-clerk" in done.stderr


def test_sop_build_stops_at_an_error_and_keeps_the_old_site(tmp_path: Path) -> None:
    copy_manual(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old.html").write_text("old")
    file = tmp_path / "procedures" / "putting-right" / "return-an-item.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("steps:", "stepz:", 1), encoding="utf-8")
    done = run("sop_toolkit", "build", cwd=tmp_path)
    assert done.returncode == 1
    assert "Did you mean `steps`?" in done.stderr
    assert done.stderr.endswith("sop: the site is not built: mend the 4 errors first\n")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["old.html"]


def test_a_template_error_names_the_template_and_the_line(tmp_path: Path) -> None:
    copy_manual(tmp_path)
    part = tmp_path / "templates" / "parts" / "say.md.j2"
    part.write_text("<p>\n{{ step.no_such_field }}\n</p>\n", encoding="utf-8")
    for command in (("sop_toolkit", "build"), ("mkdocs", "build"), ("sop_toolkit", "render")):
        done = run(*command, cwd=tmp_path)
        assert done.returncode != 0
        assert "templates/parts/say.md.j2, line 2" in done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "rendered").exists()


@pytest.mark.parametrize("target", ["/proc/site", "/dev/null/site", "mkdocs.yml/site"])
def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path, target: str) -> None:
    copy_manual(tmp_path)
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"{config.read_text(encoding='utf-8')}site_dir: {target}\n", encoding="utf-8")
    for command in (("build",), ("render", "--to", target)):
        done = run("sop_toolkit", *command, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("sop: ")
        assert len(done.stderr.splitlines()) == 1, done.stderr


def test_without_a_manual_the_message_says_what_to_do(tmp_path: Path) -> None:
    for command in ("lint", "build", "serve", "render"):
        done = run("sop_toolkit", command, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "sop init" in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_manual_overrides_one_part_and_keeps_the_others(tmp_path: Path) -> None:
    assert run("sop_toolkit", "init", str(tmp_path)).returncode == 0
    part = tmp_path / "templates" / "parts" / "done.md.j2"
    part.parent.mkdir(parents=True)
    part.write_text('<p class="ours">{{ words(procedure.done) }}</p>\n', encoding="utf-8")
    assert run("sop_toolkit", "build", cwd=tmp_path).returncode == 0
    page = (tmp_path / "site" / "open-the-branch" / "index.html").read_text(encoding="utf-8")
    assert '<p class="ours">The door is open, and the till is ready.</p>' in page
    assert "sop-step" in page


def test_drafts_are_previews_only(tmp_path: Path) -> None:
    assert run("sop_toolkit", "init", str(tmp_path)).returncode == 0
    assert run("sop_toolkit", "new", "Close the branch", cwd=tmp_path).returncode == 0
    assert run("sop_toolkit", "build", cwd=tmp_path).returncode == 0
    draft = tmp_path / "site" / "close-the-branch" / "index.html"
    assert not draft.exists()
    assert run("sop_toolkit", "build", "--drafts", cwd=tmp_path).returncode == 0
    assert "Do not work by it" in draft.read_text(encoding="utf-8")


def test_a_retired_procedure_names_its_successor(tmp_path: Path) -> None:
    assert run("sop_toolkit", "init", str(tmp_path)).returncode == 0
    folder = tmp_path / "procedures" / "first-steps"
    (folder / "old-morning.yaml").write_text(
        "id: old-morning\ntitle: Begin the day\nstatus: retired\nowner: branch-manager\n"
        "purpose: Begin.\nsteps:\n  - do: Open the door.\n"
    )
    file = folder / "open-the-branch.yaml"
    file.write_text(
        file.read_text().replace("branches: all\n", "").replace("keywords:", "replaces: [old-morning]\nkeywords:")
    )
    assert run("sop_toolkit", "build", cwd=tmp_path).returncode == 0
    page = (tmp_path / "site" / "old-morning" / "index.html").read_text(encoding="utf-8")
    assert "This procedure is retired" in page
    assert 'href="../open-the-branch/"' in page
    assert "Open the door." not in page
