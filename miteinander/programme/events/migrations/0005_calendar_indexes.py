"""What list, month and map of the calendar look up with many events."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0004_series_rules'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['state'], name='events_event_state'),
        ),
        migrations.AddIndex(
            model_name='eventlanguage',
            index=models.Index(fields=['code', 'event'], name='events_language_code'),
        ),
    ]
