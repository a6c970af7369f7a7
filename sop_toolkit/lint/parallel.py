"""Work spread over processes that share what was read, where the system can copy a process."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Item = TypeVar("Item")
Result = TypeVar("Result")


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], jobs: int) -> list[Result]:
    """The results of `work` over slices of the items, in their order; `work` gives one result an item.

    Raises what `work` raises. A system that cannot fork does the work in this process.
    """
    count = min(jobs, len(items))
    if count < 2 or not hasattr(os, "fork"):
        return work(items)
    import multiprocessing  # takes as long as judging a small file

    context = multiprocessing.get_context("fork")
    started = []
    for number in range(1, count):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_child, args=(work, items[number::count], there), daemon=True)
        process.start()
        there.close()
        started.append((here, process))
    parts = [work(items[0::count])]
    for here, process in started:
        answer: list[Result] | Exception = _answer(here)
        process.join()
        if isinstance(answer, Exception):
            raise answer
        parts.append(answer)
    results: list[Result | None] = [None] * len(items)
    for number, part in enumerate(parts):
        results[number::count] = part
    return results  # type: ignore[return-value]


def _answer(connection: Connection) -> Any:
    try:
        return connection.recv()
    except EOFError:
        return RuntimeError("a process of the linter ended before its work was done")


def _child(work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], connection: Connection) -> None:
    try:
        connection.send(work(items))
    except Exception as error:
        connection.send(error)
    finally:
        connection.close()
