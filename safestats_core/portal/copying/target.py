"""Where a copy of a portal comes to be: empty at first, marked as unfinished until its last step, cleared for another
try.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import Engine, update

from ...errors import InvalidInput
from ..databases.database import writing
from ..migrations.schema_version import COPYING, UNFINISHED, found_version
from ..migrations.steps import newest
from ..schema import tables


def make_folder(folder: Path, to_folder: Path) -> None:
    """Make the folder of the copy. Raises InvalidInput where one is there that holds no unfinished copy."""
    one, other = folder.resolve(), to_folder.resolve()
    if one == other or one in other.parents or other in one.parents:
        raise InvalidInput(f"{to_folder} and the portal's own folder lie inside each other. Choose a folder elsewhere.")
    if to_folder.exists() and any(to_folder.iterdir()) and not (to_folder / UNFINISHED).exists():
        raise InvalidInput(f"{to_folder} is not empty. Name a new folder for the copy.")
    to_folder.mkdir(parents=True, exist_ok=True)
    to_folder.chmod(0o700)


def clear(engine: Engine, to_folder: Path) -> None:
    """Clear what an unfinished copy left in the database and the folder, and mark the folder.

    Raises InvalidInput where the database holds something else.
    """
    with writing(engine) as connection:
        found = found_version(connection)
        if found == COPYING:
            tables.metadata.drop_all(connection)
        elif found is not None:
            raise InvalidInput("The database already holds a portal. Give the copy an empty database.")
    (to_folder / UNFINISHED).touch()
    for each in to_folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        elif each.name != UNFINISHED and not each.name.startswith("portal.db"):  # which is open
            each.unlink()


def finish(engine: Engine, to_folder: Path) -> None:
    """Let the copy be opened: by its version, which stands in the place of the mark from now on."""
    with writing(engine) as connection:
        connection.execute(update(tables.schema_version).values(version_num=newest()))
    (to_folder / UNFINISHED).unlink()
