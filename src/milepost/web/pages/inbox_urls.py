"""Addresses of the inbox, of what somebody hears, and of jobs."""

from django.urls import path

from milepost.web.pages.hear import hear
from milepost.web.pages.inbox import badge, deed, inbox, open_notice
from milepost.web.pages.inbox_settings import choices, unmute
from milepost.web.pages.jobs import job_deed, job_result, jobs

INBOX = [
    path("inbox/", inbox),
    path("inbox/do/", deed),
    path("inbox/badge/", badge),
    path("inbox/settings/", choices),
    path("inbox/settings/unmute/<int:key>/", unmute),
    path("inbox/<int:key>/", open_notice),
    path("hear/<str:name>/<int:key>/", hear),
    path("jobs/", jobs),
    path("jobs/<int:key>/result/", job_result),
    path("jobs/<int:key>/do/<str:verb>/", job_deed),
]
