-- One row per product that was ever sold: when, how much lately, to how many, and what is left.
-- Counted in two steps, by day and by customer: counting distinct ones in one step takes twice the time.
with daily as (
    select product_id, day, sum(quantity) as quantity
    from purchases
    where day <= $as_of
    group by product_id, day
),
sold as (
    select product_id, min(day) as first_day, max(day) as last_day, count(*) as selling_days,
        sum(case when day > $month_from then quantity else 0 end) as units_month,
        sum(case when day > $before_from and day <= $month_from then quantity else 0 end) as units_month_before,
        sum(case when day > $year_from then quantity else 0 end) as units_year
    from daily
    group by product_id
),
bought as (
    select product_id, count(*) as customers from customer_products where orders_year > 0 group by product_id
),
paid as (
    select product_id, cast(sum(amount) as bigint) as revenue,
        cast(sum(case when day > $year_from then amount else 0 end) as bigint) as revenue_year
    from takings
    where day <= $as_of
    group by product_id
)
select s.product_id, s.first_day, s.last_day, s.selling_days, s.units_month, s.units_month_before, s.units_year,
    coalesce(b.customers, 0) as customers, p.revenue, p.revenue_year, h.offered, h.on_hand
from sold s
join paid p on p.product_id = s.product_id
join on_hand h on h.product_id = s.product_id
left join bought b on b.product_id = s.product_id
order by s.product_id
