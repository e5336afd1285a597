"""The doors by address."""

from django.urls import include, path

from milepost.api.schema import schema

urlpatterns = [path("api/v1/openapi.json", schema), path("api/v1/", include("milepost.api.urls"))]
