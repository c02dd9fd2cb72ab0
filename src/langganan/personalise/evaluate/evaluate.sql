-- What was in each order of some customers, as of the day $as_of: part $part of $parts. Goods that came back and
-- orders that were undone are left out, as everywhere; what is sold no more was still bought, and stays in. An order that
-- lies on two days counts on the first.
select customer_id, order_id, product_id,
    min(min(day)) over (partition by customer_id, order_id) as day
from purchases
where customer_id >= 0 and day <= $as_of and (((customer_id % 2147483647) * 1103515245) % 2147483647) % $parts = $part
group by customer_id, order_id, product_id
order by customer_id, order_id, product_id
