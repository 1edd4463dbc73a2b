# Every target is one line in `make help`. Everything a target needs is set up by the target itself.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.SUFFIXES:

venv := .venv
py := $(venv)/bin/python
export PYTHONPATH :=
export PYTHONDONTWRITEBYTECODE :=
export GX_ANALYTICS_ENABLED := false
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export DO_NOT_TRACK := 1

.PHONY: help setup servers demo airflow test check lint types generate golden lock bench chaos mutate docs hooks clean distclean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

setup: ## build .venv from the hash-pinned lock (instant when it is already there)
	@.ci/setup

demo: setup ## a synthetic province, its counterparties as real servers, one night; ends with a report page
	@$(py) -m simulator.demo $(ARGS)

airflow: setup ## one airflow command with this project's settings: make airflow ARGS="dags list --local"
	@set -a; source dags/airflow.env; set +a; \
	SIF_HOME="$${SIF_HOME:-$(CURDIR)/var}" AIRFLOW_HOME="$${AIRFLOW_HOME:-$(CURDIR)/var/airflow}" \
	AIRFLOW__CORE__DAGS_FOLDER="$(CURDIR)/dags" $(venv)/bin/airflow $(ARGS)

test: setup ## every test, side by side (ARGS="-k name" passes options on to pytest; "-n 0" one after the other)
	@cores=$$(nproc); $(py) -m pytest -n $$(( cores < 4 ? cores + 1 : 4 )) --dist loadfile --no-loadscope-reorder $(ARGS)

check: setup lint types ## lint, types, import layers, generated files, compose files, hygiene: what CI runs before the tests
	@$(py) -m catalogue.generate --check
	@$(venv)/bin/lint-imports --no-cache
	@$(venv)/bin/yamllint --strict -c .yamllint.yml docker .pre-commit-config.yaml
	@$(venv)/bin/check-jsonschema --builtin-schema vendor.compose-spec docker/*.yml
	@$(py) -m pytest tests/project

lint: setup ## ruff over every Python file
	@$(venv)/bin/ruff check --quiet .

types: setup ## mypy, strict on catalogue, ingest and warehouse_sql
	@$(venv)/bin/mypy

generate: setup ## write everything under _generated/ anew from the catalogue
	@$(py) -m catalogue.generate

golden: setup ## write what comes of the golden deliveries (tests/golden) anew; read the diff
	@$(py) -m tests.golden.update

lock: setup ## resolve pyproject.toml into requirements.lock, requirements-dev.lock and docker/requirements.lock
	@compile="$(venv)/bin/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-emit-index-url \
	  --no-emit-find-links --python-version 3.11 --custom-compile-command=make\ lock"; \
	eval "$$compile" --output-file requirements.lock pyproject.toml; \
	eval "$$compile" --constraint requirements.lock --extra dev --output-file requirements-dev.lock pyproject.toml; \
	eval "$$compile" --constraint requirements.lock --extra deploy --extra s3 --output-file docker/requirements.lock pyproject.toml

servers: ## fetch servers this project did not write (OpenSSH, vsftpd, nginx, RabbitMQ) into .servers/, without root; tests use them
	@.ci/servers

bench: setup ## the paired benchmarks of bench/ (minutes; prints a table)
	@for file in $$(grep -l __main__ bench/*.py); do $(py) -m "bench.$$(basename "$$file" .py)" $(ARGS); done

chaos: setup ## crash a night in every way we know: fail-points, kills, full disks, failing calls (about an hour; prints a table)
	@$(py) -m tests.chaos.run $(ARGS)

mutate: setup ## small mistakes in the rules' SQL, one at a time: do their unit tests notice? (some minutes; prints a table)
	@$(py) -m tests.mutation.run $(ARGS)

docs: setup ## the handbook, the dictionary and a page a model with its lineage, as static pages: var/docs/html/index.html
	@$(py) -m catalogue.generate
	@$(py) -m pytest tests/project/test_docs.py
	@$(py) docs/site/build.py $(ARGS)

hooks: setup ## run the same checks before every commit
	@$(venv)/bin/pre-commit install

clean: ## remove the demo's province, warehouse and caches; the environment stays
	@rm -rf var dbt_project/target dbt_project/logs logs .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

distclean: clean ## remove the environment as well
	@rm -rf $(venv) .servers .setup.lock
