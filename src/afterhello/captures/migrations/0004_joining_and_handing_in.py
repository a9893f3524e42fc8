"""A card joined with somebody known; the same photo known again; a stack that was offered once."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("captures", "0003_sides_and_rereading"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "photo", "sha256", models.CharField(blank=True, default="", editable=False, max_length=64)
        ),
        migrations.AddIndex("photo", models.Index("owner", "sha256", name="photo_by_digest")),
        migrations.AddField("stack", "offered_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            "Joining",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("before", models.JSONField()),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                (
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="captures.card"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "joining", models.UniqueConstraint("owner", "card", name="joining_once_per_card")
        ),
    ]
