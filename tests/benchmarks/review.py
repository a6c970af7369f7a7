"""How long `sop diff` takes against `git diff --stat`, and `sop lint --changed` against a lint of everything.

Both may read little but the changed files. They run in turns on one machine, and only ratios count. `sop diff` keeps
what it tells of two commits: the first run finds an empty cache each time, the repeated one finds its own report.

usage: python tests/benchmarks/review.py [--procedures 1000] [--changed 10] [--runs 11]
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import CATEGORIES, manual

BOUND = 10.0
# Against a lint of everything without a cache: without one, and with one.
CHANGED_BOUNDS = {"--no-cache": 1.3, "cached": 0.2}
COMMITS = 1000
CACHE = "cache"
GIT, FIRST, AGAIN, EMPTY = "git diff --stat", "sop diff, first", "sop diff, repeated", "python -c pass"
WHO = ("-c", "user.name=A", "-c", "user.email=a@example.com")


def seconds(command: list[str], cwd: Path) -> tuple[float, float]:
    """Wall and processor seconds of one run; raises if it fails."""
    environment = {**os.environ, "SOP_CACHE": str(cwd.parent / CACHE)}
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command}: exit {process.returncode}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime


def repository(folder: Path, procedures: int, changed: int) -> None:
    """A repository of a manual, whose last commit changes some of its procedures."""
    manual(folder, procedures)

    def git(*words: str) -> None:
        subprocess.run(["git", *WHO, *words], cwd=folder, check=True, stdout=subprocess.DEVNULL)

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "All")
    for number in range(changed):
        file = folder / "procedures" / f"category-{number % CATEGORIES}" / f"procedure-{number:05}.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("with the", "beside the", 3), encoding="utf-8")
    git("commit", "-q", "-a", "-m", "Some")


def in_turns(folder: Path, runs: int) -> dict[str, list[tuple[float, float]]]:
    """Wall and processor seconds of each command; before a first run of ours, nothing is kept of earlier ones."""
    git, sop = ["git", "diff", "--stat"], [str(Path(sys.executable).parent / "sop"), "diff"]
    commands = {GIT: git, FIRST: sop, AGAIN: sop}
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(runs):
        for name, command in commands.items():
            if name == FIRST:
                shutil.rmtree(folder.parent / CACHE, ignore_errors=True)
            found.setdefault(name, []).append(seconds([*command, "HEAD~1", "HEAD"], folder))
        found.setdefault(EMPTY, []).append(seconds([sys.executable, "-c", "pass"], folder))
    return found


def grow(folder: Path, commits: int) -> None:
    """Gives a repository a long history: commits that change nothing."""
    stream = "".join(
        f"commit refs/heads/main\ncommitter A <a@example.com> {1_700_000_000 + number} +0000\ndata 1\nx\n"
        + ("from refs/heads/main^0\n" if number == 0 else "")
        for number in range(commits)
    )
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=stream.encode(), check=True)


def lint_changed(folder: Path, runs: int) -> bool:
    """Measures `sop lint --changed` with one changed procedure; says whether the bounds hold."""
    grow(folder, COMMITS)
    file = folder / "procedures" / "category-7" / "procedure-00007.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("with the", "near the", 1), encoding="utf-8")
    sop = [str(Path(sys.executable).parent / "sop"), "lint", "--fail-on", "error", "--ignore", "version-not-raised"]
    everything = statistics.median(seconds([*sop, "--no-cache"], folder)[0] for _ in range(runs))
    seconds(sop, folder)  # fills the cache
    print(f"sop lint --no-cache {1000 * everything:7.1f} ms")
    good = True
    for name, bound in CHANGED_BOUNDS.items():
        words = ["--no-cache"] if name.startswith("-") else []
        wall = statistics.median(seconds([*sop, "--changed", *words], folder)[0] for _ in range(runs))
        ratio = wall / everything
        good = good and ratio <= bound
        print(f"sop lint --changed, {name}: {ratio:.3f}  (at most {bound:g}) {'ok' if ratio <= bound else 'MISSED'}")
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--procedures", type=int, default=1000)
    parser.add_argument("--changed", type=int, default=10)
    parser.add_argument("--runs", type=int, default=11)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top, "manual")
        repository(folder, options.procedures, options.changed)
        runs = in_turns(folder, options.runs)
        is_quick = lint_changed(folder, min(options.runs, 5))
    medians = {name: [statistics.median(times) for times in zip(*found, strict=True)] for name, found in runs.items()}
    for name, (wall, processor) in medians.items():
        print(f"{name:18} {1000 * wall:7.1f} ms, of these processor {1000 * processor:7.1f} ms")
    for name in (FIRST, AGAIN):
        ratio = medians[name][0] / medians[GIT][0]
        is_quick = is_quick and ratio <= BOUND
        print(f"{name}, against {GIT} {ratio:7.2f}  (at most {BOUND:g}) {'ok' if ratio <= BOUND else 'MISSED'}")
    return int(not is_quick)


if __name__ == "__main__":
    sys.exit(main())
