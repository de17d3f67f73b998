"""The checklists and school holidays Miteinander brings along; the office changes and extends them afterwards."""

from django.db import migrations

from miteinander.civic.planning import shipped


def add_checklists(apps, schema_editor):
    ChecklistTemplate = apps.get_model("planning", "ChecklistTemplate")
    ChecklistItem = apps.get_model("planning", "ChecklistItem")
    for place, one in enumerate(shipped.checklists(), start=1):
        template, created = ChecklistTemplate.objects.get_or_create(
            slug=one["slug"], defaults={"name": one["name"], "about": one["about"], "position": place}
        )
        if created:
            ChecklistItem.objects.bulk_create(
                ChecklistItem(template=template, position=number, **line)
                for number, line in enumerate(one["items"])
            )


def add_school_holidays(apps, schema_editor):
    SchoolHoliday = apps.get_model("planning", "SchoolHoliday")
    content = shipped.school_holidays()
    for span in content["spans"]:
        SchoolHoliday.objects.get_or_create(
            name=span["name"],
            first=span["first"],
            defaults={
                "last": span["last"],
                "source": content["source"],
                "checked_on": content["checked_on"],
            },
        )


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial")]
    operations = [
        migrations.RunPython(add_checklists, migrations.RunPython.noop),
        migrations.RunPython(add_school_holidays, migrations.RunPython.noop),
    ]
