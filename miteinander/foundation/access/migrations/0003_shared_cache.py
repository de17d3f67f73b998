from django.core.management import call_command
from django.db import migrations

TABLE = "access_shared_cache"


def make(apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def take_away(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {TABLE}")


class Migration(migrations.Migration):
    dependencies = [("access", "0002_roles_invitations_links")]
    operations = [
        migrations.RunPython(make, take_away),
    ]
