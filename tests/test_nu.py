"""The Nu validator over the public pages; `make check` runs it (it needs Java)."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from miteinander.foundation.languages.registry import site_codes
from miteinander.programme.events.models import Event

pytestmark = [pytest.mark.nu, pytest.mark.django_db]

PATHS = (
    "",
    "kalender/",
    "kalender/?q=gibtesnicht",
    "konzept/",
    "rat/",
    "sprechstunde/",
    "vereine/",
    "impressum/",
)
LANGUAGES = ("de", "de-simple", "ar", "ru")


def test_pages_are_valid_html(client: Client, tmp_path: Path) -> None:
    from miteinander.surfaces.operations.demo_year import load_demo

    jar = next(Path(__file__).resolve().parents[1].glob(".venv/**/vnu.jar"), None)
    if shutil.which("java") is None or jar is None:
        pytest.fail("Der Nu-Validator braucht Java; bitte „apt install default-jre-headless“ ausführen.")
    load_demo()
    event = Event.objects.published().filter(items__isnull=False).first()
    assert event and set(LANGUAGES) <= site_codes()
    for lang in LANGUAGES:
        for number, path in enumerate((*PATHS, f"termine/{event.slug}/")):
            page = client.get(f"/{lang}/{path}")
            assert page.status_code == 200
            (tmp_path / f"{lang}-{number}.html").write_bytes(page.content)
    found = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", *map(str, sorted(tmp_path.glob("*.html")))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr[:4000]
