-- What was sold and kept by $as_of, one row per order and product; customer -1 where the source names none.
select customer_id, order_id, product_id, min(day) as day, sum(quantity) as quantity,
    cast(sum(amount) as bigint) as amount
from purchases
where day <= $as_of
group by customer_id, order_id, product_id
order by customer_id, day, order_id, product_id
