-- What the customers of one part of the shop bought: one row per customer, order and product, in the days up to
-- $as_of. Customers are dealt out to $parts parts by their numbers; this is part $part (0 to $parts - 1).
select b.customer_id, b.order_id, b.product_id, b.day
from baskets b
where b.day <= $as_of and b.customer_id % $parts = $part
order by b.customer_id, b.order_id, b.product_id
