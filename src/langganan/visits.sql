-- What `purchases` of known customers come to, a row per order and day: made without them, so that a look at an
-- earlier day need not make them. A day of an order of which every line was undone is no visit.
with gone as (
    select u.customer_id, u.order_id, u.day, count(*) as lines, sum(u.amount) as amount
    from undone u
    join products p on p.product_id = u.product_id
    where p.is_goods
    group by u.customer_id, u.order_id, u.day
)
select s.customer_id, s.order_id, s.day, cast(s.amount - coalesce(g.amount, 0) as bigint) as amount
from daily_sales s
left join gone g on g.customer_id = s.customer_id and g.order_id = s.order_id and g.day = s.day
where s.day <= $as_of and s.lines > coalesce(g.lines, 0)
