from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from langganan.collect.dates import Orders, parse_time, to_utc, zone_named
from langganan.errors import ArgumentError
from langganan.words import Phrase

CHRISTMAS = datetime(2011, 12, 25)
MORNING = datetime(2011, 12, 25, 8, 26)


@pytest.mark.parametrize(
    ("text", "order", "when"),
    [
        ("25/12/2011", "dmy", CHRISTMAS), ("12/25/2011", "mdy", CHRISTMAS), ("2011-12-25", "mdy", CHRISTMAS),
        ("25.12.11", "dmy", CHRISTMAS), ("11-12-25", "ymd", CHRISTMAS), ("2011/12/25 08:26", "dmy", MORNING),
        ("25/12/2011 08.26", "dmy", MORNING), ("12/25/2011 8:26 AM", "mdy", MORNING), ("20111225", "dmy", CHRISTMAS),
        ("25 Desember 2011", "dmy", CHRISTMAS), ("Minggu, 25 Des 2011 pukul 08.26", "dmy", MORNING),
        ("Dec 25, 2011", "dmy", CHRISTMAS), ("25-Dec-11 08:26", "dmy", MORNING),
        ("2011-12-25T08:26:00.0", "dmy", MORNING),
        ("25 Agustus 2011", "dmy", datetime(2011, 8, 25)), (40_902, "dmy", CHRISTMAS), (20111225, "dmy", CHRISTMAS),
        (40_902.351388888885, "dmy", MORNING), (CHRISTMAS.date(), "mdy", CHRISTMAS),
        ("25/12/2011 12:00 am", "dmy", CHRISTMAS), ("1/2/12", "mdy", datetime(2012, 1, 2)),
    ],
)  # fmt: skip
def test_dates_as_shops_write_them(text, order, when):
    assert parse_time(text, order) == when


@pytest.mark.parametrize(
    ("text", "zone"),
    [("2011-12-25T08:26Z", UTC), ("2011-12-25 08:26 WIB", timezone(timedelta(hours=7))),
     ("2011-12-25T08:26:00+08:00", timezone(timedelta(hours=8))),
     ("2011-12-25T08:26-0330", timezone(timedelta(hours=-3.5)))],
)  # fmt: skip
def test_a_zone_in_the_cell_is_kept(text, zone):
    assert parse_time(text, "dmy") == MORNING.replace(tzinfo=zone)


@pytest.mark.parametrize(
    "text", ["13/13/2011", "31/02/2011", "yesterday", "25/12", "1", "2011-12-25 25:00", "25/12/011", "=NOW()"]
)
def test_what_is_no_date_is_refused(text):
    assert isinstance(parse_time(text, "dmy"), Phrase)


def test_the_refusal_says_what_was_given_and_what_is_good():
    said = '"02/13/2011" is not a date that can be read here. Write it like 25/12/2011 or 2011-12-25 08:26.'
    assert str(parse_time("02/13/2011", "dmy")) == said


@pytest.mark.parametrize("text", ["01/01/1989", "2101-01-01", "01/01/75"])
def test_years_that_cannot_be_are_refused(text):
    assert "Orders from 1990 to 2100" in str(parse_time(text, "dmy"))


@any_of(
    st.one_of(st.text(), st.integers(), st.floats(), st.datetimes(), st.dates()), st.sampled_from(["dmy", "mdy", "ymd"])
)
def test_no_cell_stops_the_parser(cell, order):
    assert isinstance(parse_time(cell, order), datetime | Phrase)


@any_of(
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31)),
    st.sampled_from([("dmy", "%d/%m/%Y"), ("mdy", "%m/%d/%Y"), ("ymd", "%Y-%m-%d")]),
)
def test_written_dates_come_back(when, written):
    order, pattern = written
    assert parse_time(when.strftime(pattern + " %H:%M:%S.%f"), order) == when


def test_local_times_become_utc():
    local = np.array(["2026-01-01T07:00", "2026-07-01T00:30"], dtype="datetime64[us]")
    assert to_utc(local, zone_named("Asia/Jakarta")).astype(str).tolist() == [
        "2026-01-01T00:00:00.000000",
        "2026-06-30T17:30:00.000000",
    ]


def test_an_hour_that_happens_twice_or_never_is_no_crash():
    local = np.array(["2026-10-25T01:30", "2026-03-29T01:30"], dtype="datetime64[us]")
    said = to_utc(local, zone_named("Europe/London")).astype("datetime64[m]").astype(str).tolist()
    assert said == ["2026-10-25T00:30", "2026-03-29T01:30"]


def test_an_unknown_zone_is_refused_with_good_ones():
    with pytest.raises(ArgumentError, match=r'"Mars/Base".* Asia/Jakarta'):
        zone_named("Mars/Base")


def test_one_date_settles_the_column():
    orders = Orders()
    orders.see([(2, "03/04/2011"), (17, "25/12/2011")])
    assert orders.decide() == "dmy"
    assert str(orders.doubt()) == 'Dates are read as day/month, because row 17 says "25/12/2011".'


def test_a_column_that_settles_nothing_is_doubted():
    orders = Orders()
    orders.see([(2, "03/04/2011"), (3, "05/06/2011")])
    assert not orders.settled()
    assert "could be day/month or month/day" in str(orders.doubt())


def test_years_first_need_no_doubt():
    orders = Orders()
    orders.see([(2, "2011-03-04"), (3, datetime(2011, 1, 1))])
    assert orders.doubt() is None
