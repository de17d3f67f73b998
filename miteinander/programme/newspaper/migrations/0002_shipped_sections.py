"""The sections a newspaper begins with; the office changes and extends them afterwards."""

from django.db import migrations

from miteinander.foundation.languages.text import Translated
from miteinander.programme.newspaper.shipped import sections


def add_sections(apps, schema_editor):
    Section = apps.get_model("newspaper", "Section")
    for order, row in enumerate(sections(), start=1):
        Section.objects.get_or_create(
            slug=row["slug"],
            defaults={"name": Translated.of(row["name"]), "colour": row["colour"], "order": order},
        )


class Migration(migrations.Migration):
    dependencies = [("newspaper", "0001_initial")]
    operations = [migrations.RunPython(add_sections, migrations.RunPython.noop)]
