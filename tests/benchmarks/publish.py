"""How long a build takes, and how large pages and memory get, against MkDocs building the same pages ready-made.

Our build reads, checks and renders the sources; the baseline is `mkdocs build` of the Markdown that `sop render`
writes, with the same theme settings. Everything runs in one go on one machine, in turns, and only ratios count. Where
the difference is small beside what a machine's speed does from minute to minute, both run at the same time.

usage: python tests/benchmarks/publish.py [--small 1000] [--large 5000] [--runs 1]
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from generate import LETTERS, manual

# A Python command, and the folder that it runs in.
Command = tuple[tuple[str, ...], Path]
BUILD = ("-m", "mkdocs", "build", "-q")
ROOT = Path(__file__).parent.parent.parent
CONFIG = ROOT / "sop_toolkit" / "author" / "starter" / "mkdocs.yml"
BOUNDS = {
    "whole build, large": 1.25,
    "whole build, small": 1.25,
    "time per page, large to small": 1.2,
    "peak memory, large": 1.2,
    "page in KB": 80.0,
    "page, large to 200": 1.05,
    "four languages to one": 4.2,
    "with history, to without": 1.2,
    "lint to parser": 4.0,
}
COMPOSE = """
import sys, yaml, pathlib
for path in sorted(pathlib.Path(sys.argv[1]).rglob("procedure-*.yaml")):
    yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CLoader)
"""


@dataclass(frozen=True)
class Run:
    """Processor seconds and peak memory in MiB of one process."""

    seconds: float
    memory: float


def timed(*command: str, cwd: Path) -> Run:
    """Runs a Python command to its end; raises if it fails."""
    process = subprocess.Popen(
        [sys.executable, *command], cwd=cwd, stdout=subprocess.DEVNULL, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command}: exit {process.returncode}")
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def side_by_side(several: list[list[Command]]) -> list[float]:
    """Processor seconds of some rows of commands, each row one after the other, all rows at the same time."""
    with ThreadPoolExecutor(len(several)) as pool:
        return list(pool.map(lambda row: sum(timed(*words, cwd=folder).seconds for words, folder in row), several))


def prepared(top: Path, count: int) -> Path:
    """A manual of `count` procedures, and the same pages ready-made below `rendered`."""
    folder = top / str(count)
    manual(folder, count)
    shutil.copyfile(CONFIG, folder / "mkdocs.yml")
    timed("-m", "sop_toolkit", "render", cwd=folder)
    return folder


def languages(top: Path, count: int, runs: int) -> float:
    """How much longer four languages take than one, each checked and built from the same procedures."""
    folders = [top / f"{count}-in-1", top / f"{count}-in-{1 + len(LETTERS)}"]
    for folder, codes in zip(folders, ((), tuple(LETTERS)), strict=True):
        manual(folder, count, codes)
        shutil.copyfile(CONFIG, folder / "mkdocs.yml")
    one, four = ((BUILD, folder) for folder in folders)
    beside = 1 + len(LETTERS)
    taken = [side_by_side([[one] * beside, [four]]) for _ in range(runs)]
    return statistics.median(of_four / (of_ones / beside) for of_ones, of_four in taken)


def histories(folder: Path, runs: int) -> float:
    """How much longer a build takes that tells from git what each version changed: one commit for each procedure."""
    past(folder)
    without = folder / "without.yml"
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    without.write_text(config.replace("  - sop\n", "  - sop:\n      history: false\n"), encoding="utf-8")
    pair = [((*BUILD, "-f", "mkdocs.yml"), folder), ((*BUILD, "-f", without.name, "-d", "site-without"), folder)]
    taken = [side_by_side([[each] for each in pair]) for _ in range(runs)]
    return statistics.median(with_it / without_it for with_it, without_it in taken)


def past(folder: Path) -> None:
    """Makes a repository in which each procedure has two versions, each of the second ones with a commit of its own."""
    now = {path: path.read_text(encoding="utf-8") for path in sorted((folder / "procedures").rglob("procedure-*.yaml"))}
    old = {
        path: re.sub(r"(?m)^version: .*$", "version: 0.9", text).replace("with the", "beside the", 3)
        for path, text in now.items()
    }
    commits = [list(old.items()), *([item] for item in now.items())]
    stream = "".join(
        f"commit refs/heads/main\ncommitter A <a@example.com> {1_700_000_000 + number} +0000\ndata 1\nx\n"
        + "".join(
            f"M 100644 inline {path.relative_to(folder).as_posix()}\ndata {len(text.encode())}\n{text}\n"
            for path, text in commit
        )
        for number, commit in enumerate(commits)
    )
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=folder, check=True)
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=stream.encode(), check=True)


def builds(folder: Path, runs: int) -> tuple[Run, Run]:
    """Ours and the baseline, in turns; medians."""
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(timed(*BUILD, cwd=folder))
        theirs.append(timed(*BUILD, cwd=folder / "rendered"))
    return median(ours), median(theirs)


def median(runs: list[Run]) -> Run:
    return Run(statistics.median(run.seconds for run in runs), statistics.median(run.memory for run in runs))


def page(folder: Path) -> int:
    return (folder / "site" / "procedure-00007" / "index.html").stat().st_size


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--large", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=1)
    options = parser.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        few, small, large = (prepared(top, count) for count in (200, options.small, options.large))
        lint = median([timed("-m", "sop_toolkit", "lint", *SHAPE, cwd=small) for _ in range(5)])
        compose = median([timed("-c", COMPOSE, str(small / "procedures"), cwd=small) for _ in range(5)])
        builds(few, 1)
        ours_small, theirs_small = builds(small, options.runs)
        ours, theirs = builds(large, options.runs)
        ratios = {
            "whole build, large": ours.seconds / theirs.seconds,
            "whole build, small": ours_small.seconds / theirs_small.seconds,
            "time per page, large to small": (ours.seconds / options.large) / (ours_small.seconds / options.small),
            "peak memory, large": ours.memory / theirs.memory,
            "page in KB": page(large) / 1000,
            "page, large to 200": page(large) / page(few),
            "lint to parser": lint.seconds / compose.seconds,
            "four languages to one": languages(top, options.small, max(options.runs, 3)),
            "with history, to without": histories(small, max(options.runs, 5)),
        }
    for name, ratio in ratios.items():
        print(f"{name:32} {ratio:6.2f}  (at most {BOUNDS[name]:g}) {'ok' if ratio <= BOUNDS[name] else 'TOO MUCH'}")
    print(f"ours {ours}\nbaseline {theirs}\nin {time.monotonic() - start:.0f} s")
    return int(any(ratio > BOUNDS[name] for name, ratio in ratios.items()))


# The shape checks, which is what the bound is about.
SHAPE = (
    "--no-cache",
    "--select",
    "invalid-yaml,invalid-shape,duplicate-id,unknown-reference,lost-text,broken-flow,missing-control,"
    "placeholder-text,bad-suppression,unused-suppression",
)

if __name__ == "__main__":
    sys.exit(main())
