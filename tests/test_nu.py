"""The Nu validator over the public pages; `make check` runs it (it needs Java)."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from miteinander.foundation.languages.registry import site_codes
from tests.support.demo import demo, demo_file  # noqa: F401
from tests.support.demo_pages import MISSING, NAMES, path_of

pytestmark = [pytest.mark.nu, pytest.mark.django_db, pytest.mark.usefixtures("demo")]
LANGUAGES = ("de", "de-simple", "ar", "ru")


def test_pages_are_valid_html(client: Client, tmp_path: Path) -> None:
    jar = next(Path(__file__).resolve().parents[1].glob(".venv/**/vnu.jar"), None)
    if shutil.which("java") is None or jar is None:
        pytest.fail("Der Nu-Validator braucht Java; bitte „apt install default-jre-headless“ ausführen.")
    assert set(LANGUAGES) <= site_codes()
    for lang in LANGUAGES:
        for name in NAMES:
            page = client.get(f"/{lang}/{path_of(name)}")
            assert page.status_code == (404 if name in MISSING else 200)
            (tmp_path / f"{lang}-{name.replace(' ', '-')}.html").write_bytes(page.content)
    found = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", *map(str, sorted(tmp_path.glob("*.html")))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr[:4000]
