-- What the plain figures count, on the day $as_of: customers by when they bought, and what the shop took.
with days as (
    select customer_id, day
    from visits
    where day <= $as_of
    group by customer_id, day
),
followed as (
    select customer_id, day,
        lead(day) over (partition by customer_id order by day) as next_day,
        row_number() over (partition by customer_id order by day) as turn
    from (select customer_id, day from days where day > $watch_from) recent
),
watched as (
    select next_day, day
    from followed
    where turn = 1 and day <= $watch_to
),
people as (
    select customer_id, max(day) as last_day
    from days
    group by customer_id
)
select
    (select count(*) from watched) as watched,
    (select count(*) from watched where next_day is not null and date_diff('day', day, next_day) <= 60) as again,
    (select count(*) from people) as customers,
    (select count(*) from people where last_day > $active_from) as active,
    (select cast(coalesce(sum(amount), 0) as bigint) from daily_takings where day <= $as_of and day > $month_from) as revenue
