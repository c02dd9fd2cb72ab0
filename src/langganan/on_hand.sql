-- What is left of each product on the evening of $as_of: the last count, less what went out on the days after
-- it (sold or given free) net of what came back. Null where the product was never counted. A count is taken to
-- be of the evening, after that day's sales.
with gone as (
    select l.product_id, sum(l.quantity) as quantity
    from order_lines l
    join products p on p.product_id = l.product_id
    where p.counted_on is not null and l.day > p.counted_on and l.day <= $as_of
        and l.kind in ('sale', 'return', 'free')
    group by l.product_id
)
select p.product_id, p.is_goods, p.offered, p.lead_days,
    case when p.counted_on is not null then p.counted - coalesce(g.quantity, 0) end as on_hand
from products p
left join gone g on g.product_id = p.product_id
order by p.product_id
