# Each target works on a fresh machine that has make and Python 3.11 to 3.13 with venv: `make demo`, `make test`.

PYTHON ?= python3
UV ?= uv
PYTEST_ARGS ?=
BIN := .venv/bin
RUN_READY := .venv/.run-ready
DEV_READY := .venv/.dev-ready
# Tests make hundreds of databases, and each commit to a disk is waited for: in memory, where there is some to spare.
TEST_FILES := $(shell [ "$$(df -Pm /dev/shm 2>/dev/null | awk 'END {print $$4 + 0}')" -ge 1024 ] && echo /dev/shm)
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate --quiet --upgrade --extra postgres --extra demo

.PHONY: help install demo test check bench soak wheel sbom lock catalogue commands clean

help:
	@echo "make demo       try Prime in a Slack workspace in a box, on this machine alone"
	@echo "make install    all that prime run needs, in .venv"
	@echo "make test       the tests (on PostgreSQL too where PRIME_TEST_DATABASE_URL names a server)"
	@echo "make check      lint, types, import contracts, catalogue"
	@echo "make bench      what the program costs"
	@echo "make soak       the long runs"
	@echo "make wheel      Prime as one file that pip and pipx install, in dist/"
	@echo "make sbom       what that file needs, with hashes, as a CycloneDX list, in dist/"
	@echo "make catalogue  bring the French catalogue up to date with the code"
	@echo "make commands   write README's and LISEZMOI's tables of commands and the manifest's hint anew"
	@echo "make lock       raise the pinned requirements (needs uv)"

# The project itself is installed last, without dependencies and without build isolation: nothing unpinned.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit((3, 11) > sys.version_info[:2] and "Prime needs Python 3.11 or later: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

$(RUN_READY): requirements/run.txt pyproject.toml | .venv/bin/python
	$(PIP_INSTALL) --require-hashes -r requirements/run.txt
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

# dev.txt holds all of run.txt at the same versions: this makes both ready.
$(DEV_READY): requirements/dev.txt requirements/run.txt pyproject.toml | .venv/bin/python
	$(PIP_INSTALL) --require-hashes -r requirements/dev.txt
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $(RUN_READY) $@

install: $(RUN_READY)

demo: $(RUN_READY)
	$(BIN)/prime demo

# Bytecode is kept even where the environment says otherwise: each worker and each `prime` that a test starts would
# compile everything again. Three workers on two cores: browsers and sockets are waited for; a fourth gains nothing.
# With worksteal, no worker is left with the long ones at the end.
TEST_ENV = PYTHONDONTWRITEBYTECODE= $(if $(TEST_FILES),TMPDIR=$(TEST_FILES))

test: $(DEV_READY)
	$(TEST_ENV) $(BIN)/pytest -n 3 --dist worksteal -m "not soak" $(PYTEST_ARGS)

check: $(DEV_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m handlers.words.upkeep check

bench: $(DEV_READY)
	$(BIN)/python -m benchmarks

# Whatever the runs found themselves: what they made is asked all that must hold of a database (prime check).
soak: $(DEV_READY)
	@kept=$$(mktemp -d) && status=0; \
	PRIME_SOAK_KEEP=$$kept $(BIN)/pytest -m soak $(PYTEST_ARGS) || status=$$?; \
	$(BIN)/python -m tests.soak.keeping $$kept $(if $(PYTEST_ARGS),,--some) || status=$$?; \
	if [ $$status = 0 ] || [ -z "$$(ls $$kept)" ]; then rm -rf $$kept; else echo "what they made lies in $$kept"; fi; exit $$status

# What an earlier build left in build/ would come along.
wheel: $(RUN_READY)
	rm -rf build
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

# Of the pinned requirements alone: the same on every machine.
sbom: $(RUN_READY)
	@mkdir -p dist
	version=$$($(BIN)/python -c 'import bot; print(bot.__version__)') && \
		$(BIN)/python requirements/sbom.py "$$version" > "dist/club-prime-$$version.cdx.json"

catalogue: $(DEV_READY)
	$(BIN)/python -m handlers.words.upkeep update

commands: $(DEV_READY)
	$(BIN)/python -m bot.command_table

lock:
	$(LOCK) --group dev --output-file requirements/dev.txt
	$(LOCK) --group build --constraint requirements/dev.txt --output-file requirements/run.txt

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .import_linter_cache .hypothesis
