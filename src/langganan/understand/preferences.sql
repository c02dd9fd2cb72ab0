-- What each known customer buys most: the first $products products and $categories categories by number of
-- orders, of equals the one bought last.
with once as (
    select customer_id, product_id, order_id, max(day) as day
    from purchases
    where customer_id >= 0 and day <= $as_of
    group by customer_id, product_id, order_id
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
select customer_id, product_id, category, orders, last_day, turn
from ranked
where (product_id >= 0 and turn <= $products) or (product_id < 0 and turn <= $categories)
order by customer_id, product_id < 0, turn
