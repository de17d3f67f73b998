"""`manage db_worker`: our worker in place of django-tasks-db's; the options are the same and two more."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django_tasks_db.management.commands.db_worker import Command as DatabaseCommand

from miteinander.foundation.work import leases, worker


class Command(DatabaseCommand):
    help = "Run the background work and its schedule"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--lease", type=float, default=leases.LENGTH.total_seconds(), help="in seconds")
        parser.add_argument("--tick", type=float, default=worker.TICK, help="in seconds")

    def handle(self, **options: Any) -> None:
        self.configure_logging(options["verbosity"])
        names = ("interval", "batch", "backend_name", "startup_delay", "max_tasks", "worker_id")
        ours = worker.Worker(
            lease=timedelta(seconds=options["lease"]),
            tick=options["tick"],
            queue_names=options["queue_name"].split(","),
            excluded_queue_names=list(filter(None, options["exclude_queues"].split(","))),
            **{name: options[name] for name in names},
        )
        ours.configure_signals()
        ours.run()
