# 审决 Shenjue. Every target sets itself up; `make help` lists them.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

VENV ?= .venv
BIN := $(VENV)/bin
# the first Python on the PATH that is new enough
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install -c constraints.txt -e

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或以上版本。 Python 3.11 or later is needed (python3 on the PATH is missing or too old)."; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "缺少 venv 模块，请先安装：apt install python3-venv"; \
		echo "The venv module is missing. Install it first: apt install python3-venv"; exit 1; }
	@echo "正在建立运行环境 $(VENV) … making the environment"
	@"$(PYTHON)" -m venv $(VENV)

# a stamp for each size of environment: made again only when what it was made from has changed
$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "正在安装依赖（首次约一分钟）… installing, about a minute the first time"
	@$(PIP) .
	@touch $@
$(VENV)/.test: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "正在安装测试依赖 … installing what the tests need"
	@$(PIP) '.[test]'
	@touch $@
$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "正在安装开发工具 … installing the developers' tools"
	@$(PIP) '.[dev]'
	@touch $@

.PHONY: help install run test test-long bench check format migration catalogue constraints

help: ## 列出可用命令 list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.run ## 只建立运行环境 make the environment alone

run: $(VENV)/.run ## 启动演示（HOST、PORT、DATABASE_URL 可用环境变量指定） serve the demonstration
	@SHENJUE_MODE="$${SHENJUE_MODE:-demo}" exec $(BIN)/shenjue serve --prepare

test: $(VENV)/.test ## 运行全部测试（含浏览器测试） run every test
	@$(BIN)/pytest -q -n 2 --dist worksteal

test-long: $(VENV)/.test ## 长时试验：两种数据库、发布前的数量，结果写入 docs/long-tier.md the numbers for a release, on both databases
	@$(BIN)/pytest -q -n 2 --dist worksteal --everywhere; status=$$?; $(BIN)/python -m tests.longtier && exit $$status

bench: $(VENV)/.test ## 测量办理一步和核验日志的代价，写入 test-results/ what a step and verifying cost, as ratios of one run
	@$(BIN)/python -m tests.bench

check: $(VENV)/.dev ## 代码检查：ruff、mypy、分层、模板 lint, types, rooms, templates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint --lint templates --quiet

format: $(VENV)/.dev ## 统一代码格式 format the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

migration: $(VENV)/.run ## 生成数据库迁移：make migration m="说明" write a migration from the models
	@test -n "$(m)" || { echo '用法 usage: make migration m="add a column"'; exit 2; }
	@place=$$(mktemp -d) && trap 'rm -rf "$$place"' EXIT && \
		export SHENJUE_MODE=demo SHENJUE_INSTANCE_DIR="$$place" DATABASE_URL="sqlite:///$$place/migration.db" && \
		$(BIN)/shenjue db upgrade && $(BIN)/shenjue db revision "$(m)"

TRANSLATIONS := workflow/translations
catalogue: $(VENV)/.run ## 更新英文词条：提取、合并、编译 update the English catalogue
	@$(BIN)/pybabel -q extract -F pyproject.toml -k _l --no-location --sort-output --omit-header -o $(TRANSLATIONS)/messages.pot .
	@$(BIN)/pybabel -q update -N --ignore-obsolete -w 120 --ignore-pot-creation-date -i $(TRANSLATIONS)/messages.pot -d $(TRANSLATIONS) -l en
	@$(BIN)/pybabel -q compile -f -d $(TRANSLATIONS) -l en
	@rm $(TRANSLATIONS)/messages.pot

constraints: $(VENV)/.dev ## 按现有环境更新 constraints.txt write the pinned versions anew
	@$(BIN)/python -m pip --disable-pip-version-check list --format=freeze --exclude-editable --exclude pip --exclude setuptools --exclude wheel > constraints.txt
