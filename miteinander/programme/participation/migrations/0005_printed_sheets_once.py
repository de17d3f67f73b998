"""Apart from the data before: PostgreSQL adds no constraint to a table with pending changes."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("participation", "0004_printed_sheets")]

    operations = [
        migrations.AddConstraint(
            "printedsheet",
            models.UniqueConstraint(fields=["event", "number"], name="participation_sheet_number_once"),
        ),
        migrations.AddConstraint(
            "printedsheet",
            models.CheckConstraint(condition=~Q(number=""), name="participation_sheet_has_a_number"),
        ),
        migrations.AddConstraint(
            "printedsheet",
            models.CheckConstraint(
                condition=Q(entered_by__isnull=True) | Q(entered_at__isnull=False),
                name="participation_sheet_entered_when",
            ),
        ),
    ]
