"""Loaded before Django: every test run gets a home of its own, so that no test ever sees a real installation."""

import os
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="miteinander-test-"))
for name in (
    "DATABASE_URL",
    "MITEINANDER_HOSTS",
    "MITEINANDER_TODAY",
    "MITEINANDER_PORT",
    "MITEINANDER_SECRET_KEY",
    "MITEINANDER_LANGUAGES",
    "MITEINANDER_TRANSLATOR_URL",
    "MITEINANDER_MAIL_RATE",
    "MITEINANDER_BOUNCE_URL",
):
    if name != "DATABASE_URL" or "MITEINANDER_TEST_POSTGRESQL" not in os.environ:
        os.environ.pop(name, None)
os.environ["MITEINANDER_HOME"] = str(HOME)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver runs an event loop in this thread
(HOME / "generated").mkdir()
(HOME / "static").mkdir()  # WhiteNoise warns of a folder that is missing
