"""The steps from one version of the portal's tables to the next, for SQLite and PostgreSQL alike.

A new portal is made with all tables as schema/ says, and stamped with the newest version. An older one is brought up
to date by `safestats portal upgrade`, which runs the steps that it lacks in one transaction. Both ways have to lead to
the same tables; tests/portal/migrations/ compares them on both databases.

Whoever changes a table in schema/ adds a step:

1. The next number that is free: `versions/v0003_what_changes.py`, with `revision = "0003"`, `down_revision = "0002"`.
   The first line of its docstring is shown to the operator after "0003: ". There is no way down; a backup is.
2. `upgrade()` with Alembic's `op`. A column that may be null, an index, a table: `op.add_column`, `op.create_index`,
   `op.create_table`, the same on both databases. Whatever SQLite cannot alter goes through
   `with op.batch_alter_table("counts") as table:`, which makes the table anew there (see v0002). What only one database
   has stands behind `op.get_context().dialect.name`.
3. Rows carry over truthfully: fill new columns from what is there, and where nothing can be known leave null.
   Write SQL, or tables of your own that are frozen in the step. A step imports nothing of ours, because the rest of the
   program moves on and the step stays. What has to be worked out by the program, as it is after all steps, is named in
   the step, `afterwards = ("counts",)`, and stands in upgrading.AFTERWARDS: the cells of the cube, for example.
4. `pytest tests/portal/migrations` says what differs. Add to tests/portal/migrations/test_upgrade.py what your step has
   to carry over.

A step that was published is never changed. The audit log has no steps: it is a SQLite file whose tables and indexes
are only ever added to, when it is opened.
"""
