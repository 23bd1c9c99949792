"""What the kernel loads first: Pyodide's lock with our wheels in it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from mmready.errors import MMReadyError
from mmready.publish.lock import ABSENT, KERNEL, PYODIDE, files_loaded, site_lock
from mmready.publish.wheels import absent_wheel, write_wheel


def of_pyodide(version: str = PYODIDE) -> dict[str, Any]:
    names = [name.replace("_", "-") for name in (*KERNEL, *ABSENT, "numpy", "traitlets", "scipy")]
    packages = {
        name: {"name": name, "file_name": f"{name}.whl", "depends": [], "imports": [name], "sha256": "0"}
        for name in names
    }
    packages["ipython"]["depends"] = ["traitlets"]
    return {"info": {"version": version, "python": "3.12.7"}, "packages": packages}


@pytest.fixture
def wheels(tmp_path: Path) -> tuple[Path, Path, Path, Path]:
    mine = write_wheel(tmp_path, "mmready", "1", {"mmready/__init__.py": b""})
    needed = write_wheel(tmp_path, "typing_extensions", "4", {"typing_extensions.py": b""})
    later = write_wheel(tmp_path, "icalendar", "7", {"icalendar/__init__.py": b""})
    return mine, needed, later, absent_wheel(tmp_path)


def test_first_screen_loads_what_is_needed_and_nothing_else(wheels):
    mine, needed, later, absent = wheels
    lock = site_lock(of_pyodide(), [mine, needed, later], [needed], absent, "wheels")
    files = files_loaded(lock)
    assert {"numpy.whl", "ipython.whl", "traitlets.whl", f"site:wheels/{needed.name}"} <= set(files)
    assert "site:wheels/mmready-1-py3-none-any.whl" in files
    assert not {"scipy.whl", "jedi.whl", "ssl.whl", f"site:wheels/{later.name}"} & set(files)
    assert len(files) == len(set(files))


def test_wheel_of_ours_is_told_with_what_it_gives_and_its_digest(wheels):
    mine, needed, _, absent = wheels
    entry = site_lock(of_pyodide(), [mine, needed], [needed], absent, "wheels")["packages"]["typing-extensions"]
    assert entry["imports"] == ["typing_extensions"]
    assert entry["sha256"] == hashlib.sha256(needed.read_bytes()).hexdigest()


def test_pyodide_of_another_version_is_refused(wheels):
    mine, *_, absent = wheels
    with pytest.raises(MMReadyError, match=r"needs Pyodide .*0\.99"):
        site_lock(of_pyodide("0.99"), [mine], [], absent, "wheels")


def test_package_that_pyodide_lacks_is_named(wheels):
    mine, *_, absent = wheels
    lock = of_pyodide()
    del lock["packages"]["numpy"]
    with pytest.raises(MMReadyError, match="numpy"):
        files_loaded(site_lock(lock, [mine], [], absent, "wheels"))
