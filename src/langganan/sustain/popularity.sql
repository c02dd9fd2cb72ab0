-- One row per product that was ever sold: when, how much lately, to how many, and what is left.
with sold as (
    select product_id, min(day) as first_day, max(day) as last_day, count(distinct day) as selling_days,
        sum(case when day > $month_from then quantity else 0 end) as units_month,
        sum(case when day > $before_from and day <= $month_from then quantity else 0 end) as units_month_before,
        sum(case when day > $year_from then quantity else 0 end) as units_year,
        count(distinct case when day > $year_from and customer_id >= 0 then customer_id end) as customers
    from purchases
    where day <= $as_of
    group by product_id
),
paid as (
    select product_id, cast(sum(amount) as bigint) as revenue,
        cast(sum(case when day > $year_from then amount else 0 end) as bigint) as revenue_year
    from takings
    where day <= $as_of
    group by product_id
)
select s.product_id, s.first_day, s.last_day, s.selling_days, s.units_month, s.units_month_before, s.units_year,
    s.customers, p.revenue, p.revenue_year, h.offered, h.on_hand
from sold s
join paid p on p.product_id = s.product_id
join on_hand h on h.product_id = s.product_id
order by s.product_id
