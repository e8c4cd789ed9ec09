"""What a result depends on, as one hash: the same key means that nothing need be computed again.

A result depends on the bytes of its inputs, on the words in the vocabulary, on the code, and on the versions of the
packages, which the lock file fixes.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
CODE = ("**/*.py", "**/*.csv", "**/*.html", "**/*.j2", "**/*.css", "**/*.js", "**/*.ttf")


def hash_of(*parts: bytes | str) -> str:
    """SHA-256 over the parts; where one part ends and the next begins counts.

    >>> hash_of("ab", "c") == hash_of("a", "bc")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def hash_of_files(paths: Iterable[Path], base: Path) -> str:
    """One hash over files: their names relative to `base`, and their bytes."""
    parts = [part for path in sorted(paths) for part in (path.relative_to(base).as_posix(), path.read_bytes())]
    return hash_of(*parts)


@cache
def code_key() -> str:
    """The hash of the package: its code, vocabulary, templates and fonts, and the lock file beside it."""
    paths = {path for pattern in CODE for path in PACKAGE.glob(pattern)}
    lock = PACKAGE.parent / "requirements.lock"
    return hash_of_files(paths | ({lock} if lock.exists() else set()), PACKAGE.parent)


class Record:
    """What a folder holds and from what it was made, kept in a file of that folder."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.path = folder / f".{name}.json"

    def read(self) -> dict[str, Any]:
        """What was recorded; empty if nothing was."""
        return json.loads(self.path.read_text(encoding="utf-8")) if self.path.exists() else {}

    def is_fresh(self, key: str) -> bool:
        """Whether the folder was made from `key`, and every file of then is there with the bytes of then."""
        return self.stale_because(key) == ""

    def stale_because(self, key: str) -> str:
        """Why the folder's files need to be made again; empty if they need not."""
        record = self.read()
        if not record:
            return f"{self.folder} holds no record of a build"
        if record["key"] != key:
            return f"{self.folder} was made from other documents, words or code"
        for name, sha256 in record["files"].items():
            path = self.folder / name
            if not path.exists():
                return f"{path} is missing"
            if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
                return f"{path} was changed after it was made"
        return ""

    def write(self, key: str, files: Iterable[Path], more: Mapping[str, object] | None = None) -> None:
        """Record that `files` of the folder were made from `key`; `more` is kept with it."""
        names = {path.relative_to(self.folder).as_posix(): path for path in sorted(files)}
        hashes = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in names.items()}
        unfinished = self.path.with_suffix(".part")
        unfinished.write_text(json.dumps({"key": key, "files": hashes, **(more or {})}, indent=1), encoding="utf-8")
        unfinished.replace(self.path)
