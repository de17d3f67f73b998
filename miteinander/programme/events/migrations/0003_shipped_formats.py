"""The formats Miteinander brings along; the office changes and extends them afterwards."""

from pathlib import Path

import yaml
from django.db import migrations

from miteinander.foundation.languages.text import Translated

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "formats.yaml"


def add_formats(apps, schema_editor):
    Format = apps.get_model("events", "Format")
    for row in yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))["formats"]:
        Format.objects.get_or_create(
            slug=row["slug"],
            defaults={
                "name": Translated.of(row["name"]),
                "title_pattern": Translated.of(row.get("title_pattern")),
                "pictogram": row["pictogram"],
                "duration": row["duration"],
                "position": row["position"],
            },
        )


class Migration(migrations.Migration):
    dependencies = [("events", "0002_initial")]
    operations = [migrations.RunPython(add_formats, migrations.RunPython.noop)]
