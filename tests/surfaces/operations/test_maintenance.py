"""`miteinander maintenance on|off`."""

import pytest

from miteinander import cli
from miteinander.surfaces.operations import maintenance


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("MITEINANDER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_switch_on_and_off_and_again(home, capsys):
    for _ in range(2):
        assert cli.main(["maintenance", "on"]) == 0
        assert maintenance.is_on(home)
    assert "Wartungsseite" in capsys.readouterr().out
    for _ in range(2):
        assert cli.main(["maintenance", "off"]) == 0
        assert not maintenance.is_on(home)
    assert "wieder da" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["an"], ["on", "off"]])
def test_misuse_gets_a_sentence(home, capsys, arguments):
    assert cli.main(["maintenance", *arguments]) == 2
    assert "„on“ oder „off“" in capsys.readouterr().err


def test_home_that_cannot_be_written_gets_a_sentence(home, capsys):
    home.write_text("a file")
    assert cli.main(["maintenance", "on"]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_command_stands_in_the_help(capsys):
    assert cli.main(["--help"]) == 0
    assert "maintenance on|off" in capsys.readouterr().out
