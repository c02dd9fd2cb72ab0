-- Products bought in one order: for each product the $top others that go with it best, in orders up to $as_of, of which
-- part $part of $parts is looked at and counted (0 of 1: all).
-- `shared` orders hold the two, `orders` the product, `other_orders` the other one, `all_orders` anything at all.
-- lift = shared * all_orders / (orders * other_orders); score = shared / (sqrt(orders * other_orders) + 5), which pairs
-- seen a few times by chance do not reach. Pairs that only one order holds are left out. An order of more than $most
-- products says little about what goes with what, and is left out of the pairs.
with lines as (
    select distinct order_id, product_id from purchases where day <= $as_of and order_id % $parts = $part
),
sizes as (
    select order_id, count(*) as products from lines group by order_id
),
counts as (
    select product_id, count(*) as orders from lines group by product_id
),
total as (
    select count(*) as all_orders from sizes
),
usual as (
    select l.order_id, l.product_id
    from lines l
    join sizes s on s.order_id = l.order_id
    where s.products <= $most
),
pairs as (
    select a.product_id, b.product_id as other_id, count(*) as shared
    from usual a
    join usual b on b.order_id = a.order_id and b.product_id > a.product_id
    group by a.product_id, b.product_id
    having count(*) >= 2
),
both_ways as (
    select product_id, other_id, shared from pairs
    union all
    select other_id as product_id, product_id as other_id, shared from pairs
),
scored as (
    select p.product_id, p.other_id, p.shared, c.orders, d.orders as other_orders, t.all_orders,
        1.0 * p.shared * t.all_orders / (c.orders * d.orders) as lift,
        p.shared / (sqrt(1.0 * c.orders * d.orders) + 5) as score
    from both_ways p
    join counts c on c.product_id = p.product_id
    join counts d on d.product_id = p.other_id
    join on_hand h on h.product_id = p.other_id
    cross join total t
    where h.offered and (h.on_hand is null or h.on_hand > 0)
),
ranked as (
    select product_id, other_id, shared, orders, other_orders, all_orders, lift, score,
        row_number() over (partition by product_id order by score desc, other_id) as turn
    from scored
)
select product_id, other_id, turn, shared, orders, other_orders, all_orders, lift, score
from ranked
where turn <= $top
order by product_id, turn
