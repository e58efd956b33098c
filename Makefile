# One verb per job. Needs git, make and any Python from 3.9; everything else is brought by the verbs themselves.
# The first Python that starts: under pyenv, python3 fails where a version in .python-version is not installed.
PYTHON ?= $(or $(shell for p in python3 python3.13 python3.12 python3.11 /usr/bin/python3; do $$p -c "" 2>/dev/null && echo $$p && break; done),python3)
VERB = @$(PYTHON) tools/bootstrap.py
.DEFAULT_GOAL := help
.PHONY: help run setup test test-fast check format data-check train evaluate lock measure-run bench compose-test clean

help: ## list the verbs
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

run: ## start everything, on http://127.0.0.1:8000
	$(VERB) run
setup: ## install both environments and nothing else
	$(VERB) setup
test: ## everything that can be tested here, ending with one line of counts
	$(VERB) test
test-fast: ## the tests that need no running system; ARGS="-k slough" narrows
	$(VERB) test-fast $(ARGS)
check: ## style and types
	$(VERB) check
format: ## put the Python in order
	$(VERB) check --fix
data-check: ## is services_data right?
	$(VERB) data-check
train: ## train the guide, if its sources changed
	$(VERB) train
evaluate: ## how well messages are understood that nothing was tuned on; ARGS=--dev reads the development set
	$(VERB) evaluate $(ARGS)
lock: ## lock the requirements again after an .in file changed; ARGS=--upgrade takes newer versions
	$(VERB) lock $(ARGS)
measure-run: ## times and memory of make run
	$(VERB) measure-run
bench: ## speed beside Datasette and a bare app, at 500, 5,000 and 50,000 services; ARGS="--sizes 500" is quick
	$(VERB) bench $(ARGS)
compose-test: ## the same parts as containers, once for real
	$(VERB) compose-test
clean: ## remove environments, builds and models
	@rm -rf .build .venv bot/.venv bot/models bot/.rasa .pytest_cache .ruff_cache .mypy_cache .hypothesis
