-- Per customer the $k products bought in most orders, and (as customer -1) the $popular products that most
-- customers bought: lately, then ever. Only goods that are offered and, where counted, still there.
with eligible as (
    select product_id
    from on_hand
    where is_goods and offered and (on_hand is null or on_hand > 0)
),
once as (
    select b.customer_id, b.product_id, b.order_id, max(b.day) as day
    from purchases b
    where b.customer_id >= 0 and b.day <= $as_of
    group by b.customer_id, b.product_id, b.order_id
),
orders_made as (
    select customer_id, count(distinct order_id) as orders
    from once
    group by customer_id
),
pairs as (
    select o.customer_id, o.product_id, count(*) as times, max(o.day) as last_day
    from once o
    join eligible e on e.product_id = o.product_id
    group by o.customer_id, o.product_id
),
popularity as (
    select product_id, count(*) as customers,
        cast(sum(case when last_day > $recent_from then 1 else 0 end) as bigint) as customers_recent
    from pairs
    group by product_id
),
ranked as (
    select b.customer_id, b.product_id, b.times, b.last_day, p.customers, p.customers_recent,
        row_number() over (
            partition by b.customer_id
            order by b.times desc, p.customers_recent desc, p.customers desc, b.product_id
        ) as turn
    from pairs b
    join popularity p on p.product_id = b.product_id
),
favourites as (
    select product_id, customers, customers_recent,
        row_number() over (order by customers_recent desc, customers desc, product_id) as turn
    from popularity
)
select r.customer_id, r.product_id, r.turn, r.times, o.orders, r.last_day, r.customers, r.customers_recent
from ranked r
join orders_made o on o.customer_id = r.customer_id
where r.turn <= $k
union all
select -1, product_id, turn, 0, 0, $as_of, customers, customers_recent
from favourites
where turn <= $popular
union all
-- Somebody all of whose products have gone out of the shop is still to be suggested what others buy.
select o.customer_id, -1, 0, 0, o.orders, $as_of, 0, 0
from orders_made o
where o.customer_id not in (select customer_id from pairs)
order by 1, 3
