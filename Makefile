# Miteinander: `make demo` shows it, `make test` checks it. `make help` lists the rest.
# Needs Python 3.11 or newer and make; everything else comes hashed from requirements*.txt into .venv.

PY ?= python3
V := .venv
RUN := $(V)/bin/python -m
SETUP_LOG := .venv-setup.log
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test browser check messages bench lighthouse

help: ## diese Liste
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

demo: $(V)/.stamp-demo ## einen Beispielrat einrichten und unter http://localhost:8000/ zeigen
	@$(RUN) miteinander demo

test: $(V)/.stamp-test ## alles prüfen: Stil, Importregeln, Typen, Migrationen, Tests auf SQLite, PostgreSQL und im Browser
	$(V)/bin/ruff check .
	$(V)/bin/lint-imports
	$(V)/bin/mypy
	$(RUN) miteinander manage makemigrations --check --dry-run
	$(RUN) pytest -n 2 -m "not browser and not nu"
	$(RUN) pytest -p tests.support.postgresql -p no:randomly -m data_layer
	$(RUN) pytest -m browser

browser: ## Chromium für die Tests im Browser installieren, wenn keiner da ist (Debian, Ubuntu)
	@$(find_browser) && exit 0; \
	if ! command -v apt-get >/dev/null; then \
	  echo "Es fehlt ein Browser für die Tests; bitte Chromium mit der Paketverwaltung dieses Rechners installieren." >&2; exit 1; fi; \
	if [ "$$(id -u)" = 0 ]; then as_root=; elif command -v sudo >/dev/null; then as_root=sudo; else \
	  echo "Es fehlt ein Browser für die Tests; bitte als Systemverwaltung „apt install chromium“ ausführen." >&2; exit 1; fi; \
	echo "Chromium wird installiert …"; \
	{ $$as_root apt-get update -q && \
	  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium; } >$(BROWSER_LOG) 2>&1 || { \
	  echo "Chromium ließ sich nicht installieren; Einzelheiten stehen in $(BROWSER_LOG)." >&2; exit 1; }

check: test ## zusätzlich: gültiges HTML (Nu), bekannte Lücken in den Paketen, Geheimnisse im Quelltext
	$(RUN) pytest -n 0 -m nu
	$(V)/bin/pip-audit --require-hashes --disable-pip -r requirements.txt
	@if git grep -nIE '$(SECRETS)' -- . ':!Makefile' ':!requirements*.txt'; then \
	  echo "Im Quelltext stehen Geheimnisse (siehe oben); bitte entfernen und für ungültig erklären." >&2; exit 1; fi

bench: $(V)/.stamp-test ## messen, wie lange Kalender, Import und Büro mit 100 und mit 10 000 Einträgen brauchen, wie viele E-Mails und Anmeldungen je Sekunde gehen und wie lange Plakat und Zeitung setzen; dazu Zahlen und Bücher mit 20 000 Belegen
	@$(RUN) tests.bench
	@$(RUN) tests.bench.bench_import
	@$(RUN) tests.bench.bench_office
	@$(RUN) tests.bench.bench_mail
	@$(RUN) tests.bench.bench_registration
	@$(RUN) tests.bench.bench_print
	@$(RUN) tests.bench.bench_newspaper
	@$(RUN) tests.bench.bench_funding

lighthouse: $(V)/.stamp-test .lighthouse/.stamp ## die wichtigsten Seiten so bewerten lassen, wie ein Telefon sie lädt; der Bericht steht in docs/lighthouse.md
	@$(RUN) tests.bench.lighthouse

messages: $(V)/.stamp-test ## die Texte der Oberfläche neu einsammeln
	$(RUN) miteinander manage collect_messages

# --- How it is done -------------------------------------------------------------------------------------------------

BROWSER_LOG := .browser-setup.log
SECRETS := BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abpr]-[A-Za-z0-9-]{20}

find_browser = command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
  command -v google-chrome >/dev/null || command -v google-chrome-stable >/dev/null

# The tests' packages contain those of the demo, so a .venv made for the tests serves both.
$(V)/.stamp-demo: requirements.txt pyproject.toml Makefile
	@if [ $(V)/.stamp-test -nt requirements-dev.txt ] && [ $(V)/.stamp-test -nt requirements.txt ]; then touch $@; exit 0; fi; \
	$(call install,requirements.txt)

$(V)/.stamp-test: requirements-dev.txt pyproject.toml Makefile
	@$(call install,requirements-dev.txt)

# Lighthouse stays outside the build: its packages come hashed from tests/bench/npm and bring no browser along.
.lighthouse/.stamp: tests/bench/npm/package.json tests/bench/npm/package-lock.json
	@fail() { echo "$$1" >&2; rm -rf .lighthouse; exit 1; }; trap 'fail "Abgebrochen."' INT TERM HUP; \
	command -v node >/dev/null && command -v npm >/dev/null || \
	  fail "Für Lighthouse fehlen Node.js und npm; bitte als Systemverwaltung „apt install nodejs npm“ ausführen."; \
	node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' || \
	  fail "Lighthouse braucht Node.js 18 oder neuer; das vorhandene ist älter."; \
	echo "Lighthouse einrichten (beim ersten Mal etwa eine halbe Minute) …"; \
	rm -rf .lighthouse && mkdir .lighthouse && cp tests/bench/npm/package.json tests/bench/npm/package-lock.json .lighthouse/ && \
	PUPPETEER_SKIP_DOWNLOAD=1 npm ci --prefix .lighthouse --ignore-scripts --no-audit --no-fund >.lighthouse-setup.log 2>&1 || \
	  fail "Lighthouse ließ sich nicht installieren; bitte Internetverbindung prüfen und noch einmal aufrufen, Einzelheiten stehen in .lighthouse-setup.log."; \
	rm -f .lighthouse-setup.log; touch $@

# $(call install,FILE): environment, packages, stamp; one sentence and no new .venv if it fails.
define install
fail() { echo "$$1" >&2; [ -z "$$new" ] || rm -rf $(V); exit 1; }; new=; \
trap 'fail "Abgebrochen."' INT TERM HUP; \
command -v $(PY) >/dev/null || fail "Es fehlt Python: bitte Python 3.11 oder neuer installieren oder mit PY=… angeben, wo es liegt."; \
$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
  fail "Miteinander braucht Python 3.11 oder neuer; $(PY) ist älter: bitte ein neueres installieren und mit „make $(or $(MAKECMDGOALS),demo) PY=python3.12“ angeben."; \
$(PY) -c 'import venv, ensurepip' 2>/dev/null || \
  fail "Diesem Python fehlt das Modul venv; bitte als Systemverwaltung „apt install python3-venv“ ausführen."; \
if ! $(V)/bin/python -c 'import pip' 2>/dev/null; then new=yes; rm -rf $(V); fi; \
echo "Pakete einrichten (beim ersten Mal etwa eine Minute) …"; \
{ [ -z "$$new" ] || $(PY) -m venv $(V); } >$(SETUP_LOG) 2>&1 || fail "Die Umgebung $(V) ließ sich nicht anlegen; ist der Datenträger voll? Einzelheiten stehen in $(SETUP_LOG)."; \
[ -x $(V)/bin/uv ] || $(RUN) pip install -q 'uv>=0.13,<0.14' >>$(SETUP_LOG) 2>&1 || true; \
if [ -x $(V)/bin/uv ]; then pip="$(V)/bin/uv pip install -q --python $(V)"; else pip="$(RUN) pip install -q"; fi; \
$$pip --require-hashes -r $(1) >>$(SETUP_LOG) 2>&1 && $$pip --no-deps -e . >>$(SETUP_LOG) 2>&1 || \
  fail "Die Pakete ließen sich nicht installieren; bitte Internetverbindung und Speicherplatz prüfen und noch einmal aufrufen, Einzelheiten stehen in $(SETUP_LOG)."; \
rm -f $(SETUP_LOG); touch $@
endef
