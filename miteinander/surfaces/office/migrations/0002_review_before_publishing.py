"""The way of an event from draft to published: one check by whoever may publish. Offices may change it."""

from django.db import migrations

NAME = "Prüfen und veröffentlichen"


def add_workflow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    ReviewTask = apps.get_model("office", "ReviewTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    WorkflowContentType = apps.get_model("wagtailcore", "WorkflowContentType")
    event, _created = ContentType.objects.get_or_create(app_label="events", model="event")
    if WorkflowContentType.objects.filter(content_type=event).exists():
        return
    kind, _created = ContentType.objects.get_or_create(app_label="office", model="reviewtask")
    task = ReviewTask.objects.create(name="Prüfung", content_type=kind, active=True)
    workflow = Workflow.objects.create(name=NAME, active=True)
    WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    WorkflowContentType.objects.create(workflow=workflow, content_type=event)


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0001_initial"),
        ("events", "0009_event_reports"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(add_workflow, migrations.RunPython.noop)]
