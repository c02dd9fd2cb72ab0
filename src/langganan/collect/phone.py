"""Phone numbers as one form: E.164, or nothing. Never guessed."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=65536)
def to_e164(given: str, *, region: str) -> str | None:
    """The number in E.164 form (`+6281234567890`), or None where it is not certainly a valid number.

    Marketplaces mask digits with stars and spreadsheets lose them to `6.28E+11`; both are refused,
    because what is left may be somebody else's number. `0062…` is read as `+62…`; a spreadsheet's
    leading quote is dropped. Numbers without a country code are read as those of `region` (ISO 3166).
    """
    import phonenumbers

    text = given.strip().lstrip("'")
    if "*" in text or re.search(r"\d[eE]\+?\d", text):
        return None
    text = re.sub(r"^00", "+", text)
    if re.match(r"^62\d{8,}$", text) and region == "ID":
        text = f"+{text}"
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


@lru_cache
def region_of_zone(zone: str) -> str:
    """The country (ISO 3166) that a time zone belongs to: Asia/Jakarta is in ID. Zones of no country count as ID."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return next((row[0] for row in rows if row[2] == zone), "ID")


@lru_cache
def examples(region: str) -> tuple[str, str]:
    """A mobile number of this country, as people there write it and with the country code; else one of Indonesia."""
    import phonenumbers
    from phonenumbers import PhoneNumberFormat, PhoneNumberType

    asked = [phonenumbers.example_number_for_type(each, PhoneNumberType.MOBILE) for each in (region, "ID")]
    number = next(each for each in asked if each is not None)
    forms = (PhoneNumberFormat.NATIONAL, PhoneNumberFormat.INTERNATIONAL)
    local, whole = (phonenumbers.format_number(number, form) for form in forms)
    return local, whole
