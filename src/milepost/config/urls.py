"""The doors by address."""

from django.urls import include, path

from milepost.api.health import livez, readyz
from milepost.api.page import asset, page
from milepost.api.schema import schema

urlpatterns = [
    path("livez", livez),
    path("readyz", readyz),
    path("api/v1/openapi.json", schema, name="openapi"),
    path("api/v1/", page),
    path("api/v1/page.<str:kind>", asset),
    path("api/v1/", include("milepost.api.urls")),
    path("", include("milepost.web.urls")),
]

handler400 = "milepost.config.errors.bad_request"
handler403 = "milepost.config.errors.forbidden"
handler404 = "milepost.config.errors.not_found"
handler429 = "milepost.config.errors.too_often"
handler500 = "milepost.config.errors.server_error"
