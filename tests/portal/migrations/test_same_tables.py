"""A portal that was upgraded has the same tables as a new one."""

from __future__ import annotations

import re

from safestats_core.portal.databases.database import writing
from safestats_core.portal.migrations import steps
from safestats_core.portal.migrations.upgrading import run_steps, upgrade_portal


def test_all_steps_one_after_another_make_the_tables_of_a_new_portal(portal, empty_database, described):
    with writing(empty_database) as connection:
        run_steps(connection, None)
    assert_same(described(empty_database), described(portal.engine))


def test_the_portal_of_the_foundation_gets_the_tables_of_a_new_one(portal, foundation, described):
    upgrade_portal(*foundation)
    assert_same(described(foundation.engine), described(portal.engine))


def test_steps_are_numbered_without_a_gap_and_none_has_the_number_of_another():
    names = sorted(path.name for path in (steps.MIGRATIONS / "versions").glob("v*.py"))
    assert [name[:5] for name in names] == [f"v{number:04}" for number in range(1, len(names) + 1)]
    for name in names:
        content = (steps.MIGRATIONS / "versions" / name).read_text(encoding="utf-8")
        assert re.search(r'^revision = "(\d+)"$', content, re.MULTILINE)[1] == name[1:5]
        assert "safestats" not in content  # a step must not move with the program


def assert_same(upgraded, new):
    """Table by table, so that a failure says where."""
    assert sorted(upgraded) == sorted(new), "a table has no step: see safestats_core/portal/migrations/__init__.py"
    for name in new:
        for what in new[name]:
            assert upgraded[name][what] == new[name][what], f"{what} of {name}: a step is missing, or does otherwise"
