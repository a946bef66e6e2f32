# Everything a newcomer types. `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help demo qgis docs test test-qgis-versions nightly lint bench translations models package clean install install-test

PYTHON := .venv/bin/python
DATA ?=
BOUNDARIES ?=
LOOKS ?=
export QGIS_OPTS :=

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: install ## the whole line, from a supplier's file to a hotspot map in demo-output/ (DATA=PATH, BOUNDARIES=PATH for real data)
	@$(PYTHON) resources/demo/run.py $(if $(DATA),--data "$(DATA)") $(if $(BOUNDARIES),--boundaries "$(BOUNDARIES)")

qgis: install ## open QGIS Desktop with the plugin enabled and the demo portal ready to sign in to
	@$(PYTHON) resources/demo/open_qgis.py

docs: install-test ## take the pictures of the guide anew, and of every dock, dialog and result (LOOKS="light dark scaled")
	@$(PYTHON) resources/guide/make.py $(if $(LOOKS),--looks $(LOOKS))

test: export SAFESTATS_SCREENSHOTS ?= $(CURDIR)/build/screenshots
test: install-test ## run all tests: core, portal, the widgets on Qt 6, QGIS
	$(PYTHON) -m pytest -n 2 --dist loadfile -p no:pytest_qgis -W ignore::pytest.PytestConfigWarning --hypothesis-seed=0 tests/core tests/portal
	$(PYTHON) -m pytest -p no:pytest_qgis -W ignore::pytest.PytestConfigWarning tests/qt6
	.ci/qgis-tests -n 2 --dist loadfile tests/qgis

test-qgis-versions: ## run the tests of the QGIS side on QGIS 3.40 and 3.44, in a Debian 13 and a Debian testing made for it
	.ci/qgis-version trixie
	.ci/qgis-version forky

nightly: export SAFESTATS_SCOPE_CASES ?= 100000
nightly: export SAFESTATS_CACHE_MUTATIONS ?= 100000
nightly: export SAFESTATS_CACHE_KILLS ?= 200
nightly: export SAFESTATS_KILL_ROUNDS ?= 200
nightly: export SAFESTATS_SYNC_KILLS ?= 200
nightly: export SAFESTATS_PLUGIN_ROUNDS ?= 200
nightly: export SAFESTATS_TASK_ROUNDS ?= 3000
nightly: export SAFESTATS_SYNC_ROWS ?= 1000000
nightly: install-test ## what takes too long for every change: 100,000 cases of rights and of spoiled cache files, 200 kills, 1 M rows, new chance cases
	$(PYTHON) -m pytest -s -p no:pytest_qgis -W ignore::pytest.PytestConfigWarning tests/portal/test_scope.py \
		tests/portal/faults/test_killed.py tests/portal/sync/test_killed_syncs.py \
		tests/core/cache/test_mutations.py tests/core/cache/test_kills.py tests/core/hotspots tests/portal/filters
	$(PYTHON) -m pytest -s tests/qgis/window tests/qgis/plugin/catalogue/test_syncing_a_million.py \
		tests/qgis/plugin/test_tasks.py

lint: install-test ## style, types, walls between the rooms, and the security scan of plugins.qgis.org
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTHON) .ci/walls.py
	$(PYTHON) .ci/qt6.py
	$(PYTHON) .ci/translations.py
	.ci/package build/checked.zip
	$(PYTHON) .ci/check_package.py build/checked.zip

bench: install-test ## speed beside the peers, in one run
	@missed=0; for script in benchmarks/bench_*.py; do echo "== $$script"; \
		QT_QPA_PLATFORM=offscreen $(PYTHON) $$script || missed=1; done; exit $$missed

translations: install-test ## bring resources/i18n up to date with the strings in the code (needs qttools5-dev-tools)
	$(PYTHON) .ci/translations.py update

models: install-test ## build the models that ship anew from their recipes
	QT_HASH_SEED=0 QT_QPA_PLATFORM=offscreen $(PYTHON) resources/models/build.py

package: install-test ## an installable plugin zip in dist/, held to the rules of plugins.qgis.org
	@rm -rf dist && .ci/package
	@$(PYTHON) .ci/check_package.py dist/*.zip

clean: ## remove what the targets above made, but not .venv
	rm -rf .demo demo-output build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info

install:
	@.ci/install

install-test:
	@.ci/install test
