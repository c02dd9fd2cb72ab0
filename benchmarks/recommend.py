"""What the recommendations are worth: each customer's last order, guessed from those before it.

Run: python benchmarks/recommend.py. The packaged shop (UCI Online Retail); every customer with two orders or
more; products in the last order that are goods are the truth. Recall@k is the mean share of them among the k
suggested. Beside it: the k products that most customers bought over the last 90 days, and ever.
"""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import numpy as np

import langganan
from langganan.shop import Shop
from langganan.tables import Array, Columns

PACKAGED = Path(__file__).parent.parent / "src/langganan/data/online_retail.parquet"
DEPTHS = (5, 10)
Pairs = set[tuple[int, int]]


def main() -> None:
    """Measure and print a Markdown table."""
    shop = langganan.open(PACKAGED, zone="Europe/London", currency="GBP")
    as_of = shop.as_of
    truth = _hide_last_orders(shop)
    print("| method | " + " | ".join(f"recall@{k}" for k in DEPTHS) + " | repeat@10 | CPU s |\n|---|---|---|---|---|")
    before = _bought(shop)
    for name, suggest in (("ours", _ours), ("popular lately", _popular_lately), ("popular ever", _popular_ever)):
        start = time.process_time()
        guesses = suggest(shop, as_of, sorted({customer for customer, _ in truth}))
        spent = time.process_time() - start
        recalls = [_recall(truth, guesses, k) for k in DEPTHS]
        again = _recall(truth & before, guesses, DEPTHS[-1])
        print(f"| {name} | " + " | ".join(f"{r:.4f}" for r in recalls) + f" | {again:.4f} | {spent:.2f} |")


def _hide_last_orders(shop: Shop) -> Pairs:
    """Take each customer's last order out of the shop; what was in it."""
    shop.engine.make("lasts", """
        with made as (
            select customer_id, order_id, min(day) as day from order_lines
            where kind = 'sale' and customer_id >= 0 group by customer_id, order_id
        ), ranked as (
            select customer_id, order_id,
                row_number() over (partition by customer_id order by day desc, order_id desc) as turn,
                count(*) over (partition by customer_id) as orders from made
        ) select customer_id, order_id from ranked where turn = 1 and orders >= 2
    """)  # fmt: skip
    hidden = shop.engine.run("""
        select distinct l.customer_id, l.product_id from order_lines l join lasts t on t.order_id = l.order_id
        join products p on p.product_id = l.product_id where l.kind = 'sale' and p.is_goods
    """)
    rest = shop.engine.run("select * from order_lines where order_id not in (select order_id from lasts)")
    shop.engine.load("order_lines", rest)
    return _pairs(hidden)


def _bought(shop: Shop) -> Pairs:
    return _pairs(shop.engine.run("select distinct customer_id, product_id from order_lines where kind = 'sale'"))


def _pairs(rows: Columns) -> Pairs:
    return set(zip(rows["customer_id"].tolist(), rows["product_id"].tolist(), strict=True))


def _ours(shop: Shop, as_of: date, people: list[int]) -> dict[int, list[int]]:
    found = shop.recommendations(as_of, DEPTHS[-1])
    guesses: dict[int, list[int]] = {customer: [] for customer in people}
    for customer, product in zip(found.customer_id.tolist(), found.product_id.tolist(), strict=True):
        if customer in guesses:
            guesses[customer].append(product)
    return guesses


def _popular_lately(shop: Shop, as_of: date, people: list[int]) -> dict[int, list[int]]:
    return dict.fromkeys(people, _popular(shop, "day > $since", np.datetime64(as_of) - 90).tolist())


def _popular_ever(shop: Shop, as_of: date, people: list[int]) -> dict[int, list[int]]:
    return dict.fromkeys(people, _popular(shop, "day <= $since", np.datetime64(as_of)).tolist())


def _popular(shop: Shop, when: str, since: np.datetime64) -> Array:
    return shop.engine.run(
        f"""select b.product_id, count(distinct b.customer_id) as n from order_lines b
        join products p on p.product_id = b.product_id
        where b.kind = 'sale' and p.is_goods and b.customer_id >= 0 and {when}
        group by b.product_id order by n desc, b.product_id limit {DEPTHS[-1]}""",
        since=since.astype(date),
    )["product_id"]


def _recall(truth: Pairs, guesses: dict[int, list[int]], k: int) -> float:
    wanted: dict[int, set[int]] = {}
    for customer, product in truth:
        wanted.setdefault(customer, set()).add(product)
    return float(np.mean([len(own & set(guesses[customer][:k])) / len(own) for customer, own in wanted.items()]))


if __name__ == "__main__":
    main()
