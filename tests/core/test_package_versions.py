"""Which packages are there and new enough: by the one list of lowest versions, in a checkout and in a wheel."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from safestats_core import package_versions as module
from safestats_core.package_versions import is_enough, least_version, version_there


@pytest.fixture
def made(tmp_path, monkeypatch):
    """`made(name, version)`: a package that can be imported, of that version."""

    def make(name: str, stated: str) -> None:
        (tmp_path / f"{name}.py").write_text("")
        about = tmp_path / f"{name}-{stated}.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {stated}\n")

    monkeypatch.syspath_prepend(str(tmp_path))
    return make


@pytest.mark.parametrize(
    ("there", "needed", "enough"),
    [
        ("1.8.5.post1", "2.0", False),
        ("2.0", "2.0.0", True),
        ("2.0rc1", "2.0", True),
        ("14.0.2", "14", True),
        ("9.0", "14", False),
        ("2023.10", "2023.3", True),
        ("1.0", "", True),
    ],
)
def test_versions_are_compared_number_by_number(made, monkeypatch, there, needed, enough):
    made("made_package", there)
    monkeypatch.setattr(module, "_least_versions", lambda: {"made_package": needed})
    assert version_there("made_package") == there
    assert is_enough("made_package") == enough


def test_what_is_not_there_is_not_enough():
    assert version_there("no_such_package") is None
    assert not is_enough("no_such_package")


def test_a_package_that_does_not_say_its_version_is_enough(tmp_path, monkeypatch):
    (tmp_path / "made_silent.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert is_enough("made_silent")


def test_the_lowest_versions_are_those_that_pip_goes_by(monkeypatch, tmp_path):
    stated = module._least_versions()
    assert {"numpy", "scipy", "pyarrow", "shapely", "pyproj", "pyogrio", "cryptography", "argon2-cffi"} <= set(stated)
    module._least_versions.cache_clear()
    monkeypatch.setattr(module, "_STATED", tmp_path / "a wheel has none")
    in_a_wheel = dict(module._least_versions())
    module._least_versions.cache_clear()
    assert {name: in_a_wheel[name] for name in stated} == stated


def test_what_these_tests_run_on_is_enough():
    assert least_version("shapely") <= version("shapely")
    assert is_enough("shapely")
    assert is_enough("argon2-cffi", "argon2")
