"""`make bench`: mails a second, against Django's own SMTP backend on one connection; and workers that are killed.

On SQLite and on PostgreSQL, each in a process of its own. Reference and delivery take turns, with the same mails (10 kB,
text and HTML) and the same sink, which says itself when the first and the last arrived. It measures and prints.
`python -m tests.bench.bench_mail [rates|kill] [SQLite|PostgreSQL]` runs one part alone.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

MAILS, ROUNDS, KILLS = int(os.environ.get("BENCH_MAILS", "600")), 3, 20
KILLED_MAILS = 2_000
DATABASES = ("SQLite", "PostgreSQL")


def main(parts: tuple[str, ...] = ("rates", "kill"), databases: tuple[str, ...] = DATABASES) -> None:
    for database in databases:
        environ = {**os.environ, "BENCH_DATABASE": database}
        subprocess.run(
            [sys.executable, "-m", "tests.bench.bench_mail", "do", *parts], env=environ, check=True
        )


def do(parts: list[str]) -> None:
    database = os.environ["BENCH_DATABASE"]
    if database == "PostgreSQL":
        import tests.support.postgresql
    else:
        import tests.support.environment  # noqa: F401
    from . import setting

    setting.start()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from miteinander.foundation.interface.models import Identity
    from tests.bench.mail_sink import RunningSink
    from tests.support.forked_workers import forked_workers_at

    Identity.objects.update_or_create(pk=1, defaults={"name": "Rat", "email": "rat@example.org"})
    print(f"\n{database}", flush=True)
    with (
        RunningSink() as sink,
        forked_workers_at(Path(setting.HOME) / "work", MITEINANDER_SMTP_URL=sink.url) as workers,
    ):
        if "rates" in parts:
            _rates(sink, workers)
        if "kill" in parts:
            _kill(sink, workers)


def _rates(sink, workers) -> None:
    print(f"E-Mails je Sekunde, {MAILS} Stück, jeweils der mittlere von {ROUNDS} Läufen", flush=True)
    rates: dict[str, list[float]] = {}
    for _round in range(ROUNDS):
        rates.setdefault("Django, eine Verbindung", []).append(_django(sink))
        for number in (1, 2):
            rates.setdefault(f"Miteinander, Prozesse: {number}", []).append(_ours(sink, workers, number))
    reference = median(rates["Django, eine Verbindung"])
    for label, found in rates.items():
        print(f"{label:32}{median(found):8.0f}{median(found) / reference:8.2f}×", flush=True)


def _django(sink) -> float:
    from django.core.mail import EmailMultiAlternatives
    from django.core.mail.backends.smtp import EmailBackend

    from miteinander.foundation.mailing.models import OutgoingMail
    from tests.foundation.mailing.killing import write_mails

    sink.forget()
    OutgoingMail.objects.all().delete()
    write_mails(MAILS)
    with EmailBackend(host="127.0.0.1", port=sink.port) as backend:
        for mail in OutgoingMail.objects.all():
            one = EmailMultiAlternatives(
                mail.subject, mail.text, "Rat <rat@example.org>", [mail.to], connection=backend
            )
            one.attach_alternative(mail.html, "text/html")
            backend.send_messages([one])
    return sink.rate()


def _ours(sink, workers, number: int) -> float:
    from miteinander.foundation.mailing.models import OutgoingMail
    from tests.foundation.mailing import killing

    running = [workers.start() for _ in range(number)]
    time.sleep(1)  # until they look for work
    sink.forget()
    OutgoingMail.objects.all().delete()
    killing.write_mails(MAILS)
    while killing._left():
        time.sleep(0.2)
    for process in running:
        workers.kill(process)
    return sink.rate()


def _kill(sink, workers) -> None:
    from miteinander.foundation.mailing.models import OutgoingMail
    from tests.foundation.mailing import killing

    sink.forget()
    OutgoingMail.objects.all().delete()
    killing.write_mails(KILLED_MAILS)
    started = time.monotonic()
    arrived = killing.deliver_with_kills(
        workers, sink, number=KILLED_MAILS, kills=KILLS, seed=int(time.time())
    )
    twice = sum(number == 2 for number in arrived.values())
    more = sum(number > 2 for number in arrived.values())
    lost = KILLED_MAILS - len(arrived)
    print(
        f"{KILLED_MAILS} E-Mails, {KILLS} getötete Prozesse: verloren {lost}, doppelt {twice}, öfter {more}, "
        f"gesendet laut Postausgang {killing.sent()}, {time.monotonic() - started:.0f} s",
        flush=True,
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["do", *parts]:
            do(parts)
        case [("rates" | "kill") as part, *databases]:
            main((part,), tuple(databases) or DATABASES)
        case _:
            main()
