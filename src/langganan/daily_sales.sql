-- Sale lines of goods by known customer, order and day, whether undone later or not.
select l.customer_id, l.order_id, l.day, count(*) as lines, cast(sum(l.amount) as bigint) as amount
from order_lines l
join products p on p.product_id = l.product_id
where p.is_goods and l.kind = 'sale' and l.customer_id >= 0
group by l.customer_id, l.order_id, l.day
