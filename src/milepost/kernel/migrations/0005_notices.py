"""Notices, mutes, preferences of mail; the journal that is there already is told to nobody."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ACCOUNT = settings.AUTH_USER_MODEL


def begin_now(apps: Any, schema_editor: Any) -> None:
    """The reader begins where the journal ends."""
    entries, counters = apps.get_model("kernel", "JournalEntry"), apps.get_model("kernel", "Counter")
    last = entries.objects.exclude(position=None).order_by("-position").values_list("position", flat=True).first()
    if last:
        counters.objects.get_or_create(name="notices", defaults={"last": last})


class Migration(migrations.Migration):
    dependencies = [("kernel", "0004_saved_views")]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("entity", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
                ("operation", models.CharField(max_length=80)),
                ("state", models.CharField(choices=[("new", "New"), ("read", "Read"), ("done", "Done")], default="new", max_length=10)),
                ("several", models.BooleanField(default=False)),
                ("count", models.PositiveIntegerField(default=1)),
                ("first", models.BigIntegerField(null=True)),
                ("last", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("waits", models.BooleanField(default=False)),
                ("mailed", models.BooleanField(default=False)),
                (
                    "account",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=ACCOUNT),
                ),
                (
                    "by",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=ACCOUNT),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["entity", "record"], name="notice_about"),
                    models.Index(fields=["account", "state", "-at"], name="notice_of_account"),
                    models.Index(fields=["state", "at"], name="notice_by_age"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "new")),
                        fields=("account", "entity", "record", "operation"),
                        name="notice_new_once",
                        violation_error_message="there is a newer notice of the same already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("operation", models.CharField(blank=True, max_length=80)),
                ("entity", models.CharField(blank=True, max_length=40)),
                ("record", models.BigIntegerField(default=0)),
                (
                    "account",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=ACCOUNT),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "operation", "entity", "record"),
                        name="mute_once",
                        violation_error_message="it is muted already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MailPreference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("at_once", models.BooleanField(default=False)),
                ("daily", models.BooleanField(default=True)),
                ("hour", models.PositiveSmallIntegerField(default=8)),
                (
                    "account",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=ACCOUNT),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("count", models.PositiveIntegerField()),
                ("sent_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=ACCOUNT),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "day"), name="digest_once_a_day")],
            },
        ),
        migrations.RunPython(begin_now, migrations.RunPython.noop),
    ]
