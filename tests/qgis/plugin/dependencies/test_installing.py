from __future__ import annotations

import subprocess
import sys
from importlib.metadata import distributions

import pytest
from safestats.qgis_plugin.dependencies.installing import install_missing
from safestats.qgis_plugin.dependencies.locked import LOCKED, read_locked, requirements_without
from safestats.qgis_plugin.dependencies.needed import FOR_THE_PANEL, FOR_THE_SEALED_CACHE
from safestats.safestats_core.errors import Cancelled, MissingPackage


def nothing_is_there(name):
    return False


def silent(done, total, what):
    pass


def test_every_package_that_the_plugin_needs_is_locked_but_numpy_which_every_qgis_has():
    locked = {package.name for package in read_locked(LOCKED)}
    assert {*FOR_THE_PANEL.values(), *FOR_THE_SEALED_CACHE.values()} - {"numpy"} <= locked
    assert "numpy" not in locked


def test_every_locked_package_has_one_version_and_hashes():
    for package in read_locked(LOCKED):
        first, *hashes = package.lines.splitlines()
        assert first.startswith(f"{package.name}=="), package.name
        assert hashes, package.name
        assert all(line.strip().startswith("--hash=sha256:") for line in hashes), package.name


def test_what_is_there_is_not_asked_for_again(wheels):
    wheels.add("made_one")
    wheels.add("made_two")
    asked = requirements_without(lambda name: name == "made_one", wheels.locked)
    assert [line.split("==")[0] for line in asked.splitlines() if "==" in line] == ["made_two"]


def test_packages_come_from_a_folder_of_wheels_into_a_folder_of_their_own(wheels, tmp_path):
    wheels.add("made_one")
    wheels.add("made_elsewhere", marker="; sys_platform == 'plan9' ")
    folder = tmp_path / "profile" / "packages"
    install_missing(folder, nothing_is_there, silent, wheels.folder, wheels.locked)
    assert (folder / "made_one.py").is_file()
    assert not (folder / "made_elsewhere.py").exists()
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; sys.path.append({str(folder)!r}); import made_one; print(made_one.ANSWER)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "42\n"
    assert list(folder.parent.iterdir()) == [folder]


def test_an_older_one_that_was_installed_before_goes_file_by_file(wheels, tmp_path):
    folder = tmp_path / "profile" / "packages"
    about, beside = folder / "made_one-0.9.dist-info", folder.parent / "beside.txt"
    about.mkdir(parents=True)
    beside.write_text("not ours")
    for name in ("gone_since.py", "kept.py"):
        (folder / name).write_text("")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: made_one\nVersion: 0.9\n")
    (about / "RECORD").write_text(
        "gone_since.py,,\n../beside.txt,,\nmade_one-0.9.dist-info/METADATA,,\nmade_one-0.9.dist-info/RECORD,,\n"
    )
    wheels.add("made_one")
    install_missing(folder, nothing_is_there, silent, wheels.folder, wheels.locked)
    (there,) = distributions(path=[str(folder)])
    assert there.version == "1.0"
    assert [(folder / name).is_file() for name in ("made_one.py", "kept.py", "gone_since.py")] == [True, True, False]
    assert beside.is_file()


def test_a_file_with_another_hash_is_refused_and_nothing_is_installed(wheels, tmp_path):
    wheels.add("made_one", digest="0" * 64)
    folder = tmp_path / "profile" / "packages"
    with pytest.raises(MissingPackage, match=r"(?s)(?i)hash.*folder of wheels"):
        install_missing(folder, nothing_is_there, silent, wheels.folder, wheels.locked)
    assert not folder.exists()


def test_a_folder_without_the_file_is_told_by_name(wheels, tmp_path):
    wheels.add("made_one")
    (wheels.folder / "made_one-1.0-py3-none-any.whl").unlink()
    with pytest.raises(MissingPackage, match="made[-_]one"):
        install_missing(tmp_path / "packages", nothing_is_there, silent, wheels.folder, wheels.locked)


def test_cancelling_stops_pip_and_leaves_nothing(wheels, tmp_path):
    wheels.add("made_one")

    def cancel(done, total, what):
        raise Cancelled("Stopped.")

    folder = tmp_path / "profile" / "packages"
    with pytest.raises(Cancelled):
        install_missing(folder, nothing_is_there, cancel, wheels.folder, wheels.locked)
    assert list(folder.parent.iterdir()) == []
