"""/: what waits for whoever is there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from milepost.web.who import page


@page
def today(request: HttpRequest) -> HttpResponse:
    """The page that people begin their day with."""
    return render(request, "web/today.html", {})
