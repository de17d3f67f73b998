"""Mails written before there were rates say now which provider they go to."""

from django.db import migrations

BATCH = 1000


def fill(apps, schema_editor):
    mails = apps.get_model("mailing", "OutgoingMail").objects.filter(domain="").only("pk", "to").order_by("pk")
    while found := list(mails.filter(to__contains="@")[:BATCH]):
        for mail in found:
            mail.domain = mail.to.rpartition("@")[2].lower() or "-"
        mails.model.objects.bulk_update(found, ["domain"])


class Migration(migrations.Migration):
    dependencies = [("mailing", "0002_addresses_and_states")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
