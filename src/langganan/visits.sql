-- What `purchases` of known customers come to, a row per order and day: made without them, so that a look at an
-- earlier day need not make them.
select l.customer_id, l.order_id, l.day, cast(sum(l.amount) as bigint) as amount
from order_lines l
join products p on p.product_id = l.product_id
where p.is_goods and l.kind = 'sale' and l.day <= $as_of and l.customer_id >= 0
    and not exists (select 1 from undone u where u.line_id = l.line_id)
group by l.customer_id, l.order_id, l.day
