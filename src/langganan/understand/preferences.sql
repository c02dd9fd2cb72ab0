-- What each known customer buys most: the first $products products and $categories categories by number of
-- orders, of equals the one bought last; beside it all of the customer's orders.
with once as (
    select customer_id, product_id, order_id, day
    from baskets
    where day <= $as_of
),
totals as (
    select customer_id, count(distinct order_id) as of_orders
    from once
    group by customer_id
),
things as (
    select customer_id, product_id, cast(null as varchar) as category, count(*) as orders, max(day) as last_day
    from once
    group by customer_id, product_id
    union all
    select o.customer_id, -1, cast(p.category as varchar), count(distinct o.order_id), max(o.day)
    from once o
    join products p on p.product_id = o.product_id
    where p.category is not null
    group by o.customer_id, cast(p.category as varchar)
),
ranked as (
    select customer_id, product_id, category, orders, last_day,
        row_number() over (
            partition by customer_id, product_id >= 0
            order by orders desc, last_day desc, product_id, category
        ) as turn
    from things
)
select r.customer_id, r.product_id, r.category, r.orders, t.of_orders, r.last_day, r.turn
from ranked r
join totals t on t.customer_id = r.customer_id
where (r.product_id >= 0 and r.turn <= $products) or (r.product_id < 0 and r.turn <= $categories)
order by r.customer_id, r.product_id < 0, r.turn
