"""When scheduled work is due; who enqueues it is tested with real processes in test_killed_workers."""

from datetime import UTC, datetime, time, timedelta
from importlib import import_module

import pytest
from django_tasks_db.models import DBTaskResult

from miteinander.foundation.work import UnknownWork, register, register_schedule, registry, schedule
from miteinander.foundation.work.due import enqueue_due
from miteinander.foundation.work.models import ScheduledRun
from miteinander.foundation.work.schedule import Rule

NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.fixture(autouse=True)
def empty_queue(request):
    """Migrations leave work of Wagtail's search index behind."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        DBTaskResult.objects.all().delete()


@pytest.fixture
def nothing_registered(monkeypatch):
    monkeypatch.setattr(schedule, "_registered", {})
    monkeypatch.setattr(registry, "_registered", {})
    register("sample.count", print)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (utc(2026, 6, 1, 0, 0), utc(2026, 6, 1, 1, 10)),  # summer: two hours ahead
        (utc(2026, 6, 1, 1, 10), utc(2026, 6, 2, 1, 10)),
        (utc(2026, 12, 1, 3, 0), utc(2026, 12, 2, 2, 10)),  # winter: one hour
        (utc(2026, 10, 24, 12, 0), utc(2026, 10, 25, 2, 10)),  # the night of 25 hours
        (utc(2026, 3, 28, 12, 0), utc(2026, 3, 29, 1, 10)),  # the night of 23 hours
        (utc(2026, 12, 31, 22, 59), utc(2027, 1, 1, 2, 10)),
    ],
)
def test_a_time_of_day_follows_the_clock_on_the_wall(moment, expected):
    assert Rule(at=time(3, 10)).first_after(moment) == expected


def test_an_hour_that_a_night_has_twice_or_not_at_all_comes_once():
    twice, missing = Rule(at=time(2, 30)), Rule(at=time(2, 30))
    first = twice.first_after(utc(2026, 10, 24, 12, 0))
    assert first == utc(2026, 10, 25, 0, 30)
    assert twice.next_after(first, last=first) == utc(2026, 10, 26, 1, 30)
    skipped = missing.first_after(utc(2026, 3, 28, 12, 0))
    assert skipped == utc(2026, 3, 29, 1, 30)
    assert missing.next_after(skipped, last=skipped) == utc(2026, 3, 30, 0, 30)


def test_some_days_of_the_week():
    rule = Rule(at=time(8, 0), weekdays=(0, 3))  # Monday and Thursday; 1 June 2026 is a Monday
    assert rule.first_after(NOON) == utc(2026, 6, 4, 6, 0)
    assert rule.first_after(utc(2026, 6, 4, 6, 0)) == utc(2026, 6, 8, 6, 0)


@pytest.mark.parametrize(
    ("late", "expected"), [(timedelta(0), 1), (timedelta(minutes=59), 1), (HOUR, 2), (DAY, 25)]
)
def test_every_so_often_keeps_its_rhythm(late, expected):
    assert Rule(every=HOUR).next_after(NOON + late, last=NOON) == NOON + expected * HOUR


@pytest.mark.parametrize(
    "wrong",
    [{}, {"every": HOUR, "at": time(3)}, {"every": timedelta(0)}, {"every": -HOUR}, {"at": time(3), "weekdays": (7,)},
     {"every": HOUR, "weekdays": (1,)}, {"at": time(3, tzinfo=UTC)}],
)  # fmt: skip
def test_a_rule_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        Rule(**wrong)


def test_a_schedule_needs_its_work_and_is_registered_once(nothing_registered):
    with pytest.raises(UnknownWork):
        register_schedule("sample.unheard", every=HOUR)
    register_schedule("sample.count", every=HOUR)
    register_schedule("sample.count", every=HOUR, title="Zählen")
    with pytest.raises(ValueError, match="two schedules"):
        register_schedule("sample.count", every=DAY)


# --- Enqueuing --------------------------------------------------------------------------------------------------------


@pytest.fixture
def hourly(nothing_registered, db):
    register_schedule("sample.count", every=HOUR)


def entries_of_queue():
    return list(DBTaskResult.objects.order_by("enqueued_at"))


@pytest.mark.data_layer
@pytest.mark.django_db
def test_due_work_is_enqueued_once_and_missed_runs_are_made_up_once(hourly):
    assert enqueue_due(at=NOON) == []
    assert enqueue_due(at=NOON + HOUR - timedelta(seconds=1)) == []
    assert enqueue_due(at=NOON + HOUR) == ["sample.count"]
    assert enqueue_due(at=NOON + HOUR) == []
    DBTaskResult.objects.update(status="SUCCESSFUL")
    assert enqueue_due(at=NOON + 100 * HOUR) == ["sample.count"]
    assert enqueue_due(at=NOON + 100 * HOUR) == []
    run = ScheduledRun.objects.get()
    assert (run.next_run_at, run.last_run_at) == (NOON + 101 * HOUR, NOON + 100 * HOUR)
    assert len(entries_of_queue()) == 2
    assert run.last_entry in {entry.pk for entry in entries_of_queue()}


@pytest.mark.data_layer
@pytest.mark.django_db
def test_a_run_is_not_enqueued_while_the_one_before_waits(hourly):
    enqueue_due(at=NOON)
    assert enqueue_due(at=NOON + HOUR) == ["sample.count"]
    assert enqueue_due(at=NOON + 2 * HOUR) == []
    DBTaskResult.objects.update(status="RUNNING")
    assert enqueue_due(at=NOON + 3 * HOUR) == ["sample.count"]
    assert len(entries_of_queue()) == 2


@pytest.mark.data_layer
@pytest.mark.django_db
def test_a_new_rule_counts_at_once(nothing_registered):
    register_schedule("sample.count", every=30 * DAY)
    enqueue_due(at=NOON)
    schedule._registered.clear()
    register_schedule("sample.count", every=HOUR)
    enqueue_due(at=NOON)
    assert enqueue_due(at=NOON + HOUR) == ["sample.count"]


@pytest.mark.django_db
def test_looking_costs_one_query_when_nothing_is_due(hourly, count_queries):
    enqueue_due(at=NOON)
    with count_queries() as queries:
        enqueue_due(at=NOON)
    assert len(queries) == 1


@pytest.mark.django_db
def test_a_failed_enqueue_leaves_the_run_due(hourly, monkeypatch):
    from miteinander.foundation.work import due

    enqueue_due(at=NOON)

    def broken(name):
        raise RuntimeError("no room")

    monkeypatch.setattr(due, "enqueue", broken)
    with pytest.raises(RuntimeError):
        enqueue_due(at=NOON + HOUR)
    monkeypatch.undo()
    register("sample.count", print)
    schedule._registered["sample.count"] = schedule.Schedule("sample.count", Rule(every=HOUR), "")
    try:
        assert "sample.count" in enqueue_due(at=NOON + HOUR)
    finally:
        del schedule._registered["sample.count"]
        del registry._registered["sample.count"]


# --- What this installation does --------------------------------------------------------------------------------------


def test_the_needs_of_the_installation_are_scheduled():
    names = {one.name for one in schedule.schedules()}
    assert names >= {
        "operations.publish_scheduled",
        "operations.purge_revisions",
        "operations.clear_sessions",
        "operations.prune_results",
        "website.erase_old_reports",
        "events.lay_out_all_series",
        "mailing.deliver",
        "mailing.read_bounces",
        "mailing.erase_old_mails",
    }
    assert all(one.title for one in schedule.schedules()), "the office says what each does"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["publish_scheduled", "purge_revisions", "clear_sessions", "prune_results"])
def test_work_of_the_installation_runs_and_may_run_twice(name):
    tasks = import_module("miteinander.surfaces.operations.tasks")
    for _ in range(2):
        getattr(tasks, name)()


@pytest.mark.django_db
def test_done_work_is_forgotten_after_a_week_and_failed_work_later():
    from django.utils import timezone

    tasks = import_module("miteinander.surfaces.operations.tasks")
    for status, days in (("SUCCESSFUL", 8), ("SUCCESSFUL", 6), ("FAILED", 80), ("FAILED", 91)):
        DBTaskResult.objects.create(
            status=status, args_kwargs={"args": [], "kwargs": {}}, task_path="x", backend_name="default",
            run_after=timezone.now(), finished_at=timezone.now() - timedelta(days=days), traceback=f"{status} {days}",
        )  # fmt: skip
    tasks.prune_results()
    assert set(DBTaskResult.objects.values_list("traceback", flat=True)) == {"SUCCESSFUL 6", "FAILED 80"}
