-- On each day with a purchase by a known customer: how many bought for the first time (`first_time`), and how many of
-- those who had bought before came again.
with days as (
    select customer_id, day
    from visits
    where day <= $as_of
    group by customer_id, day
),
turns as (
    select day, min(day) over (partition by customer_id) as first_day
    from days
)
select day,
    cast(sum(case when day = first_day then 1 else 0 end) as bigint) as first_time,
    cast(sum(case when day > first_day then 1 else 0 end) as bigint) as again
from turns
group by day
order by day
