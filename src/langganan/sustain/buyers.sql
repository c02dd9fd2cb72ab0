-- The $top known customers who bought each product in most orders over the last year; of equals who bought last.
with ranked as (
    select product_id, customer_id, orders_year as orders, last_day,
        row_number() over (partition by product_id order by orders_year desc, last_day desc, customer_id) as turn
    from customer_products
    where orders_year > 0
)
select product_id, customer_id, orders, last_day, turn
from ranked
where turn <= $top
order by product_id, turn
