"""Addresses of documents, below /documents/."""

from django.urls import path

from milepost.web.pages.document_file import writing, written_file
from milepost.web.pages.document_style import style
from milepost.web.pages.documents import document, index, publish
from milepost.web.pages.publications import publication, publications

DOCUMENTS = [
    path("", index),
    path("published/", publications),
    path("published/<str:key>/", publication),
    path("style/<str:digest>.css", style),
    path("writing/<str:key>/", writing),
    path("writing/<str:key>/file/", written_file),
    path("<slug:slug>/", document),
    path("<slug:slug>/publish/", publish),
]
