import errno
import os
import shutil
import socket
from collections import namedtuple

import pytest

from miteinander.surfaces.operations import checks
from miteinander.surfaces.operations.checks import CannotStart

Usage = namedtuple("Usage", "total used free")


def test_a_home_that_does_not_exist_yet_is_fine_and_stays_unmade(tmp_path):
    checks.check_home(tmp_path / "a" / "b")

    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("below", ["home", "home/inner"])
def test_a_file_in_place_of_the_home_is_refused(tmp_path, below):
    # Permission bits do not stop root, so a file stands for every place in which no file can be made.
    (tmp_path / "home").write_text("")

    with pytest.raises(CannotStart, match="kein Verzeichnis; bitte mit MITEINANDER_HOME"):
        checks.check_home(tmp_path / below)


def test_a_home_without_permission_is_refused(tmp_path, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(checks.tempfile, "TemporaryFile", refuse)

    with pytest.raises(CannotStart, match=r"lässt sich nicht schreiben.*in das Sie schreiben dürfen"):
        checks.check_home(tmp_path)


def test_too_little_room_is_refused_with_both_figures(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda place: Usage(1, 1, 12_345_678))

    with pytest.raises(CannotStart, match="nur 12 MB frei, gebraucht werden 300 MB"):
        checks.check_room(tmp_path / "home", needed=checks.ROOM_FOR_FIRST_START)


def test_enough_room_is_fine(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda place: Usage(1, 1, 300_000_000))

    checks.check_room(tmp_path, needed=checks.ROOM_FOR_FIRST_START)


def test_a_full_disk_is_told_apart_from_a_missing_permission(tmp_path):
    full = checks.problem_with_files(OSError(errno.ENOSPC, "No space left on device"), tmp_path)

    assert "ist voll; bitte Platz schaffen" in str(full)


def test_a_free_port_is_fine(free_port):
    checks.check_port(free_port)


def test_a_taken_port_is_refused_with_the_next_one(taken_port):
    with pytest.raises(CannotStart, match=f"Port {taken_port} ist schon belegt.*MITEINANDER_PORT="):
        checks.check_port(taken_port)


def test_a_port_taken_on_the_other_kind_of_localhost_is_refused():
    try:
        server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6")
    with server, pytest.raises(CannotStart, match="schon belegt"):
        checks.check_port(server.getsockname()[1])


def test_two_starts_in_one_home_are_refused(tmp_path):
    descriptor = checks.lock_home(tmp_path / "home")
    try:
        with pytest.raises(CannotStart, match="läuft Miteinander schon"):
            checks.lock_home(tmp_path / "home")
    finally:
        os.close(descriptor)
    os.close(checks.lock_home(tmp_path / "home"))
