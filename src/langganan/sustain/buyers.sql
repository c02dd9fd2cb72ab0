-- The $top known customers who bought each product in most orders over the last year; of equals who bought last.
with pairs as (
    select product_id, customer_id, count(distinct order_id) as orders, max(day) as last_day
    from purchases
    where customer_id >= 0 and day <= $as_of and day > $year_from
    group by product_id, customer_id
),
ranked as (
    select product_id, customer_id, orders, last_day,
        row_number() over (partition by product_id order by orders desc, last_day desc, customer_id) as turn
    from pairs
)
select product_id, customer_id, orders, last_day, turn
from ranked
where turn <= $top
order by product_id, turn
