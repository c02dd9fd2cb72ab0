-- Each known customer and product bought, by the day $as_of: in how many orders, in how many of them since $year_from
-- (that day left out), and when last.
select customer_id, product_id, count(*) as orders,
    cast(sum(case when day > $year_from then 1 else 0 end) as bigint) as orders_year, max(day) as last_day
from baskets
where day <= $as_of
group by customer_id, product_id
