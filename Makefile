# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
#
# make demo    a running Klammer with real figures of Thuringia
# make test    every test, also in the browser and on PostgreSQL
# make check   style, types, architecture, licences: all failures at once
# make bench   the benchmarks
# make docs    regenerate what is generated
#
# Needs git, make and Python 3.11 or newer. uv is brought into .tools/ when there is none.

NAMES  = python3 python3.14 python3.13 python3.12 python3.11 python
NEW    = -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo yes
PYTHON ?= $(firstword $(foreach name,$(NAMES),$(if $(shell $(name) $(NEW)),$(name))) python3)
UV      = $(PYTHON) tools/bootstrap.py
RUN     = $(UV) run --frozen
ARGS   ?=

.PHONY: demo test check bench docs wheel lock locked clean
.DEFAULT_GOAL := demo

demo:
	@$(RUN) --no-dev klammer demo $(ARGS)

test:
	@$(RUN) python -m tools.testrun $(ARGS)

check:
	@$(RUN) python -m tools.checks $(ARGS)

bench:
	@$(RUN) --group bench python -m bench $(ARGS)

docs:
	@$(RUN) python -m tools.glossary
	@$(RUN) python -m tools.states

wheel:
	@$(RUN) python -m tools.wheel

lock:
	@$(UV) lock

locked:
	@$(UV) lock --check

clean:
	rm -rf .tools .venv .ruff_cache .mypy_cache .import_linter_cache .hypothesis test-results dist
