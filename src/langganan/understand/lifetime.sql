-- One row per known customer who had bought by $cut: when first and last, on how many days after the first (x),
-- the sum of the logarithms of the gaps between those days, what the first day and the later ones brought, and
-- what came in the days after $cut up to $until, which a forecast made on $cut must not see.
-- For a day in the past `visits` may be that of today: a sale undone since then counts as never made.
with days as (
    select customer_id, day, cast(sum(amount) as bigint) as amount
    from visits
    where day <= $until
    group by customer_id, day
),
spaced as (
    select customer_id, day, amount,
        min(day) over (partition by customer_id) as first_day,
        lag(day) over (partition by customer_id order by day) as day_before
    from days
)
select customer_id, first_day,
    max(case when day <= $cut then day end) as last_day,
    cast(sum(case when day <= $cut and day > first_day then 1 else 0 end) as bigint) as x,
    cast(sum(
        case when day <= $cut and day > first_day then ln(date_diff('day', day_before, day)) else 0.0 end
    ) as double) as log_gaps,
    cast(sum(case when day = first_day then amount else 0 end) as bigint) as first_revenue,
    cast(sum(case when day <= $cut and day > first_day then amount else 0 end) as bigint) as repeat_revenue,
    cast(sum(case when day > $cut then 1 else 0 end) as bigint) as later,
    cast(sum(case when day > $cut then amount else 0 end) as bigint) as later_revenue
from spaced
where first_day <= $cut
group by customer_id, first_day
order by customer_id
