"""How fast documents are judged, against other linters of prose, and how soon a single file answers.

1,000 Markdown documents of 40 steps, about 340 words each, a fifth of the steps with something to find. Everything
runs in one go on one machine, in turns; only ratios count. A peer that is not named is left out:

usage: python tests/benchmarks/lint.py [--write-good CMD] [--proselint CMD] [--vale "CMD --config FILE"] [--documents N]
"""

from __future__ import annotations

import argparse
import os
import random
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from generate import PLACES, THINGS, VERBS

ACTORS = ("clerk", "manager", "cashier", "driver", "trainer", "customer", "guard", "cleaner")
COLOURS = ("red", "blue", "green", "small", "large", "spare", "daily", "signed", "sealed", "empty")
BAD = (
    "The {thing} will be signed by the {actor} {place}.",
    "The {actor} will open the {colour} {thing} {place}.",
    "The {actor} has moved the {thing} as soon as possible.",
    "In order to close the {thing}, the {actor} should make a decision.",
)
GOOD = (
    "{verb} the {colour} {thing} {place}.",
    "If the {thing} is {colour}, {low} the {other} {place}.",
    "{verb} the {thing}. Give the {actor} the {colour} {other}.",
    "Before you close the {thing}, {low} each {colour} {other} {place}.",
)
BOUNDS = {"write-good": 1.0, "proselint": 2.0, "vale": 3.0}


def document(number: int) -> str:
    """One document; the number decides every word in it."""
    chance = random.Random(number)
    lines = [f"# Work with the {chance.choice(THINGS)}, part {number}", ""]
    for step in range(1, 41):
        verb = chance.choice(VERBS)
        sentence = chance.choice(BAD if chance.random() < 0.2 else GOOD).format(
            verb=verb,
            low=verb.lower(),
            thing=f"{chance.choice(THINGS)} {chance.randint(1, 999)}",
            other=chance.choice(THINGS),
            colour=chance.choice(COLOURS),
            actor=chance.choice(ACTORS),
            place=chance.choice(PLACES),
        )
        lines.append(f"{step}. {sentence}")
    return "\n".join(lines) + "\n"


def seconds(command: list[str], cwd: Path, runs: int = 3, cache: str = "") -> tuple[float, float]:
    """Median wall seconds of a command and its peak memory in MiB; a linter's exit code tells of findings only."""
    times, peak = [], 0.0
    environment = {**os.environ, "SOP_CACHE": cache or str(cwd / "cache")}
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        times.append(time.perf_counter() - start)
        peak = max(peak, used.ru_maxrss / 1024)
        if command[0].endswith("sop") and process.returncode > 1:
            raise SystemExit(f"{' '.join(command)[:200]}: exit {process.returncode}")
    return statistics.median(times), peak


def in_turns(commands: Sequence[list[str]], cwd: Path, runs: int) -> list[float]:
    """Median wall seconds of each of these commands, run one after the other, so that a slow moment meets them all."""
    times = [[seconds(command, cwd, 1)[0] for command in commands] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=7)
    for name in BOUNDS:
        parser.add_argument(f"--{name}", metavar="CMD", help=f"how to call {name}, without the documents")
    options = parser.parse_args()
    sop = [str(Path(sys.executable).parent / "sop")]
    failed = False

    def tell(name: str, ratio: float, bound: float, at_least: bool) -> None:
        nonlocal failed
        good = ratio >= bound if at_least else ratio <= bound
        failed = failed or not good
        print(
            f"{name:44} {ratio:7.2f}  ({'at least' if at_least else 'at most'} {bound:g}) {'ok' if good else 'MISSED'}"
        )

    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        docs = top / "docs"
        docs.mkdir()
        for number in range(options.documents):
            (docs / f"{number:04}.md").write_text(document(number), encoding="utf-8")
        names = [f"docs/{number:04}.md" for number in range(options.documents)]
        ours = [*sop, "lint", "--jobs", "2", "--no-cache", "docs"]
        cold, memory = seconds(ours, top, options.runs)
        print(f"sop lint --jobs 2 --no-cache: {options.documents / cold:.0f} documents a second, {memory:.0f} MiB")
        for name, bound in BOUNDS.items():
            command = getattr(options, name.replace("-", "_"))
            if command:
                theirs, own = in_turns([[*shlex.split(command), *names], ours], top, options.runs)
                print(f"{name}: {options.documents / theirs:.0f} documents a second")
                tell(f"documents a second, against {name}", theirs / own, bound, at_least=True)
        seconds([*sop, "lint", "docs"], top, 1)
        changed = []
        for number in range(options.runs):
            (docs / "0007.md").write_text(document(7) + f"41. Close the drawer {number}.\n", encoding="utf-8")
            changed.append(seconds([*sop, "lint", "docs"], top, 1)[0])
        tell("one of them changed, against cold", statistics.median(changed) / cold, 0.1, at_least=False)
        tell("peak memory in MiB", memory, 250, at_least=False)
        subprocess.run([*sop, "init", "manual"], cwd=top, check=True, stdout=subprocess.DEVNULL)
        one = "manual/procedures/first-steps/open-the-branch.yaml"
        empty, alone, kept = in_turns(
            [[sys.executable, "-c", "pass"], [*sop, "lint", "--no-cache", one], [*sop, "lint", one]], top, 31
        )
        tell("one procedure, against an empty program", alone / empty, 8, at_least=False)
        tell("the same from the cache", kept / empty, 5, at_least=False)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
