"""How git is started and heard. A short question takes little more than git does, as nothing is loaded for it."""

import os
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path

# A hook, or another program, sets these for its own repository; ours is the one that the files lie in.
_FOREIGN = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE", "GIT_IMPLICIT_WORK_TREE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NO_REPLACE_OBJECTS",
    "GIT_REPLACE_REF_BASE", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS", "GIT_PAGER",
)  # fmt: skip
# Where the commits of a push stand until its hook agrees.
_QUARANTINE = ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")
_OURS = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1"}
# What every pipe takes before anybody reads it, in bytes, and how many ids are no more than that.
_LEAST_PIPE = 4096
_AT_ONCE = _LEAST_PIPE // 65


class GitTrouble(Exception):
    """What keeps git from its work; the message is one line that says what to do."""


def ask(folder: Path, environment: dict[str, str], *words: str, given: bytes = b"") -> bytes:
    """What git says to these words and to what it is given. Raises GitTrouble.

    Git only reads for us, and adds to an index of our own. So it can be asked again, to hear what a trouble is.
    """
    said = _heard(folder, environment, words, given)
    if said is not None:
        return said
    import subprocess  # a dozen modules come with it, and to load them takes longer than git does

    try:
        done = subprocess.run(["git", *words], cwd=folder, env=environment, input=given, capture_output=True)
    except FileNotFoundError as error:
        missing = f"{folder} is not there" if not folder.is_dir() else "git is not installed, or not in the PATH"
        raise GitTrouble(missing) from error
    except (OSError, ValueError) as error:
        raise GitTrouble(f"git does not start: {error}") from error
    if done.returncode:
        raise GitTrouble(_in_one_line(done.stderr.decode(errors="replace").strip().splitlines()))
    return done.stdout


def _in_one_line(said: Sequence[str]) -> str:
    """What the trouble is, and the command that git names against it, such as one to trust another user's folder."""
    advice = [f"run `{line.strip()}`" for line in said if line.startswith("\tgit ")]
    return ": ".join([*said[:1], *advice[:1]]).removeprefix("fatal: ")


def _heard(folder: Path, environment: dict[str, str], words: Sequence[str], given: bytes) -> bytes | None:
    """What git says through bare pipes; None for a trouble, for much that is given, and on a system without them."""
    if not hasattr(os, "posix_spawnp") or len(given) > _LEAST_PIPE:
        return None
    asked, question = os.pipe()
    answer, said = os.pipe()
    streams = (
        (os.POSIX_SPAWN_DUP2, asked, 0),
        (os.POSIX_SPAWN_DUP2, said, 1),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    )
    with open(answer, "rb") as pipe:
        os.write(question, given)
        os.close(question)
        try:
            process = os.posix_spawnp("git", ("git", "-C", folder, *words), environment, file_actions=streams)
        except (OSError, ValueError):
            return None
        finally:
            os.close(asked)
            os.close(said)
        heard = pipe.read()
    return heard if os.waitpid(process, 0)[1] == 0 else None


def contents(folder: Path, environment: dict[str, str], ids: Iterable[str]) -> Iterator[bytes | None]:
    """What git keeps under these ids, in their order; None for what it has lost."""
    waiting = iter(ids)
    while some := list(islice(waiting, _AT_ONCE)):
        given = "".join(f"{id}\n" for id in some).encode()
        said = BytesIO(ask(folder, environment, "cat-file", "--batch", given=given))
        yield from (_next(said) for _ in some)


def _next(said: BytesIO) -> bytes | None:
    about = said.readline().split()
    if len(about) != 3:
        return None
    content = said.read(int(about[2]))
    said.read(1)
    return content


def environment(repository: Path | None) -> dict[str, str]:
    """The user's environment without what points to another repository."""
    kept = {name: value for name, value in os.environ.items() if name not in (*_FOREIGN, *_QUARANTINE)}
    waiting = os.environ.get(_QUARANTINE[0])
    if repository is not None and waiting and Path(waiting).resolve().is_relative_to(repository.resolve()):
        kept.update({name: os.environ[name] for name in _QUARANTINE if name in os.environ})
    return {**kept, **_OURS}
