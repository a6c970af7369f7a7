"""Small manuals for tests, and the linter run on them as a user runs it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sop_toolkit.cli.main import main

MANUAL = """\
title: {en: Service manual}
language: en
languages: [en]
roles:
  shift-lead: {en: Shift lead}
  service-lead: {en: Service lead}
terms:
  customer:
    en: {use: customer, avoid: [client]}
"""
BRANCHES = """\
fields:
  refund_limit: {en: Refund limit}
branches:
  kochi: {name: {en: Kochi}, refund_limit: 2000 rupees}
"""
PROCEDURE = """\
id: open-the-till
title: Open the till
owner: shift-lead
purpose: Give change to customers.
steps:
  - do: Open the till.
"""
TILL = "procedures/service/open-the-till.yaml"


def in_both(file: str, language: str) -> str:
    """A file of the manual with its names in a second language too."""
    return re.sub(r"\{en: ([^{},]+)\}", rf"{{en: \1, {language}: \1}}", file)


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Files by their paths, written as they are given."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return folder


def manual(folder: Path, procedure: str | bytes = PROCEDURE, **files: str) -> Path:
    """A manual of one procedure; `files` replace `manual` or `branches`."""
    return write(
        folder,
        {
            "procedures/manual.yaml": files.get("manual", MANUAL),
            "procedures/branches.yaml": files.get("branches", BRANCHES),
            TILL: procedure,
        },
    )


@dataclass(frozen=True)
class Run:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        report: dict[str, Any] = json.loads(self.out)
        return report

    @property
    def findings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.report["findings"]
        return found

    @property
    def rules(self) -> list[str]:
        return [finding["rule"] for finding in self.findings]

    @property
    def places(self) -> list[str]:
        """Each finding in short: `4:10 lost-text`."""
        return [f"{each['line']}:{each['column']} {each['rule']}" for each in self.findings]


def sop(*words: str | Path) -> Run:
    """`sop` with these words."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = int(left.code or 0)
    return Run(code, out.getvalue(), err.getvalue())


def bound_sop(*words: str | Path) -> Run:
    """`sop` as a program of its own, for a user whom file modes bind; root is one without its powers."""
    command = [sys.executable, "-m", "sop_toolkit", *map(str, words)]
    if os.name != "nt" and os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            raise FileNotFoundError("root needs `setpriv` for this test: install util-linux, or test as another user")
        lost = "-dac_override,-dac_read_search"
        command = ["setpriv", f"--bounding-set={lost}", f"--inh-caps={lost}", *command]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return Run(done.returncode, done.stdout, done.stderr)


def lint(*words: str | Path) -> Run:
    """`sop lint` with its JSON report."""
    return sop("lint", *words, "--format", "json")
