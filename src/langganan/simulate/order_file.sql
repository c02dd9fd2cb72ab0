-- Order lines as a shop would export them: what a product is called, and money with $unit minor units in one.
select cast(l.day as date) as order_date, l.order_id as order_no,
    case when l.customer_id >= 0 then l.customer_id end as customer_id,
    concat('P', cast(l.product_id as varchar)) as product_code,
    concat('Product ', cast(l.product_id as varchar)) as product_name,
    p.category, l.quantity,
    abs(l.amount) / (case when l.quantity = 0 then 1.0 else abs(l.quantity) end) / $unit as unit_price,
    l.amount * 1.0 / $unit as amount
from order_lines l
join products p on p.product_id = l.product_id
order by l.day, l.order_id, l.line_id
