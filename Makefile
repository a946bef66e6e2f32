# Everything a newcomer types. `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help demo qgis test nightly lint bench models package clean install install-test

PYTHON := .venv/bin/python
DATA ?=
BOUNDARIES ?=
export QGIS_OPTS :=

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: install ## the whole line, from a supplier's file to a hotspot map in demo-output/ (DATA=PATH, BOUNDARIES=PATH for real data)
	@QT_QPA_PLATFORM=offscreen $(PYTHON) resources/demo/run.py $(if $(DATA),--data "$(DATA)") $(if $(BOUNDARIES),--boundaries "$(BOUNDARIES)")

qgis: install ## open QGIS Desktop with the plugin enabled and the demo portal ready to sign in to
	@$(PYTHON) resources/demo/open_qgis.py

test: install-test ## run all tests: core, portal, QGIS
	$(PYTHON) -m pytest -p no:pytest_qgis -W ignore::pytest.PytestConfigWarning tests/core tests/portal
	$(PYTHON) -m pytest tests/qgis

nightly: install-test ## what takes too long for every change: 100,000 cases of grants, data, questions and formats; 100,000 spoiled cache files, 200 kills
	SAFESTATS_SCOPE_CASES=$${SAFESTATS_SCOPE_CASES:-100000} $(PYTHON) -m pytest -s -p no:pytest_qgis -W ignore::pytest.PytestConfigWarning tests/portal/test_scope.py
	SAFESTATS_CACHE_MUTATIONS=$${SAFESTATS_CACHE_MUTATIONS:-100000} SAFESTATS_CACHE_KILLS=$${SAFESTATS_CACHE_KILLS:-200} $(PYTHON) -m pytest -p no:pytest_qgis -W ignore::pytest.PytestConfigWarning tests/core/cache/test_mutations.py tests/core/cache/test_kills.py

lint: install-test ## style, types, walls between the rooms, and the security scan of plugins.qgis.org
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTHON) .ci/walls.py
	.ci/scan

bench: install-test ## speed beside the peers, in one run
	@missed=0; for script in benchmarks/bench_*.py; do echo "== $$script"; \
		QT_QPA_PLATFORM=offscreen $(PYTHON) $$script || missed=1; done; exit $$missed

models: install-test ## build the models that ship anew from their recipes
	QT_HASH_SEED=0 QT_QPA_PLATFORM=offscreen $(PYTHON) resources/models/build.py

package: ## an installable plugin zip in dist/
	@.ci/package

clean: ## remove what the targets above made, but not .venv
	rm -rf .demo demo-output build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info

install:
	@.ci/install

install-test:
	@.ci/install test
