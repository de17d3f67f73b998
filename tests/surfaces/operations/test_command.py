"""The `miteinander` command as people call it."""

import time

import pytest

from miteinander import cli
from miteinander.env import VARIABLES

MITEINANDER = ("-m", "miteinander")


def test_help_is_german_with_an_english_summary_and_names_everything(capsys):
    assert cli.main(["--help"]) == 0

    shown = capsys.readouterr().out
    assert "Aufruf: miteinander BEFEHL" in shown
    assert "In English:" in shown
    for name in [*cli.COMMANDS, *VARIABLES]:
        assert name in shown


def test_no_command_shows_the_help(capsys):
    assert cli.main([]) == 0
    assert "Aufruf:" in capsys.readouterr().out


def test_help_is_there_at_once_because_nothing_heavy_is_imported(run):
    code = (
        "import sys; from miteinander import cli; cli.main(['--help']); "
        "print(sorted({'django', 'wagtail', 'granian', 'argparse'} & set(sys.modules)), file=sys.stderr)"
    )

    started = time.monotonic()
    exit_code, out, err = run("-c", code)

    assert (exit_code, err) == (0, "[]\n")
    assert out
    assert time.monotonic() - started < 3  # 0.05 s on a quiet machine; the modules above are what would cost


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["vorfuehren"], "„vorfuehren“ gibt es nicht"),
        (["demo", "--schnell"], "„--schnell“"),
        (["work", "jetzt"], "„jetzt“"),
        (["doctor", "alles"], "„alles“"),
        (["serve", "--bind"], "„--bind“"),
        (["serve", "--processes", "viele"], "Zahl ab 1"),
        (["serve", "--processes=0"], "Zahl ab 1"),
        (["serve", "--reload"], "„--reload“"),
    ],
)
def test_what_is_not_understood_is_a_sentence_and_code_2(capsys, arguments, words):
    assert cli.main(arguments) == 2

    shown = capsys.readouterr()
    assert shown.out == ""
    assert words in shown.err
    assert shown.err.count("\n") == 1
    assert "--help" in shown.err


@pytest.mark.parametrize("command", ["demo", "serve", "work", "doctor"])
def test_a_wrong_environment_is_a_sentence_and_code_1(run, tmp_path, command):
    code, out, err = run(*MITEINANDER, command, MITEINANDER_HOME=str(tmp_path / "home"), MITEINANDER_PORT="0")

    assert (code, out) == (1, "")
    assert err == "MITEINANDER_PORT ist „0“; bitte eine Zahl von 1 bis 65535 angeben, zum Beispiel 8000.\n"
    assert not (tmp_path / "home").exists()
