"""Two sides of one card; a card that is turned and read again; what was typed over it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("captures", "0002_initial")]

    operations = [
        migrations.AddField("card", "typed", models.JSONField(default=dict)),
        migrations.AddField(
            "card",
            "front",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="backs",
                to="captures.card",
            ),
        ),
        migrations.AddField("card", "joined_at", models.DateTimeField(null=True)),
        migrations.AddField("card", "turned_at", models.DateTimeField(null=True)),
        migrations.AddField("card", "asked_at", models.DateTimeField(null=True)),
        migrations.AddField("card", "unread_at", models.DateTimeField(null=True)),
        migrations.AddField("card", "kept_as", models.CharField(blank=True, max_length=64)),
    ]
