"""A signal ends the worker wherever it is; django-tasks-db raises SystemExit while no work runs."""

import pytest

from miteinander.foundation.work import leases, worker
from miteinander.foundation.work.models import WorkerLease

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return worker.Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="w",
        excluded_queue_names=[],
    )


def test_a_worker_that_ends_while_it_takes_its_lease_leaves_none(ours, monkeypatch):
    renew = leases.Lease._renew

    def renew_and_end(lease):
        renew(lease)
        assert WorkerLease.objects.exists()
        raise SystemExit(0)

    monkeypatch.setattr(leases.Lease, "_renew", renew_and_end)
    with pytest.raises(SystemExit):
        ours.run()
    assert not WorkerLease.objects.exists()
