-- `takings` by customer (-1: nobody known) and day. What was kept of `amount`: `kept` is revenue less cost for goods
-- with a known cost, `uncosted` the revenue of the others.
select t.customer_id, t.day, cast(sum(t.amount) as bigint) as amount,
    sum(case when p.unit_cost is not null and not isnan(p.unit_cost)
        then t.amount - p.unit_cost * t.quantity else 0 end) as kept,
    cast(sum(case when p.unit_cost is null or isnan(p.unit_cost) then t.amount else 0 end) as bigint) as uncosted
from takings t
join products p on p.product_id = t.product_id
group by t.customer_id, t.day
