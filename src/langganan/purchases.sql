-- What customers had bought and kept on the day $as_of: sale lines of goods, less those that were undone by then.
select l.line_id, l.order_id, l.customer_id, l.product_id, l.day, l.quantity, l.amount
from order_lines l
join products p on p.product_id = l.product_id
where p.is_goods and l.kind = 'sale' and l.day <= $as_of
    and not exists (select 1 from undone u where u.line_id = l.line_id)
