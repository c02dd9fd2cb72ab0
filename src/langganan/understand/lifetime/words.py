"""What is said of lifetimes, in plain sentences: frequencies instead of probabilities, each with its interval."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from langganan.understand.lifetime.terms import LEAST_CUSTOMERS
from langganan.understand.shares import tenths
from langganan.words import Money, Phrase, mark

if TYPE_CHECKING:
    from langganan.understand.lifetime.result import Lifetime

MODELS = {
    "mbg": mark("a model of customers who may leave after any order (MBG/NBD)"),
    "mbg_season": mark("a model of customers who may leave after any order, with the shop's own seasons (MBG/NBD)"),
    "pareto": mark("a model of customers who may leave at any time (Pareto/NBD)"),
    "mbg_cnbd": mark("a model of customers with a regular rhythm who may leave after any order (MBG/CNBD-k)"),
    "bg": mark("a model of customers who may leave after each order but the first (BG/NBD)"),
    "old_rate": mark("the rule that everybody goes on at the rate so far"),
    "rhythm": mark("the share that came back from as long a silence (Kaplan-Meier)"),
}
TOO_LITTLE = mark(
    "There are too few orders to foresee who comes back: it takes {customers} customers, some of whom came again on "
    "another day, and two weeks."
)
SHORT = mark("History too short to see customers leaving: who stays away may still come back.")
NOTHING = mark(
    "Up to the day that was looked at this customer had bought nothing, or given all of it back: nothing can be "
    "foreseen."
)
SAME = mark(
    "Tried on {n} stretches of {days} days of this shop's past, all orders together were missed by {most} in 100."
)


def again(found: Lifetime, row: int) -> Phrase:
    """Say how likely a customer comes back within the horizon, with the interval where the past gives one."""
    chance, low, high = (float(column[row]) for column in (found.again, found.again_low, found.again_high))
    if math.isnan(chance):
        return too_little()
    fields = {"often": tenths(chance), "days": found.terms.horizon}
    if math.isnan(low):
        return Phrase(mark("Of customers like this one, {often} come back within {days} days."), fields)
    least, most = math.floor(low * 10), math.ceil(high * 10)
    return Phrase(
        mark(
            "Of customers like this one, {often} come back within {days} days "
            "(in this shop's past, between {least} and {most} in 10)."
        ),
        fields | {"least": least, "most": most},
    )


def orders(found: Lifetime, row: int) -> Phrase:
    """Say how many orders are expected of a customer within the horizon, and between how many 8 in 10 will make."""
    if math.isnan(found.expected[row]):
        return too_little()
    fields = {"least": int(found.expected_low[row]), "most": int(found.expected_high[row]), "days": found.terms.horizon}
    if fields["least"] == fields["most"]:
        text = mark("At least 8 in 10 customers like this one will place {n} order in the next {days} days.")
        many = mark("At least 8 in 10 customers like this one will place {n} orders in the next {days} days.")
        return Phrase(text, {"n": fields["most"], "days": fields["days"]}, many)
    text = mark("8 in 10 customers like this one will place {least} to {most} orders in the next {days} days.")
    return Phrase(text, fields)


def next_order(found: Lifetime, row: int) -> Phrase:
    """Say when the next order comes. This function will say of whom fewer than half come that they rather will not."""
    day, first, last = (column[row].item() for column in (found.next_day, found.next_from, found.next_to))
    if math.isnan(found.expected[row]):
        return too_little()
    if day is None:
        return Phrase(mark("More likely than not, this customer will not order again within three years."))
    if last is None:
        return Phrase(
            mark(
                "Half of the customers like this one order again by {day}; 1 in 10 by {first}, and some not within "
                "three years."
            ),
            {"day": day, "first": first},
        )
    return Phrase(
        mark("Half of the customers like this one order again by {day}; 8 in 10 between {first} and {last}."),
        {"day": day, "first": first, "last": last},
    )


def worth(found: Lifetime, row: int) -> Phrase:
    """Say what a customer is worth over the next year."""
    if math.isnan(found.expected[row]):
        return too_little()
    if math.isnan(found.value[row]):
        return Phrase(mark("What this customer is worth cannot be told: nobody has paid anything yet."))
    if found.value[row] > 0 and not found.value_high[row]:
        return _hardly(found, row)
    fields = {
        "value": Money(int(found.value[row])), "least": Money(int(found.value_low[row])),
        "most": Money(int(found.value_high[row])), "order": Money(round(float(found.order_value[row]))),
    }  # fmt: skip
    if found.terms.margin == 1:
        text = mark(
            "About {value} in sales over the next 365 days, for 8 in 10 customers like this one {least} to {most}; "
            "an order comes to about {order}."
        )
    else:
        text = mark(
            "About {value} earned over the next 365 days, for 8 in 10 customers like this one {least} to {most}; "
            "an order comes to about {order}."
        )
    return Phrase(text, fields)


def _hardly(found: Lifetime, row: int) -> Phrase:
    """Say how few order at all: the average is theirs, and lies beyond what 8 in 10 will bring."""
    fields = {"value": Money(int(found.value[row])), "order": Money(round(float(found.order_value[row])))}
    sales = mark(
        "At least 9 in 10 customers like this one buy nothing over the next 365 days; the average over all of them is "
        "{value} in sales. An order comes to about {order}."
    )
    earned = mark(
        "At least 9 in 10 customers like this one buy nothing over the next 365 days; the average over all of them is "
        "{value} earned. An order comes to about {order}."
    )
    return Phrase(sales if found.terms.margin == 1 else earned, fields)


def customer(found: Lifetime, row: int) -> tuple[Phrase, ...]:
    """Say all that is foreseen of one customer (a place in the result)."""
    if math.isnan(found.again[row]):
        return (too_little(),)
    said = [again(found, row), orders(found, row), next_order(found, row), worth(found, row), about_new(found, row)]
    return tuple(phrase for phrase in said if phrase is not None)


def about_new(found: Lifetime, row: int) -> Phrase | None:
    """Say where a one-time buyer's chances come from. This function will give None for who came more than once."""
    if found.purchases[row] != 1 or math.isnan(found.again[row]):
        return None
    return Phrase(mark("Only one order so far: this is what the shop's other customers did after one order."))


def shop(found: Lifetime) -> tuple[Phrase, ...]:
    """Say for the whole shop which model is used, how it did in the shop's own past, and what cannot be told yet."""
    if found.model == "none":
        return (too_little(),)
    said = [Phrase(mark("Foreseen by {model}."), {"model": Phrase(MODELS[found.model])}), _past(found)]
    if found.model == "old_rate":
        said.append(Phrase(mark("No model did better than that rule in this shop's past, so the rule is used.")))
    if found.short_history:
        said.append(Phrase(SHORT))
    return tuple(said)


def _past(found: Lifetime) -> Phrase:
    table = found.backtest
    own = table.only(table.model == found.model)
    if not len(own):
        return Phrase(mark("It could not be tried on this shop's own past yet."))
    days, came = int((own.until[0] - own.day[0]).astype(int)), int((own.until.max() - own.day.min()).astype(int))
    errors = [_half_up(100 * abs(error)) for error in own.total_error.tolist() if not math.isnan(error)]
    if not errors:
        return Phrase(mark("It could not be tried: no customer came back in the past {days} days."), {"days": came})
    fields = {"n": len(errors), "days": days, "least": min(errors), "most": max(errors)}
    if len(errors) > 1 and min(errors) == max(errors):
        return Phrase(SAME, fields)
    return Phrase(
        mark(
            "Tried on {n} stretch of {days} days of this shop's past, all orders together were missed by {most} in 100."
        ),
        fields,
        mark(
            "Tried on {n} stretches of {days} days of this shop's past, all orders together were missed by {least} to "
            "{most} in 100."
        ),
    )


def too_little() -> Phrase:
    """Say that nothing can be foreseen, and what it takes."""
    return Phrase(TOO_LITTLE, {"customers": LEAST_CUSTOMERS})


def _half_up(number: float) -> int:
    return math.floor(number + 0.5)
