"""Every turn of a card, so that each is undone; that a card is not of somebody known."""

from datetime import datetime
from typing import Any

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


def keep_the_turn(apps: Any, schema_editor: Any) -> None:
    """The last turn, which was all that was known."""
    for card in apps.get_model("captures", "Card").objects.exclude(turned_at=None).iterator():
        card.turns = [card.turned_at.isoformat()]
        card.save(update_fields=["turns"])


def keep_the_last(apps: Any, schema_editor: Any) -> None:
    """Of several turns, the last."""
    for card in apps.get_model("captures", "Card").objects.exclude(turns=[]).iterator():
        card.turned_at = datetime.fromisoformat(card.turns[-1])
        card.save(update_fields=["turned_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("captures", "0004_joining_and_handing_in"),
        ("people", "0001_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("card", "turns", models.JSONField(default=list)),
        migrations.RunPython(keep_the_turn, keep_the_last),
        migrations.RemoveField("card", "turned_at"),
        migrations.CreateModel(
            "SomebodyElse",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("in_common", models.JSONField(default=list)),
                ("said_at", models.DateTimeField(auto_now_add=True)),
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            "somebodyelse", models.Index("owner", "person", name="somebody_else_by_person")
        ),
        migrations.AddConstraint(
            "somebodyelse",
            models.UniqueConstraint("owner", "card", "person", name="somebody_else_once"),
        ),
    ]
