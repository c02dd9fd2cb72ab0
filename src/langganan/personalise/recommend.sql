-- What the customers of one part of the shop bought: one row per customer, order and product, in the days up to
-- $as_of. An order that lies on two days counts on the first. Customers are dealt out to $parts parts, whatever
-- steps their numbers take; this is part $part (0 to $parts - 1).
select b.customer_id, b.order_id, b.product_id,
    min(b.day) over (partition by b.customer_id, b.order_id) as day
from baskets b
where b.day <= $as_of and (((b.customer_id % 2147483647) * 1103515245) % 2147483647) % $parts = $part
order by b.customer_id, b.order_id, b.product_id
