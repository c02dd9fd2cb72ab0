-- What each known customer buys most: the first $products products and $categories categories by number of
-- orders, of equals the one bought last; beside it all of the customer's orders.
with totals as (
    select customer_id, count(distinct order_id) as of_orders
    from visits
    where day <= $as_of
    group by customer_id
),
by_category as (
    select b.customer_id, b.order_id, cast(p.category as varchar) as category, max(b.day) as last_day
    from baskets b
    join products p on p.product_id = b.product_id
    where b.day <= $as_of and p.category is not null
    group by b.customer_id, b.order_id, cast(p.category as varchar)
),
things as (
    select customer_id, product_id, cast(null as varchar) as category, orders, last_day
    from customer_products
    union all
    select customer_id, -1, category, count(*), max(last_day)
    from by_category
    group by customer_id, category
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
