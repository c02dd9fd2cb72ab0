"""Who moved between the groups."""

from __future__ import annotations

from langganan.web.models import CustomerInsight
from langganan.web.queries.customers import Asked, customers
from langganan.web.queries.moved import moved


def test_rows_hold_everybody_once(demo):
    found = moved(demo.current_refresh_id)
    everybody = CustomerInsight.objects.filter(refresh=demo.current_refresh).count()
    assert sum(row.of for row in found.rows) == everybody
    assert (found.until - found.since).days == 90


def test_each_number_leads_to_so_many_people(demo):
    for row in moved(demo.current_refresh_id).rows:
        for cell in row.cells:
            page = customers(demo.current_refresh, Asked(was=row.before, group=cell.now)).page
            assert page.paginator.count == cell.customers


def test_who_moved_stands_above_their_list(demo):
    assert str(customers(demo.current_refresh, Asked(was="loyal", group="slipping")).heading) == (
        "Loyal on 11 September 2011, now Slipping"
    )
    assert customers(demo.current_refresh, Asked(group="slipping")).heading is None


def test_nothing_before_the_first_refresh(empty_shop):
    assert moved(None) is None
