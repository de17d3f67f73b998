"""enqueue with the immediate back end: what runs, and what is refused before it reaches the queue."""

import pytest
from django_tasks import task_backends

from miteinander.foundation.work import UnknownWork, UnsuitableArgument, enqueue, register, registry

IMMEDIATE = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "QUEUES": ["default", "mail", "pdf"],
    }
}


@pytest.fixture(autouse=True)
def immediate(settings, monkeypatch):
    monkeypatch.setattr(registry, "_registered", {})
    before = task_backends.settings
    task_backends.__dict__.pop("settings", None)
    settings.TASKS = IMMEDIATE
    clear_backends()
    yield
    task_backends.__dict__["settings"] = before
    clear_backends()


def clear_backends():
    if hasattr(task_backends._connections, "default"):
        del task_backends["default"]


def test_the_work_runs_with_its_arguments():
    seen = []
    register("sample.remember", lambda **arguments: seen.append(arguments))

    result = enqueue("sample.remember", event_id=7, languages=["de", "ar"], name="Fest")

    assert seen == [{"event_id": 7, "languages": ["de", "ar"], "name": "Fest"}]
    assert result


def test_the_queue_of_the_work_is_used(monkeypatch):
    from miteinander.foundation.work import tasks

    used = []
    using = type(tasks.run).using
    monkeypatch.setattr(
        type(tasks.run), "using", lambda self, **options: used.append(options) or using(self, **options)
    )
    register("sample.send", lambda: None, queue="mail")

    enqueue("sample.send")

    assert used == [{"queue_name": "mail"}]


def test_an_unknown_name_is_refused_at_once():
    with pytest.raises(UnknownWork, match=r"sample\.unheard"):
        enqueue("sample.unheard")


def test_a_record_is_refused_as_an_argument():
    register("sample.remember", lambda **arguments: None)

    with pytest.raises(UnsuitableArgument, match="event"):
        enqueue("sample.remember", event=object())


def test_a_name_that_this_version_no_longer_knows_fails_in_the_worker():
    from miteinander.foundation.work.tasks import run

    with pytest.raises(UnknownWork, match=r"sample\.of_last_year"):
        run.call("sample.of_last_year", {})
