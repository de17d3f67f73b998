from django.db import migrations

import miteinander.foundation.languages.fields
from miteinander.foundation.languages.text import Translated


def carry_over(apps, schema_editor):
    """What a notice said, it said in the language of its slot."""
    Slot = apps.get_model("newspaper", "Slot")
    for slot in Slot.objects.exclude(old_title="", old_text=""):
        slot.title = Translated.of({slot.language: slot.old_title})
        slot.text = Translated.of({slot.language: slot.old_text})
        slot.save(update_fields=["title", "text"])


def carry_back(apps, schema_editor):
    Slot = apps.get_model("newspaper", "Slot")
    for slot in Slot.objects.all():
        slot.old_title = slot.title.localized(slot.language).text
        slot.old_text = slot.text.localized(slot.language).text
        slot.save(update_fields=["old_title", "old_text"])


class Migration(migrations.Migration):
    dependencies = [("newspaper", "0004_edition_print")]

    operations = [
        migrations.RenameField("slot", "title", "old_title"),
        migrations.RenameField("slot", "text", "old_text"),
        migrations.AddField(
            "slot",
            "title",
            miteinander.foundation.languages.fields.TranslatedField(
                blank=True, default=Translated, longest=160, verbose_name="Überschrift"
            ),
        ),
        migrations.AddField(
            "slot",
            "text",
            miteinander.foundation.languages.fields.TranslatedField(
                blank=True, default=Translated, longest=2000, multiline=True, verbose_name="Text"
            ),
        ),
        migrations.RunPython(carry_over, carry_back),
        migrations.RemoveField("slot", "old_title"),
        migrations.RemoveField("slot", "old_text"),
    ]
