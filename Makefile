# `make manual` builds the manual into site/, `make test` runs every test. Both set up what they need.
PYTHON ?= python3
RUN := .venv/bin/python

.PHONY: manual test check serve clean

manual: .venv/.installed
	$(RUN) -m sop_toolkit lint
	$(RUN) -m sop_toolkit build

test: .venv/.tests-installed check
	$(RUN) tests/chromium.py
	$(RUN) -m pytest -n 2 --dist worksteal

check: .venv/.tests-installed
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy

serve: .venv/.installed
	$(RUN) -m sop_toolkit serve

clean:
	rm -rf .venv site rendered

.venv/.installed: pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; name one with make PYTHON=…")'
	test -x $(RUN) || $(PYTHON) -m venv .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check -c requirements.lock -e .
	touch $@

.venv/.tests-installed: .venv/.installed
	$(RUN) -m pip install --quiet --disable-pip-version-check -c requirements.lock -e '.[test]'
	# Two tests install the toolkit: from here, so that no test needs the network.
	$(RUN) -m pip download --quiet --disable-pip-version-check -c requirements.lock -d .venv/wheels hatchling .
	touch $@
