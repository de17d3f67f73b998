"""Sheets that were typed in become sheets that were printed: each has been, or nobody could have typed it in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F
from django.utils import timezone


def number_once(apps, schema_editor):
    """Until now each kind counted for itself; a number that two kinds share gets the kind's letter before it."""
    PrintedSheet = apps.get_model("participation", "PrintedSheet")
    PrintedSheet.objects.update(printed_at=F("entered_at"))
    seen = set()
    for sheet in PrintedSheet.objects.order_by("event_id", "pk"):
        number = sheet.number
        while (sheet.event_id, number) in seen:
            number = f"{sheet.kind[:1].upper()}{number}"[:20]
            if (sheet.event_id, number) in seen:
                number = f"{sheet.kind[:1].upper()}{sheet.pk}"
        if number != sheet.number:
            PrintedSheet.objects.filter(pk=sheet.pk).update(number=number)
        seen.add((sheet.event_id, number))


class Migration(migrations.Migration):
    atomic = True
    dependencies = [
        ("participation", "0003_door_secrets_and_actions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("sheet", "participation_sheet_entered_once"),
        migrations.RenameModel("Sheet", "PrintedSheet"),
        migrations.AlterField(
            "printedsheet",
            "event",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="printed_sheets", to="events.event"
            ),
        ),
        migrations.AlterField(
            "printedsheet",
            "kind",
            models.CharField(
                choices=[
                    ("registration", "Anmeldeblatt"),
                    ("feedback", "Blatt für Rückmeldungen"),
                    ("sign_in", "Teilnahmeliste"),
                    ("bring", "Mitbringliste"),
                ],
                max_length=40,
                verbose_name="Art",
            ),
        ),
        migrations.AddField(
            "printedsheet", "run", models.CharField(blank=True, default="", editable=False, max_length=40)
        ),
        migrations.AddField(
            "printedsheet",
            "printed_at",
            models.DateTimeField(auto_now_add=True, default=timezone.now, verbose_name="gedruckt am"),
            preserve_default=False,
        ),
        migrations.AlterField(
            "printedsheet",
            "entered_at",
            models.DateTimeField(blank=True, null=True, verbose_name="eingegeben am"),
        ),
        migrations.AddField(
            "printedsheet",
            "entered_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="eingegeben von",
            ),
        ),
        migrations.RunPython(number_once, migrations.RunPython.noop, elidable=True),
    ]
