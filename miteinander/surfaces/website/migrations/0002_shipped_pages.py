"""The fixed pages. Their texts come after `migrate`, see `website.shipped`."""

from django.db import migrations

KEYS = ("accessibility", "easy-language", "sign-language", "imprint", "privacy")


def add_pages(apps, schema_editor):
    FixedPage = apps.get_model("website", "FixedPage")
    for key in KEYS:
        FixedPage.objects.create(key=key)


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0001_fixed_pages_and_barrier_reports"),
        ("languages", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(add_pages, migrations.RunPython.noop)]
