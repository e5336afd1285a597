import time, random, cProfile, pstats
from django.db import connection
from django.test.utils import CaptureQueriesContext
from milepost.kernel.operations import operation_named, perform, together
from milepost.apps.planning.chart import change, Step, chart, plan_to_show
from milepost.apps.planning.bridge.changes import last_number
from milepost.apps.planning.models import ProjectPlan, Task
from tests.apps.planning.plans import sold_plan
from tests.apps.projects.works import made

def test_speed(anybody):
    n=1000
    plan, scope = sold_plan()
    rnd = random.Random(1)
    t=time.process_time()
    with together():
        phases = [r.pk for r in perform(operation_named("task.create"), anybody, given=[{"plan":plan,"scope_item":scope,"name":f"Phase {i}"} for i in range(n//20)]).records]
        ks = [r.pk for r in perform(operation_named("task.create"), anybody, given=[{"plan":plan,"scope_item":scope,"name":f"Task {i}","parent":phases[i//20], "duration_minutes": 450*rnd.randint(1,9)} for i in range(n-n//20)]).records]
        perform(operation_named("task-link.create"), anybody, given=[{"predecessor":ks[i-rnd.randint(1,min(i,20))],"successor":ks[i]} for i in range(1,len(ks))])
        people=[made("person",name=f"P{i}",country="GB") for i in range(20)]
        perform(operation_named("assignment.create"), anybody, given=[{"task":k,"person":rnd.choice(people)} for k in ks])
    print("made", time.process_time()-t)
    own = ProjectPlan.objects.get(pk=plan)
    def edit(i, key=ks[3]):
        return change(anybody, own, [Step(operation_named("task.edit"), ((key,None),), {"duration_minutes": 450*(i+2)})], seen=last_number(plan))

    import gc
    pass
    from milepost.apps.planning.bridge.load import load
    from milepost.engine import schedule_plan
    from milepost.engine.network.outline import Outline
    import importlib; SP = importlib.import_module("milepost.engine.network.schedule_plan")
    from milepost.apps.planning.chart.difference import difference
    pass
    def best(name, f, n=7):
        ts=[]
        for i in range(n):
            t=time.process_time(); r=f(); ts.append(time.process_time()-t)
        print(f"{name:20s} best {min(ts)*1000:6.1f} median {sorted(ts)[n//2]*1000:6.1f} ms")
        return r
    count=[3]
    def e(key):
        count[0]+=1
        edit(count[0]%5, key)
    for mode in ("gc","nogc"):
        if mode=="nogc": gc.collect(); gc.disable()
        print(mode)
        best("edit first", lambda: e(ks[3]))
        best("edit last", lambda: e(ks[-1]))
        l=best("load", lambda: load(plan))
        best("schedule", lambda: schedule_plan(l.plan))
        o=Outline(l.plan)
        best("solve", lambda: SP.solve(l.plan, o))
        best("difference", lambda: difference(anybody, own, last_number(plan)-1))
        best("task_rows", lambda: None)
    print([x for x in SP._horizons(l.plan)][:3], schedule_plan(l.plan).finish//86400)
    gc.enable()
