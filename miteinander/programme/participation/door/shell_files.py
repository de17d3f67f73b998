"""The files that the app at the door needs offline, by the addresses under which a browser asks for them."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

FOLDER = "participation/door/"
WORKER = f"{FOLDER}worker.js"
LINKED = (
    "interface/css/tokens.css",
    "interface/css/base.css",
    "interface/css/mark.svg",
    f"{FOLDER}door.css",
    f"{FOLDER}head.css",
    f"{FOLDER}sheets.css",
    f"{FOLDER}party.css",
    f"{FOLDER}app.js",
    f"{FOLDER}icon-192.png",
)
"""By name in the page, so under the name with the digest."""
IMPORTED = (
    "book.js", "clicker.js", "finding.js", "log.js", "names.js", "party.js", "scanning.js", "sha256.js", "state.js",
    "store.js", "sync.js", "texts.js", "view.js", "vendor/qr-0.7.0/decode.js", "vendor/qr-0.7.0/index.js",
)  # fmt: skip
"""By name in another script, so under the plain name."""


def shell_files() -> list[str]:
    plain = [f"{settings.STATIC_URL}{FOLDER}{name}" for name in IMPORTED]
    return [*(static(name) for name in LINKED), *plain]


def shell_version() -> str:
    """Changes with the content of any of the files, because all names with digests go into it."""
    names = [*LINKED, *(f"{FOLDER}{name}" for name in IMPORTED), WORKER]
    return hashlib.sha256("\n".join(static(name) for name in names).encode()).hexdigest()[:12]


def missing() -> list[str]:
    """Names that no file has; empty but for a mistake."""
    names = [*LINKED, *(f"{FOLDER}{name}" for name in IMPORTED), WORKER]
    return [name for name in names if finders.find(name) is None]
