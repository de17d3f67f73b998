"""Each shipped format gets its checklist; a format the office has given one keeps it."""

from pathlib import Path

import yaml
from django.db import migrations

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "format_checklists.yaml"


def give_checklists(apps, schema_editor):
    Format = apps.get_model("events", "Format")
    ChecklistTemplate = apps.get_model("planning", "ChecklistTemplate")
    templates = {one.slug: one for one in ChecklistTemplate.objects.all()}
    for slug, checklist in yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))["formats"].items():
        Format.objects.filter(slug=slug, checklist__isnull=True).update(checklist=templates.get(checklist))


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0007_todo_lists_and_engagements"),
        ("planning", "0002_shipped_checklists"),
    ]
    operations = [migrations.RunPython(give_checklists, migrations.RunPython.noop)]
