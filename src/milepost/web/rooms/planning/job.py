"""/jobs/12/plan/: from a job about plans to the page that shows what came of it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from milepost.apps.planning.chart.following import plans_of_job
from milepost.kernel.errors import Missing
from milepost.values import said
from milepost.web.parts.job import result_at
from milepost.web.who import actor_at, page

TASKS = "milepost.apps.planning.jobs."


@page
def plan_of_job(request: HttpRequest, key: int, word: str) -> HttpResponse:
    """Of several plans the page of the portfolio. Raises Missing."""
    plans = plans_of_job(actor_at(request), key)
    if not plans:
        raise Missing(said("There is no such job of yours about a plan that you can see."))
    if len(plans) > 1:
        return HttpResponseRedirect("/portfolio/level/")
    asks = "" if plans[0].kind == "main" else f"?plan={plans[0].number}"
    return HttpResponseRedirect(f"/projects/{plans[0].project.number}/plan/{word}/{asks}")


result_at(f"{TASKS}levelling.level", lambda job: f"/jobs/{job.pk}/plan/level/")
result_at(f"{TASKS}chances.simulate", lambda job: f"/jobs/{job.pk}/plan/chances/")
