from __future__ import annotations

import pytest

from langganan.collect.phone import examples, region_of_zone, to_e164


@pytest.mark.parametrize(
    "given",
    [
        "0812-3456-7890",
        "6281234567890",
        "812-3456-7890",
        "+62 (0)812 3456 7890",
        "'+6281234567890",
        "0062 812 3456 7890",
    ],
)
def test_one_number_however_it_is_written(given: str) -> None:
    assert to_e164(given, region="ID") == "+6281234567890"


@pytest.mark.parametrize("given", ["(+62) 812****7890", "6.28123E+11", "", "tidak ada", "08123", "0812345678901234"])
def test_what_is_not_certainly_a_number_is_none(given: str) -> None:
    assert to_e164(given, region="ID") is None


def test_a_number_without_country_code_is_the_regions() -> None:
    assert to_e164("020 7946 0958", region="GB") == "+442079460958"


def test_a_zone_tells_the_country() -> None:
    assert [region_of_zone(zone) for zone in ("Asia/Makassar", "Europe/London", "UTC")] == ["ID", "GB", "ID"]


@pytest.mark.parametrize("region", ["ID", "GB", "SG", "AQ"])
def test_examples_are_numbers_that_are_taken(region: str) -> None:
    local, whole = examples(region)
    country = "ID" if region == "AQ" else region
    assert to_e164(local, region=country) == to_e164(whole, region=region) is not None
