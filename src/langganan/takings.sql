-- What the shop took and kept: sales of goods and what came back of them. Amounts add up.
select l.line_id, l.order_id, l.customer_id, l.product_id, l.day, l.quantity, l.amount, l.kind
from order_lines l
join products p on p.product_id = l.product_id
where p.is_goods and l.kind in ('sale', 'return')
