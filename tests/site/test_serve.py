"""A writer's view: `mkdocs serve` shows each change of a source, a template or a role within three seconds."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sites import ENVIRONMENT, copy_manual

SECONDS = 3.0


class Served:
    """A running `mkdocs serve` over a copy of the manual."""

    def __init__(self, folder: Path, process: subprocess.Popen[str], port: int) -> None:
        self.folder = folder
        self.process = process
        self.top = f"http://127.0.0.1:{port}"

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"{self.top}/{path}", timeout=20) as answer:
            return str(answer.read().decode("utf-8"))

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        file = self.folder / path
        before = file.read_text(encoding="utf-8")
        after = change(before)
        assert after != before
        file.write_text(after, encoding="utf-8")

    def sees(self, path: str, words: str, seconds: float) -> float:
        """How long it takes until the page holds the words."""
        start = time.monotonic()
        while time.monotonic() - start < seconds:
            try:
                if words in self.get(path):
                    return time.monotonic() - start
            except urllib.error.HTTPError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"“{words}” did not come within {seconds} seconds")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = copy_manual(tmp_path_factory.mktemp("manual with spaces"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=(folder / "log").open("w"),
        text=True,
        start_new_session=True,
    )
    running = Served(folder, process, port)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            running.get("")
            break
        except OSError:
            assert process.poll() is None, (folder / "log").read_text()
            time.sleep(0.1)
    yield running
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=20)


PAGE = "return-an-item/"
SOURCE = "procedures/putting-right/return-an-item.yaml"


def test_a_changed_step_shows(served: Served) -> None:
    served.edit(SOURCE, lambda text: text.replace("Look at the item from all sides.", "Turn the item round once."))
    served.sees(PAGE, "Turn the item round once.", SECONDS)


def test_a_changed_template_part_shows(served: Served) -> None:
    served.edit("templates/parts/say.md.j2", lambda text: text.replace("sop-say-label", "sop-say-label changed-part"))
    served.sees(PAGE, "changed-part", SECONDS)


def test_a_changed_role_shows(served: Served) -> None:
    served.edit("procedures/manual.yaml", lambda text: text.replace("{en: Shift lead,", "{en: Lead of the shift,"))
    served.sees(PAGE, "Lead of the shift", SECONDS)


def test_a_changed_name_shows_in_its_language(served: Served) -> None:
    served.edit("procedures/manual.yaml", lambda text: text.replace("hi: शिफ़्ट इंचार्ज", "hi: पाली प्रमुख"))
    served.sees("hi/return-an-item/", "पाली प्रमुख", SECONDS)
    assert "पाली प्रमुख" not in served.get(PAGE)


def test_a_changed_branch_shows(served: Served) -> None:
    served.edit("procedures/branches.yaml", lambda text: text.replace("0484 000 0001", "0484 999 0001"))
    served.sees("branches/", "0484 999 0001", SECONDS)


def test_a_broken_source_shows_an_error_page_and_then_heals(served: Served) -> None:
    good = (served.folder / SOURCE).read_text(encoding="utf-8")
    served.edit(SOURCE, lambda text: text.replace("steps:", "steps: [", 1))
    served.sees(PAGE, "This page cannot be shown", 10)
    assert "line" in served.get(PAGE)
    assert "Greet a customer" in served.get("greet-a-customer/")
    (served.folder / SOURCE).write_text(good, encoding="utf-8")
    served.sees(PAGE, "Ask for the reason", 10)


def test_a_procedure_without_an_id_says_so_at_the_name_of_its_file(served: Served) -> None:
    good = (served.folder / SOURCE).read_text(encoding="utf-8")
    served.edit(SOURCE, lambda text: text.replace("id: return-an-item\n", "", 1))
    served.sees(PAGE, "This page cannot be shown", 10)
    assert "<b>`id` is missing.</b>" in served.get(PAGE)
    (served.folder / SOURCE).write_text(good, encoding="utf-8")
    served.sees(PAGE, "Ask for the reason", 10)


def test_broken_settings_are_one_line_and_then_heal(served: Served) -> None:
    good = (served.folder / "mkdocs.yml").read_text(encoding="utf-8")
    served.edit("mkdocs.yml", lambda text: text.replace("plugins:", "plugins: [", 1))
    log = served.folder / "log"
    deadline = time.monotonic() + 10
    while "An error happened" not in log.read_text(encoding="utf-8") and time.monotonic() < deadline:
        time.sleep(0.1)
    said = log.read_text(encoding="utf-8")
    assert "Traceback" not in said
    assert [line for line in said.splitlines() if line.startswith("error: ") and 'mkdocs.yml", line' in line]
    (served.folder / "mkdocs.yml").write_text(good, encoding="utf-8")
    served.edit(SOURCE, lambda text: text.replace("Refund the price on the receipt.", "Refund the whole price."))
    served.sees(PAGE, "Refund the whole price.", 10)


def test_a_broken_template_names_itself_and_its_line(served: Served) -> None:
    part = "templates/parts/done.md.j2"
    good = (served.folder / part).read_text(encoding="utf-8")
    (served.folder / part).write_text(good + "{{ procedure.no_such_field }}\n", encoding="utf-8")
    served.sees(PAGE, "templates/parts/done.md.j2", 10)
    said = (served.folder / "log").read_text(encoding="utf-8")
    assert said.count("there is no field `no_such_field`") == 1
    (served.folder / part).write_text(good, encoding="utf-8")
    served.sees(PAGE, "Done when", 10)


def test_a_broken_manual_file_does_not_hang(served: Served) -> None:
    file = "procedures/manual.yaml"
    good = (served.folder / file).read_text(encoding="utf-8")
    (served.folder / file).write_text("title: [\n", encoding="utf-8")
    time.sleep(2)
    assert served.get("")
    (served.folder / file).write_text(good, encoding="utf-8")
    served.sees(PAGE, "Service clerk", 10)


def test_a_draft_shows_and_is_marked(served: Served) -> None:
    draft = served.folder / "procedures" / "our-people" / "new-idea.yaml"
    draft.write_text(
        "id: new-idea\ntitle: Try a new idea\nowner: trainer\npurpose: Learn something.\nsteps:\n  - do: Try it.\n",
        encoding="utf-8",
    )
    served.sees("new-idea/", "Do not work by it", 10)
