"""`make demo` on machines on which it cannot work: one sentence, and no half-made .venv."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@pytest.fixture
def clone(tmp_path):
    for name in ("Makefile", "pyproject.toml", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def python(tmp_path):
    """A stand-in for python3 that answers the questions of the Makefile: python("case … esac")."""

    def write(cases):
        file = tmp_path / "python"
        file.write_text(f'#!/bin/sh\ncase "$*" in\n{cases}\nesac\nexit 0\n')
        file.chmod(0o755)
        return str(file)

    return write


def make_demo(clone, python):
    """The sentence; make's own last line ("make: *** …") is taken off."""
    result = subprocess.run(
        ["make", "demo", f"PY={python}"], cwd=clone, capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode != 0
    lines = result.stderr.splitlines()
    assert len(lines) == 2, result.stderr
    assert re.match(r"make(\[\d+\])?: \*\*\* ", lines[1])
    assert lines[0].endswith(".")
    assert not (clone / ".venv").exists()
    return lines[0]


def test_python_too_old(clone, python):
    sentence = make_demo(clone, python("*version_info*) exit 1;;"))

    assert sentence.startswith("Miteinander braucht Python 3.11 oder neuer")
    assert "make demo PY=python3.12" in sentence


def test_no_python(clone):
    assert "Es fehlt Python" in make_demo(clone, "no-such-python")


def test_no_venv_module(clone, python):
    assert "apt install python3-venv" in make_demo(clone, python("*ensurepip*) exit 1;;"))


def test_environment_cannot_be_made(clone, python):
    # It makes a directory and fails, as on a full disk.
    sentence = make_demo(clone, python("*'-m venv'*) mkdir -p .venv/bin; echo 'No space left' >&2; exit 1;;"))

    assert "ließ sich nicht anlegen" in sentence
    assert "No space left" in (clone / ".venv-setup.log").read_text()


def test_packages_cannot_be_installed(clone, python):
    # The environment it makes holds a python whose pip reaches nothing.
    broken = "mkdir -p .venv/bin; printf '#!/bin/sh\\nexit 1\\n' >.venv/bin/python; chmod +x .venv/bin/python"

    sentence = make_demo(clone, python(f"*'-m venv'*) {broken};;"))

    assert "Die Pakete ließen sich nicht installieren" in sentence


def test_every_target_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE).group(1).split())
    explained = set(re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE))

    assert targets == explained
    assert {"demo", "test", "browser", "check"} <= targets


def test_continuous_integration_runs_the_two_targets():
    script = (ROOT / ".ci" / "run").read_text()

    assert "set -euo pipefail" in script
    assert script.rstrip().endswith("make browser\nmake test")
