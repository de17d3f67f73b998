"""What counts of coming dates read instead of the rows."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0005_calendar_indexes'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='eventdate',
            index=models.Index(fields=['ends_at', 'starts_at', 'event'], name='events_date_coming'),
        ),
    ]
