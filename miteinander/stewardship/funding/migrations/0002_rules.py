from pathlib import Path

import yaml
from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data" / "rules.yaml"


def bring_rules(apps, schema_editor):
    rule = apps.get_model("funding", "DatedRule")
    rule.objects.bulk_create(rule(**row) for row in yaml.safe_load(DATA.read_text(encoding="utf-8")))


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial")]
    operations = [migrations.RunPython(bring_rules, migrations.RunPython.noop)]
