"""Which texts the software brought along, for databases that have had the first of them since 0002."""

from django.db import migrations, models

FIRST = {
    "accessibility": {"de": "c789097d", "de-simple": "06397a58"},
    "easy-language": {"de": "143c8a69", "de-simple": "7dd6da8f"},
    "sign-language": {"de": "b4ee0ee4", "de-simple": "49acf5f4"},
}


def remember_first(apps, schema_editor):
    if not apps.get_model("website", "FixedPageText").objects.exists():
        return  # a new database: all texts come after `migrate`
    for page in apps.get_model("website", "FixedPage").objects.filter(key__in=FIRST):
        page.brought = FIRST[page.key]
        page.save(update_fields=["brought"])


class Migration(migrations.Migration):
    dependencies = [("website", "0002_shipped_pages")]
    operations = [
        migrations.AddField(
            model_name="fixedpage",
            name="brought",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.RunPython(remember_first, migrations.RunPython.noop),
    ]
