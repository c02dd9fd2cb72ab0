-- Per period of first purchase and period since ($period: week, month or quarter): how many of those customers
-- bought, for how many it was the first period after their first one, what they paid net of what came back, and what
-- of it the shop kept: `kept` is revenue less cost for goods with a known cost, `uncosted` the revenue of the others.
with days as (
    select customer_id, day
    from visits
    where day <= $as_of
    group by customer_id, day
),
active as (
    select customer_id,
        case when $period = 'week' then cast(date_trunc('week', day) as date)
            when $period = 'quarter' then cast(date_trunc('quarter', day) as date)
            else cast(date_trunc('month', day) as date) end as active_in
    from days
),
numbered as (
    select customer_id, active_in,
        min(active_in) over (partition by customer_id) as first_in,
        row_number() over (partition by customer_id order by active_in) as turn
    from (select distinct customer_id, active_in from active) once
),
paid as (
    select customer_id,
        case when $period = 'week' then cast(date_trunc('week', day) as date)
            when $period = 'quarter' then cast(date_trunc('quarter', day) as date)
            else cast(date_trunc('month', day) as date) end as paid_in,
        amount, kept, uncosted
    from daily_takings
    where customer_id >= 0 and day <= $as_of
),
cells as (
    select first_in, active_in as paid_in, 1 as active,
        case when turn = 2 then 1 else 0 end as came_back, 0 as amount, 0.0 as kept, 0 as uncosted
    from numbered
    union all
    select n.first_in, p.paid_in, 0, 0, p.amount, p.kept, p.uncosted
    from paid p
    join numbered n on n.customer_id = p.customer_id and n.turn = 1
    where p.paid_in >= n.first_in
)
select first_in, paid_in,
    cast(sum(active) as bigint) as active,
    cast(sum(came_back) as bigint) as came_back,
    cast(sum(amount) as bigint) as revenue,
    cast(round(sum(kept)) as bigint) as kept,
    cast(sum(uncosted) as bigint) as uncosted
from cells
group by first_in, paid_in
order by first_in, paid_in
