from __future__ import annotations

import base64
import hashlib
import zipfile
from pathlib import Path

import pytest


class Wheels:
    """Wheel files that nobody else has, and the lock that lists them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "wheels"
        self.folder.mkdir()
        self.locked = folder / "locked.txt"
        self.locked.write_text("# made for a test\n\n")

    def add(self, name: str, digest: str | None = None, marker: str = "") -> None:
        """Make a wheel of one module, and lock it by its hash or by another."""
        path = self.folder / f"{name}-1.0-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as wheel:
            about = f"{name}-1.0.dist-info"
            wheel.writestr(f"{name}.py", "ANSWER = 42\n")
            wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
            wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{about}/RECORD", _record(wheel))
        digest = digest or hashlib.sha256(path.read_bytes()).hexdigest()
        with self.locked.open("a") as lock:
            lock.write(f"{name}==1.0 {marker}\\\n    --hash=sha256:{digest}\n")


def _record(wheel: zipfile.ZipFile) -> str:
    rows = []
    for name in wheel.namelist():
        content = wheel.read(name)
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        rows.append(f"{name},sha256={digest},{len(content)}\n")
    return "".join(rows)


@pytest.fixture
def wheels(tmp_path) -> Wheels:
    return Wheels(tmp_path)
