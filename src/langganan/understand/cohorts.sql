-- Per month of first purchase and calendar month: how many of those customers bought, for how many it was the
-- first month after their first one, and what they paid net of what came back.
with active as (
    select customer_id, cast(date_trunc('month', day) as date) as active_month
    from purchases
    where customer_id >= 0 and day <= $as_of
    group by customer_id, cast(date_trunc('month', day) as date)
),
numbered as (
    select customer_id, active_month,
        min(active_month) over (partition by customer_id) as first_month,
        row_number() over (partition by customer_id order by active_month) as turn
    from active
),
paid as (
    select customer_id, cast(date_trunc('month', day) as date) as paid_month, sum(amount) as amount
    from takings
    where customer_id >= 0 and day <= $as_of
    group by customer_id, cast(date_trunc('month', day) as date)
),
cells as (
    select first_month, active_month as in_month, 1 as active,
        case when turn = 2 then 1 else 0 end as came_back, 0 as amount
    from numbered
    union all
    select n.first_month, p.paid_month, 0, 0, p.amount
    from paid p
    join numbered n on n.customer_id = p.customer_id and n.turn = 1
    where p.paid_month >= n.first_month
)
select first_month, in_month,
    cast(sum(active) as bigint) as active,
    cast(sum(came_back) as bigint) as came_back,
    cast(sum(amount) as bigint) as revenue
from cells
group by first_month, in_month
order by first_month, in_month
