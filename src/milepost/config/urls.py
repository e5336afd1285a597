"""The doors by address."""

from django.urls import include, path

urlpatterns = [path("api/v1/", include("milepost.api.urls"))]
