"""The trail cannot be changed or shortened, whoever writes to the database, except by its own deletion run.

Both databases: an entry is never changed, but for the names in it (who, which record), which may be taken out when a
person is forgotten. It is deleted only while a row of `audit_auditpurge` is open that allows its time and its kind.
"""

import django.db.models.deletion
from django.db import migrations, models

CHANGED = " OR ".join(
    f"NEW.{name} IS {{differs}} OLD.{name}" for name in ("id", "at", "verb", "detail", "content_type_id", "record_id")
)
PERMITTED = """SELECT 1 FROM audit_auditpurge AS purge WHERE purge.is_open AND OLD.at < purge.before
    AND (purge.content_type_id = OLD.content_type_id OR purge.content_type_id IS NULL)"""
REFUSED_CHANGE = "An audit entry is written once and never changed."
REFUSED_DELETION = "An audit entry is deleted only by its own deletion run."

SQLITE = [
    f"""
CREATE TRIGGER audit_auditentry_unchanged BEFORE UPDATE ON audit_auditentry
WHEN {CHANGED.format(differs="NOT")} OR NEW.fields IS NOT OLD.fields
  OR (NEW.actor_id IS NOT OLD.actor_id AND NEW.actor_id IS NOT NULL)
  OR (NEW.record_label IS NOT OLD.record_label AND NEW.record_label != '')
BEGIN SELECT RAISE(ABORT, '{REFUSED_CHANGE}'); END""",
    f"""
CREATE TRIGGER audit_auditentry_kept BEFORE DELETE ON audit_auditentry
WHEN NOT EXISTS ({PERMITTED})
BEGIN SELECT RAISE(ABORT, '{REFUSED_DELETION}'); END""",
]
POSTGRESQL = [
    f"""
CREATE FUNCTION audit_auditentry_guard() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF {CHANGED.format(differs="DISTINCT FROM")} OR NEW.fields::text IS DISTINCT FROM OLD.fields::text
      OR (NEW.actor_id IS DISTINCT FROM OLD.actor_id AND NEW.actor_id IS NOT NULL)
      OR (NEW.record_label IS DISTINCT FROM OLD.record_label AND NEW.record_label <> '') THEN
      RAISE EXCEPTION '{REFUSED_CHANGE}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NOT EXISTS ({PERMITTED}) THEN
    RAISE EXCEPTION '{REFUSED_DELETION}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $body$""",
    """
CREATE TRIGGER audit_auditentry_guard BEFORE UPDATE OR DELETE ON audit_auditentry
FOR EACH ROW EXECUTE FUNCTION audit_auditentry_guard()""",
]
GUARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
UNGUARD = {
    "sqlite": ["DROP TRIGGER audit_auditentry_unchanged", "DROP TRIGGER audit_auditentry_kept"],
    "postgresql": [
        "DROP TRIGGER audit_auditentry_guard ON audit_auditentry",
        "DROP FUNCTION audit_auditentry_guard()",
    ],
}


def guard(apps, schema_editor):
    for statement in GUARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in UNGUARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_old_slugs"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [
        migrations.AlterModelOptions(
            name="auditentry",
            options={
                "default_permissions": ("view",),
                "ordering": ["-at", "-pk"],
                "verbose_name": "Protokolleintrag",
                "verbose_name_plural": "Protokoll",
            },
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="content_type",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contenttypes.contenttype"
            ),
        ),
        migrations.CreateModel(
            name="AuditPurge",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("before", models.DateTimeField()),
                ("deleted", models.PositiveIntegerField(default=0)),
                ("is_open", models.BooleanField(default=True)),
                (
                    "content_type",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
        ),
        migrations.RunPython(guard, unguard),
    ]
