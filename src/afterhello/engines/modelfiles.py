"""Model files are data: located, checked against `models.lock`, never imported."""

from __future__ import annotations

import hashlib
import importlib.util
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from afterhello.errors import Unreachable


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One entry of `models.lock`; `path` is inside the installed `package`."""

    name: str
    package: str
    path: str
    sha256: str
    bytes: int
    licence: str
    upstream: str
    origin: str

    def located(self) -> Path:
        """The file on disk, checked.

        Raises:
            Unreachable: it is missing, or is not the file that was locked.
        """
        spec = importlib.util.find_spec(self.package)
        if spec is None or spec.origin is None:
            raise self._refusal("is missing")
        file = Path(spec.origin).parent / self.path
        if not file.is_file():
            raise self._refusal("is missing")
        if file.stat().st_size != self.bytes or _digest(file) != self.sha256:
            raise self._refusal("is not the one that this program was tested with")
        return file

    def _refusal(self, what: str) -> Unreachable:
        return Unreachable(
            f"The model for {self.name} ({Path(self.path).name}) {what}, so nothing can be read. "
            "Your photos are kept. Install the program again (make run) and try once more."
        )


@cache
def locked() -> dict[str, ModelFile]:
    """Every model file the program may load, by its name."""
    text = resources.files("afterhello.engines").joinpath("models.lock").read_text("utf-8")
    entries = tomllib.loads(text)["model"]
    return {
        entry["name"]: ModelFile(
            **{key: value for key, value in entry.items() if key != "from"}, origin=entry["from"]
        )
        for entry in entries
    }


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
