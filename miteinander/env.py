"""The environment of one installation, read once and checked.

Every variable that Miteinander knows is listed in `VARIABLES`. A wrong value ends in `EnvironmentProblem`,
whose text is one German sentence that says what to do; nothing is guessed and nothing is ignored.
This module imports no Django: the `miteinander` command needs it before Django is set up.
"""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Self
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

VARIABLES: dict[str, str] = {
    "MITEINANDER_HOME": "Verzeichnis für alles, was sich ändert (Vorgabe: var)",
    "MITEINANDER_PORT": "Port der Webseite (Vorgabe: 8000)",
    "DATABASE_URL": "Datenbank: sqlite:///… oder postgres://… (Vorgabe: SQLite im Verzeichnis MITEINANDER_HOME)",
    "MITEINANDER_TODAY": "heutiges Datum als JJJJ-MM-TT, nur für Vorführung und Tests",
    "MITEINANDER_SECRET_KEY": "geheimer Schlüssel; im Betrieb Pflicht, für die Vorführung wird einer erzeugt",
    "MITEINANDER_HOSTS": "Namen, unter denen die Webseite erreichbar ist, mit Komma getrennt; "
    "mit dieser Angabe läuft Miteinander im Betrieb statt als Vorführung",
    "MITEINANDER_LANGUAGES": "Sprachen der Webseite mit Komma getrennt, zum Beispiel de,de-simple,tr (Vorgabe: alle)",
    "MITEINANDER_SMTP_URL": "Mailserver: smtp://name:kennwort@rechner:587 oder smtps://…:465 "
    "(ohne Angabe werden E-Mails nur als Dateien abgelegt)",
    "MITEINANDER_MAIL_RATE": "E-Mails je Minute: insgesamt, je Anbieter und für jeden anderen, zum Beispiel "
    "„600 gmail.com+googlemail.com=60 *=120“ (ohne Angabe unbegrenzt)",
    "MITEINANDER_BOUNCE_URL": "Postfach für Rückläufer: imaps://name:kennwort@rechner/INBOX, pop3s://…, imap://…, "
    "pop3://…, mbox:///datei oder maildir:///ordner; ?address=… nennt seine Adresse (ohne Angabe liest es niemand)",
    "MITEINANDER_TRANSLATOR_URL": "maschinelle Übersetzung: deepl://schlüssel@api-free.deepl.com oder "
    "libretranslate://schlüssel@rechner (ohne Angabe ist sie aus)",
}

LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DATABASE_FILE = "miteinander.sqlite3"
SECRET_KEY_FILE = "secret-key"
LANGUAGES_FILE = "languages"
LANGUAGE_CODES = ("de", "de-simple", "tr", "ar", "uk", "ru", "pl", "it", "el", "sq", "en", "fr")
SHORTEST_SECRET_KEY = 32

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA temp_store=MEMORY;"
        "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;"
    ),
}

SQLITE_CONNECTION_AGE = (
    600  # seconds; opening costs a fifth of a page of 50 events, and a new connection reads cold
)


class EnvironmentProblem(Exception):
    """A value of the environment cannot be used; the text is the sentence to show."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server. `security` is "starttls", "tls" (from the first byte) or "none"."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class MailRates:
    """Mails a minute; 0 means no limit. `names` gives the scope of a domain, `named` the rate of a scope."""

    overall: int = 0
    each: int = 0
    names: dict[str, str] = field(default_factory=dict)
    named: dict[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.overall or self.each or self.names)


@dataclass(frozen=True, slots=True)
class BounceMailbox:
    """Where mails come back. `kind` is "imap", "pop3", "mbox" or "maildir"; `security` as for SmtpServer. `place` is a
    folder of the mailbox or a path. `address`: what the mailbox is called, if mails come back elsewhere than to their
    sender."""

    kind: str
    place: str
    host: str = ""
    port: int = 0
    security: str = "tls"
    user: str = ""
    password: str = field(default="", repr=False)
    address: str = ""


@dataclass(frozen=True, slots=True)
class TranslationService:
    """A service that translates. `kind` is "deepl" or "libretranslate", `url` has no slash at its end."""

    kind: str
    url: str
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment says.

    `database` is an entry of Django's DATABASES. `production` is true when MITEINANDER_HOSTS is set.
    """

    home: Path
    port: int
    database: dict[str, Any] = field(repr=False)
    today: date | None
    secret_key: str = field(repr=False)
    hosts: list[str]
    production: bool
    smtp: SmtpServer | None = None
    mail_rates: MailRates = field(default_factory=MailRates)
    bounces: BounceMailbox | None = None
    translator: TranslationService | None = None
    languages: tuple[str, ...] = ()

    @classmethod
    def read(cls, environ: Mapping[str, str], *, write_key: bool = True) -> Self:
        """Check every variable and return the result.

        Outside production a missing secret key is made once and kept in the home (mode 600); this is the only
        thing written to disk. With `write_key=False` nothing is written and the key may be empty.
        Raises EnvironmentProblem.
        """
        home = _home(environ)
        hosts = _hosts(environ)
        production = bool(hosts)
        return cls(
            home=home,
            port=_port(environ),
            database=_database(environ, home),
            today=_today(environ, production=production),
            hosts=hosts or list(LOCAL_HOSTS),
            production=production,
            secret_key=_secret_key(environ, home, production=production, write=write_key),
            smtp=_smtp(environ),
            mail_rates=_mail_rates(environ),
            bounces=_bounces(environ),
            translator=_translator(environ),
            languages=_languages(environ, home),
        )


def _value(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name, "").strip()


def _home(environ: Mapping[str, str]) -> Path:
    return Path(_value(environ, "MITEINANDER_HOME") or "var").expanduser().absolute()


def _port(environ: Mapping[str, str]) -> int:
    text = _value(environ, "MITEINANDER_PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise EnvironmentProblem(
            f"MITEINANDER_PORT ist „{text}“; bitte eine Zahl von 1 bis 65535 angeben, zum Beispiel 8000."
        )
    return int(text)


def _hosts(environ: Mapping[str, str]) -> list[str]:
    hosts = [host.strip() for host in _value(environ, "MITEINANDER_HOSTS").split(",") if host.strip()]
    for host in hosts:
        if "/" in host or "*" in host or " " in host:
            raise EnvironmentProblem(
                f"MITEINANDER_HOSTS enthält „{host}“; bitte nur Namen wie rat.example.org angeben, "
                "ohne https:// und ohne Stern, mit Komma getrennt."
            )
    return hosts


def _today(environ: Mapping[str, str], *, production: bool) -> date | None:
    text = _value(environ, "MITEINANDER_TODAY")
    if not text:
        return None
    if production:
        raise EnvironmentProblem(
            "MITEINANDER_TODAY gilt nur für Vorführung und Tests; bitte die Angabe weglassen, solange MITEINANDER_HOSTS gesetzt ist."
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise EnvironmentProblem(
            f"MITEINANDER_TODAY ist „{text}“; bitte ein Datum wie 2026-11-22 angeben."
        ) from None


def _database(environ: Mapping[str, str], home: Path) -> dict[str, Any]:
    text = _value(environ, "DATABASE_URL")
    if not text:
        return _sqlite(home / DATABASE_FILE)
    try:
        url = urlsplit(text)
        _ = url.port
    except ValueError:
        raise _unusable_database() from None
    if url.scheme == "sqlite":
        # As elsewhere: sqlite:///name is relative to the current directory, sqlite:////name is absolute.
        name = unquote(url.path).removeprefix("/")
        if url.netloc or not name:
            raise _unusable_database()
        return _sqlite(Path(name).expanduser().absolute())
    if url.scheme in ("postgres", "postgresql"):
        return _postgresql(url)
    raise _unusable_database()


def _unusable_database() -> EnvironmentProblem:
    # The value itself is not repeated: it may hold a password.
    return EnvironmentProblem(
        "DATABASE_URL ist nicht zu verstehen; bitte sqlite:////pfad/datei.sqlite3 oder "
        "postgres://name:kennwort@rechner:5432/datenbank angeben oder die Angabe weglassen."
    )


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": SQLITE_CONNECTION_AGE,
        "OPTIONS": dict(SQLITE_OPTIONS),
    }


def _postgresql(url: SplitResult) -> dict[str, Any]:
    """PostgreSQL through a connection pool (`?pool=0` switches it off); other query parts go to libpq."""
    options: dict[str, Any] = dict(parse_qsl(url.query))
    host = options.pop("host", "") or unquote(url.hostname or "")  # ?host=/path: a socket
    name = unquote(url.path).removeprefix("/")
    if not name:
        raise _unusable_database()
    if options.pop("pool", "1") != "0":
        options["pool"] = True
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": host,
        "PORT": str(url.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0,  # a pool keeps connections itself
        "OPTIONS": options,
    }


def _languages(environ: Mapping[str, str], home: Path) -> tuple[str, ...]:
    """The site's languages: from the environment, else as `miteinander init` wrote them down; empty means all."""
    text = _value(environ, "MITEINANDER_LANGUAGES")
    path = home / LANGUAGES_FILE
    if not text and path.is_file():
        text = path.read_text("utf-8").strip()
    codes = tuple(dict.fromkeys(code.strip() for code in text.split(",") if code.strip()))
    if unknown := [code for code in codes if code not in LANGUAGE_CODES]:
        raise EnvironmentProblem(
            f"MITEINANDER_LANGUAGES kennt „{unknown[0]}“ nicht; zur Wahl stehen {', '.join(LANGUAGE_CODES)}."
        )
    if codes and "de" not in codes:
        raise EnvironmentProblem(
            "MITEINANDER_LANGUAGES braucht „de“: Deutsch ist die Sprache, in der alles beginnt."
        )
    return codes


SMTP_PORTS = {"smtp": 587, "smtps": 465}
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def _smtp(environ: Mapping[str, str]) -> SmtpServer | None:
    """`smtp://` encrypts with STARTTLS, `smtps://` from the first byte, `smtp://…?tls=no` not at all."""
    text = _value(environ, "MITEINANDER_SMTP_URL")
    if not text:
        return None
    try:
        url = urlsplit(text)
        port = url.port if url.port is not None else SMTP_PORTS.get(url.scheme, 0)
        query = dict(parse_qsl(url.query, strict_parsing=True)) if url.query else {}
    except ValueError:
        raise _unusable_mail_server() from None
    plain = url.scheme == "smtp" and query == {"tls": "no"}
    if url.scheme not in SMTP_PORTS or not url.hostname or not port or url.fragment:
        raise _unusable_mail_server()
    if url.path not in ("", "/") or (query and not plain) or any(sign.isspace() for sign in text):
        raise _unusable_mail_server()
    if bool(url.username) != bool(url.password):
        raise _unusable_mail_server()
    if plain and url.password and url.hostname not in ON_THIS_MACHINE:
        raise EnvironmentProblem(
            "MITEINANDER_SMTP_URL würde das Kennwort unverschlüsselt senden; bitte „?tls=no“ weglassen."
        )
    return SmtpServer(
        host=url.hostname,
        port=port,
        security="none" if plain else "starttls" if url.scheme == "smtp" else "tls",
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
    )


def _unusable_mail_server() -> EnvironmentProblem:
    # The value itself is not repeated: it may hold a password.
    return EnvironmentProblem(
        "MITEINANDER_SMTP_URL ist nicht zu verstehen; bitte smtp://name:kennwort@rechner:587 oder "
        "smtps://name:kennwort@rechner:465 angeben (Sonderzeichen im Kennwort als %xx) oder die Angabe weglassen."
    )


DOMAIN = re.compile(r"[^\W_]([^\W_]|[-.])*\.[^\W_]([^\W_]|-)*")
LARGEST_RATE = 1_000_000


def _mail_rates(environ: Mapping[str, str]) -> MailRates:
    """`600 gmail.com+googlemail.com=60 *=120`; nothing is said twice."""
    said: dict[str, int] = {}
    names: dict[str, str] = {}
    for part in _value(environ, "MITEINANDER_MAIL_RATE").replace(",", " ").split():
        left, has_name, number = part.lower().rpartition("=")
        group = left.split("+") if has_name else [""]
        is_known = (
            group in ([""], ["*"]) if not has_name or left == "*" else all(map(DOMAIN.fullmatch, group))
        )
        twice = group[0] in said or len(set(group)) < len(group) or any(domain in names for domain in group)
        if not is_known or twice or not _is_rate(number):
            raise EnvironmentProblem(
                f"MITEINANDER_MAIL_RATE enthält „{part[:60]}“{' zum zweiten Mal' if twice else ''}; bitte Zahlen "
                f"von 1 bis {LARGEST_RATE} angeben, jede Domain einmal, zum Beispiel „600 gmail.com=60 *=120“."
            )
        said[group[0]] = int(number)
        if left not in ("", "*"):
            names.update(dict.fromkeys(group, group[0]))
    overall, each = said.pop("", 0), said.pop("*", 0)
    return MailRates(overall, each, names, said)


def _is_rate(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= LARGEST_RATE


BOUNCE_PORTS = {"imap": 143, "imaps": 993, "pop3": 110, "pop3s": 995}
ADDRESS = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@({DOMAIN.pattern}|localhost)")


def _bounces(environ: Mapping[str, str]) -> BounceMailbox | None:
    """`imap://` and `pop3://` encrypt with STARTTLS; `?tls=no` does not, on this machine only."""
    text = _value(environ, "MITEINANDER_BOUNCE_URL")
    if not text:
        return None
    try:
        url = urlsplit(text)
        port = url.port if url.port is not None else BOUNCE_PORTS.get(url.scheme, 0)
        query = dict(parse_qsl(url.query, strict_parsing=True)) if url.query else {}
    except ValueError:
        raise _unusable_bounces() from None
    address, tls = query.pop("address", ""), query.pop("tls", "")
    plain = tls == "no" and url.scheme in ("imap", "pop3")
    if query or url.fragment or (tls and not plain) or (address and not ADDRESS.fullmatch(address)):
        raise _unusable_bounces()
    place = unquote(url.path)
    if any(sign.isspace() for sign in text) or any(ord(sign) < 32 for sign in place):
        raise _unusable_bounces()
    if url.scheme in ("mbox", "maildir"):
        if url.netloc or not place.startswith("/") or place == "/":
            raise _unusable_bounces()
        return BounceMailbox(kind=url.scheme, place=place, address=address)
    if url.scheme not in BOUNCE_PORTS or not (url.hostname and port and url.username and url.password):
        raise _unusable_bounces()
    if plain and url.hostname not in ON_THIS_MACHINE:
        raise EnvironmentProblem(
            "MITEINANDER_BOUNCE_URL würde das Kennwort unverschlüsselt senden; bitte „tls=no“ weglassen."
        )
    return BounceMailbox(
        kind=url.scheme.removesuffix("s"),
        place=place.strip("/") or "INBOX",
        host=url.hostname,
        port=port,
        security="none" if plain else "tls" if url.scheme.endswith("s") else "starttls",
        user=unquote(url.username),
        password=unquote(url.password),
        address=address,
    )


def _unusable_bounces() -> EnvironmentProblem:
    # The value itself is not repeated: it may hold a password.
    return EnvironmentProblem(
        "MITEINANDER_BOUNCE_URL ist nicht zu verstehen; bitte imaps://name:kennwort@rechner/INBOX, "
        "pop3s://name:kennwort@rechner, mbox:///datei oder maildir:///ordner angeben (Sonderzeichen als %xx) "
        "oder die Angabe weglassen."
    )


def _translator(environ: Mapping[str, str]) -> TranslationService | None:
    """Always over HTTPS; `libretranslate://…?tls=no` speaks plain HTTP to a service on this machine."""
    text = _value(environ, "MITEINANDER_TRANSLATOR_URL")
    if not text:
        return None
    try:
        url = urlsplit(text)
        port = url.port
        query = dict(parse_qsl(url.query, strict_parsing=True)) if url.query else {}
    except ValueError:
        raise _unusable_translator() from None
    plain = query == {"tls": "no"} and url.hostname in ON_THIS_MACHINE and url.scheme == "libretranslate"
    if url.scheme not in ("deepl", "libretranslate") or not url.hostname or url.password or url.fragment:
        raise _unusable_translator()
    if (query and not plain) or any(sign.isspace() for sign in text):
        raise _unusable_translator()
    if url.scheme == "deepl" and (not url.username or not url.hostname.endswith(".deepl.com")):
        raise _unusable_translator()
    host = f"[{url.hostname}]" if ":" in url.hostname else url.hostname
    place = f"{host}:{port}" if port else host
    path = url.path.rstrip("/") if url.scheme == "libretranslate" else ""
    return TranslationService(
        kind=url.scheme,
        url=f"{'http' if plain else 'https'}://{place}{path}",
        key=unquote(url.username or ""),
    )


def _unusable_translator() -> EnvironmentProblem:
    # The value itself is not repeated: it may hold a key.
    return EnvironmentProblem(
        "MITEINANDER_TRANSLATOR_URL ist nicht zu verstehen; bitte deepl://schlüssel@api-free.deepl.com oder "
        "libretranslate://schlüssel@rechner angeben (auf diesem Rechner auch libretranslate://localhost:5000?tls=no) "
        "oder die Angabe weglassen."
    )


def _secret_key(environ: Mapping[str, str], home: Path, *, production: bool, write: bool) -> str:
    key = _value(environ, "MITEINANDER_SECRET_KEY")
    if key and len(key) < SHORTEST_SECRET_KEY:
        raise EnvironmentProblem(
            f"MITEINANDER_SECRET_KEY ist zu kurz; bitte mindestens {SHORTEST_SECRET_KEY} zufällige Zeichen angeben."
        )
    if key:
        return key
    if production:
        raise EnvironmentProblem(
            "MITEINANDER_SECRET_KEY fehlt; bitte im Betrieb einen langen zufälligen Schlüssel angeben, "
            "auf allen Rechnern denselben."
        )
    path = home / SECRET_KEY_FILE
    try:
        return _kept_key(path) if write else (path.read_text("ascii").strip() if path.exists() else "")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "Inhalt unlesbar"
        raise EnvironmentProblem(
            f"Die Datei {path} lässt sich nicht anlegen oder lesen ({reason}); "
            "bitte mit MITEINANDER_HOME ein Verzeichnis angeben, in das Sie schreiben dürfen."
        ) from error


def _kept_key(path: Path) -> str:
    """The key in the file, made now if there is none. Safe when several processes start at once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}-{os.getpid()}-{secrets.token_hex(4)}")
        try:
            with open(
                os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
            ) as file:
                file.write(secrets.token_urlsafe(48) + "\n")
            try:
                os.link(draft, path)  # fails if another process was faster, and never shows half a key
            except FileExistsError:
                pass
        finally:
            draft.unlink(missing_ok=True)
    key = path.read_text("ascii").strip()
    if len(key) < SHORTEST_SECRET_KEY:
        raise ValueError("secret key too short")
    return key
