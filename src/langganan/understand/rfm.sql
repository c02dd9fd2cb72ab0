-- One row per known customer who had bought something by $as_of: when, how often, and what it came to.
with bought as (
    select customer_id, min(day) as first_day, max(day) as last_day, count(distinct order_id) as orders
    from visits
    where day <= $as_of
    group by customer_id
),
paid as (
    select customer_id,
        cast(sum(amount) as bigint) as revenue,
        cast(sum(case when day > $a_year_ago then amount else 0 end) as bigint) as revenue_year
    from daily_takings
    where customer_id >= 0 and day <= $as_of
    group by customer_id
)
select b.customer_id, b.first_day, b.last_day, b.orders, p.revenue, p.revenue_year
from bought b
join paid p on p.customer_id = b.customer_id
order by b.customer_id
