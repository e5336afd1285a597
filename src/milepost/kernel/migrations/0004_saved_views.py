"""Saved views."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_search_words")]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("entity", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=100)),
                ("query", models.TextField(blank=True)),
                ("shared", models.BooleanField(default=False)),
                ("is_default", models.BooleanField(default=False)),
                (
                    "account",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["entity", "shared"], name="saved_view_of")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("shared", True), ("account__isnull", False), _connector="OR"),
                        name="saved_view_private_to_somebody",
                        violation_error_message="a private view is somebody's; the house itself has only shared ones.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True), ("shared", False)),
                        fields=("account", "entity"),
                        name="saved_view_own_default",
                        violation_error_message="another view has just become the default; look again.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True), ("shared", True)),
                        fields=("entity",),
                        name="saved_view_shared_default",
                        violation_error_message="another view has just become the default for all; look again.",
                    ),
                    models.UniqueConstraint(
                        models.F("account"),
                        models.F("entity"),
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("name", "erased"), _negated=True),
                        name="saved_view_name",
                        violation_error_message="you have a view of this name here already; choose another, or save that one.",
                    ),
                ],
            },
        ),
    ]
