import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from miteinander.env import SQLITE_CONNECTION_AGE, SQLITE_OPTIONS, Environment, EnvironmentProblem

KEY = "k" * 40


def read(home: Path, **values: str) -> Environment:
    return Environment.read({"MITEINANDER_HOME": str(home), **values})


def test_an_empty_environment_means_a_demo_on_sqlite(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    environment = Environment.read({})

    assert environment.home == tmp_path / "var"
    assert environment.port == 8000
    assert environment.database == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(tmp_path / "var" / "miteinander.sqlite3"),
        "CONN_MAX_AGE": SQLITE_CONNECTION_AGE,
        "OPTIONS": SQLITE_OPTIONS,
    }
    assert environment.today is None
    assert environment.hosts == ["localhost", "127.0.0.1", "[::1]"]
    assert environment.production is False


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first = read(tmp_path / "home")
    second = read(tmp_path / "home")

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 50
    assert stat.S_IMODE((tmp_path / "home" / "secret-key").stat().st_mode) == 0o600
    assert os.listdir(tmp_path / "home") == ["secret-key"]


def test_processes_that_start_together_share_one_secret_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: read(tmp_path / "home").secret_key, range(16)))

    assert len(keys) == 1


def test_reading_without_writing_leaves_no_trace(tmp_path):
    environment = Environment.read({"MITEINANDER_HOME": str(tmp_path / "home")}, write_key=False)

    assert environment.secret_key == ""
    assert not (tmp_path / "home").exists()


def test_secrets_do_not_show_in_the_representation(tmp_path):
    shown = repr(read(tmp_path, MITEINANDER_SECRET_KEY=KEY, DATABASE_URL="postgres://rat:geheimnis@db/rat"))

    assert KEY not in shown
    assert "geheimnis" not in shown


def test_hosts_mean_production(tmp_path):
    environment = read(
        tmp_path, MITEINANDER_HOSTS="rat.example.org, www.rat.example.org", MITEINANDER_SECRET_KEY=KEY
    )

    assert environment.production is True
    assert environment.hosts == ["rat.example.org", "www.rat.example.org"]
    assert environment.secret_key == KEY
    assert not (tmp_path / "secret-key").exists()


def test_postgresql_address_becomes_a_pooled_connection(tmp_path):
    database = read(
        tmp_path, DATABASE_URL="postgres://rat:a%2Fb@db.example.org:5433/ratsjahr?sslmode=require"
    ).database

    assert database == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "ratsjahr",
        "USER": "rat",
        "PASSWORD": "a/b",
        "HOST": "db.example.org",
        "PORT": "5433",
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"sslmode": "require", "pool": True},
    }


def test_postgresql_through_a_socket_without_a_pool(tmp_path):
    database = read(tmp_path, DATABASE_URL="postgresql://postgres:@/postgres?host=/run/pg&pool=0").database

    assert (database["HOST"], database["PORT"], database["OPTIONS"]) == ("/run/pg", "", {})


def test_sqlite_address_is_absolute_with_four_slashes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert (
        read(tmp_path, DATABASE_URL="sqlite:////srv/rat%20eins.sqlite3").database["NAME"]
        == "/srv/rat eins.sqlite3"
    )
    assert read(tmp_path, DATABASE_URL="sqlite:///rat.sqlite3").database["NAME"] == str(
        tmp_path / "rat.sqlite3"
    )


def test_today_can_be_set_for_demo_and_tests(tmp_path):
    assert read(tmp_path, MITEINANDER_TODAY="2026-11-22").today == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("MITEINANDER_PORT", "0", "1 bis 65535"),
        ("MITEINANDER_PORT", "65536", "1 bis 65535"),
        ("MITEINANDER_PORT", "-1", "1 bis 65535"),
        ("MITEINANDER_PORT", "achttausend", "1 bis 65535"),
        ("MITEINANDER_PORT", "²", "1 bis 65535"),
        ("MITEINANDER_TODAY", "22.11.2026", "2026-11-22"),
        ("MITEINANDER_TODAY", "2026-02-30", "2026-11-22"),
        ("MITEINANDER_HOSTS", "https://rat.example.org", "ohne https://"),
        ("MITEINANDER_HOSTS", "*", "ohne Stern"),
        ("MITEINANDER_SECRET_KEY", "kurz", "mindestens 32"),
        ("DATABASE_URL", "mysql://rat:geheimnis@db/rat", "postgres://"),
        ("DATABASE_URL", "postgres://rat:geheimnis@db", "postgres://"),
        ("DATABASE_URL", "postgres://rat:geheimnis@db:port/rat", "postgres://"),
        ("DATABASE_URL", "sqlite://", "postgres://"),
        ("DATABASE_URL", "sqlite://db/rat", "postgres://"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_says_what_to_do(tmp_path, name, value, words):
    with pytest.raises(EnvironmentProblem) as problem:
        read(tmp_path / "home", **{name: value})

    sentence = str(problem.value)
    assert sentence.startswith(name)
    assert words in sentence
    assert sentence.endswith(".")
    assert "geheimnis" not in sentence
    assert "\n" not in sentence
    assert not (tmp_path / "home").exists()


def test_production_needs_a_secret_key_of_its_own(tmp_path):
    with pytest.raises(EnvironmentProblem, match="MITEINANDER_SECRET_KEY fehlt; bitte"):
        read(tmp_path / "home", MITEINANDER_HOSTS="rat.example.org")

    assert not (tmp_path / "home").exists()


def test_the_present_day_is_not_for_production(tmp_path):
    with pytest.raises(EnvironmentProblem, match="nur für Vorführung und Tests"):
        read(
            tmp_path,
            MITEINANDER_TODAY="2026-11-22",
            MITEINANDER_HOSTS="rat.example.org",
            MITEINANDER_SECRET_KEY=KEY,
        )


def test_a_home_that_is_a_file_is_one_sentence(tmp_path):
    (tmp_path / "home").write_text("")

    with pytest.raises(EnvironmentProblem, match="MITEINANDER_HOME"):
        read(tmp_path / "home")


def test_a_damaged_secret_key_is_not_used(tmp_path):
    (tmp_path / "secret-key").write_text("kurz")

    with pytest.raises(EnvironmentProblem, match="secret-key"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("smtp://rat:geheim@post.example.org", ("post.example.org", 587, "starttls", "rat", "geheim")),
        (
            "smtps://rat%40example.org:a%3Ab%40c@post.example.org:465/",
            ("post.example.org", 465, "tls", "rat@example.org", "a:b@c"),
        ),
        ("smtp://localhost:25?tls=no", ("localhost", 25, "none", "", "")),
        ("smtp://rat:geheim@127.0.0.1:25?tls=no", ("127.0.0.1", 25, "none", "rat", "geheim")),
    ],
)
def test_a_mail_server_is_understood(tmp_path, text, expected):
    server = read(tmp_path, MITEINANDER_SMTP_URL=text).smtp
    assert (server.host, server.port, server.security, server.user, server.password) == expected
    assert "geheim" not in repr(server)


@pytest.mark.parametrize(
    "text",
    ["post.example.org", "http://post.example.org", "smtp://", "smtp://:587", "smtp://post.example.org:99999",
     "smtp://post.example.org:x", "smtp://post.example.org:0", "smtp://rat@post.example.org", "smtp://:geheim@post.example.org",
     "smtps://post.example.org?tls=no", "smtp://post.example.org?tls=yes", "smtp://post.example.org?x=1", "smtp://post.example.org/a",
     "smtp://post.example.org#x", "smtp://po st.example.org", "smtp://rat:geheim@post.example.org?tls=no", "smtp://[::1"],
)  # fmt: skip
def test_a_mail_server_that_makes_no_sense_is_refused_without_its_password(tmp_path, text):
    with pytest.raises(EnvironmentProblem, match="MITEINANDER_SMTP_URL") as problem:
        read(tmp_path, MITEINANDER_SMTP_URL=text)
    assert "geheim" not in str(problem.value)
    assert problem.value.__cause__ is None


def test_without_a_mail_server_mails_become_files(tmp_path):
    assert read(tmp_path).smtp is None


@pytest.mark.parametrize(
    ("text", "overall", "each", "groups"),
    [
        ("", 0, 0, {}),
        ("600", 600, 0, {}),
        (" 600,  gmail.com+GoogleMail.com=60 *=120 ", 600, 120, {"gmail.com": 60, "googlemail.com": 60}),
        ("müller.example=1000000", 0, 0, {"müller.example": 1_000_000}),
    ],
)
def test_mails_a_minute_are_understood(tmp_path, text, overall, each, groups):
    rates = read(tmp_path, MITEINANDER_MAIL_RATE=text).mail_rates
    assert (rates.overall, rates.each) == (overall, each)
    assert {domain: rates.named[rates.names[domain]] for domain in rates.names} == groups
    assert rates.is_empty is not bool(text)


@pytest.mark.parametrize(
    "text",
    ["0", "-1", "1.5", "viel", "1000001", "9" * 5_000, "٣", "600 500", "=60", "*", "*=0", "*=1 *=2", "gmail.com", "gmail.com=",
     "gmail.com=viel", "gmail.com+=60", "+=60", "@gmail.com=60", "gmail=60", "*+gmail.com=60", "gmail.com=60=70", "gmail.com = 60",
     "gmail.com=1 gmail.com=2", "gmail.com+gmail.com=1", "a.example+b.example=1 b.example=2", "gmail.com=60;x", "a\x00.example=1"],
)  # fmt: skip
def test_mails_a_minute_that_make_no_sense_are_refused_in_one_sentence(tmp_path, text):
    with pytest.raises(EnvironmentProblem, match="MITEINANDER_MAIL_RATE") as problem:
        read(tmp_path, MITEINANDER_MAIL_RATE=text)
    sentence = str(problem.value)
    assert "bitte Zahlen von 1 bis" in sentence and len(sentence) < 300 and sentence.count("\n") == 0


BOX = ("kind", "place", "host", "port", "security", "user", "password", "address")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("imaps://rat:ge%40heim@post.example", ("imap", "INBOX", "post.example", 993, "tls", "rat", "ge@heim", "")),
        ("imap://rat:x@post.example:1143/INBOX/R%C3%BCck", ("imap", "INBOX/Rück", "post.example", 1143, "starttls", "rat", "x", "")),
        ("pop3://rat:x@localhost?tls=no", ("pop3", "INBOX", "localhost", 110, "none", "rat", "x", "")),
        ("pop3s://r%40b.example:x@post.example?address=rueck@rat.example",
         ("pop3", "INBOX", "post.example", 995, "tls", "r@b.example", "x", "rueck@rat.example")),
        ("mbox:///var/mail/rat", ("mbox", "/var/mail/rat", "", 0, "tls", "", "", "")),
        ("maildir:///var/mail/rat%20neu", ("maildir", "/var/mail/rat neu", "", 0, "tls", "", "", "")),
    ],
)  # fmt: skip
def test_a_mailbox_for_what_comes_back_is_understood(tmp_path, text, expected):
    mailbox = read(tmp_path, MITEINANDER_BOUNCE_URL=text).bounces
    assert tuple(getattr(mailbox, name) for name in BOX) == expected
    assert "password" not in repr(mailbox)


@pytest.mark.parametrize(
    "text",
    ["post.example", "https://rat:geheim@post.example", "imaps://post.example", "imaps://rat@post.example", "imaps://:geheim@post.example",
     "imaps://rat:geheim@", "imaps://rat:geheim@post.example:0", "imaps://rat:geheim@post.example:99999", "imaps://rat:geheim@post.example:x",
     "imaps://rat:geheim@[::1", "imaps://rat:geheim@post.example?tls=no", "imap://rat:geheim@post.example?tls=yes",
     "imap://rat:geheim@post.example?tls=no", "imaps://rat:geheim@post.example?x=1", "imaps://rat:geheim@post.example#x",
     "imaps://rat:geheim@post.example?address=niemand", "imaps://rat:geheim@post.example?address=a@b.example%0d%0aBcc:x@y.example",
     "imaps://rat:geheim@post.example/IN%0d%0aBOX", "imaps://rat:geheim@post.example/IN BOX", "mbox://var/mail", "mbox:", "mbox:///",
     "mbox:///var/mail?tls=no", "maildir://rat:geheim@post.example/a"],
)  # fmt: skip
def test_a_mailbox_that_makes_no_sense_is_refused_without_its_password(tmp_path, text):
    with pytest.raises(EnvironmentProblem, match="MITEINANDER_BOUNCE_URL") as problem:
        read(tmp_path, MITEINANDER_BOUNCE_URL=text)
    assert "geheim" not in str(problem.value) and str(problem.value).count("\n") == 0
    assert problem.value.__cause__ is None
