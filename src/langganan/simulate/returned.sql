-- What known customers brought back by $as_of, each beside the last sale of the same product to the same customer.
with came_back as (
    select l.line_id, l.customer_id, l.product_id, l.day, -l.quantity as quantity
    from order_lines l
    join products p on p.product_id = l.product_id
    where p.is_goods and l.kind = 'return' and l.customer_id >= 0 and l.quantity < 0 and l.day <= $as_of
),
beside as (
    select r.line_id, r.quantity, s.quantity as sold, date_diff('day', s.day, r.day) as days_later,
        row_number() over (partition by r.line_id order by s.day desc, s.line_id desc) as turn
    from came_back r
    join order_lines s
        on s.customer_id = r.customer_id and s.product_id = r.product_id and s.kind = 'sale' and s.day <= r.day
    where s.quantity >= r.quantity
)
select line_id, quantity, sold, days_later
from beside
where turn = 1
order by line_id
