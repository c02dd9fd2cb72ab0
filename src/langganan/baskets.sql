-- What each known customer's orders held, a row per order and product: counted once here for all who ask.
select customer_id, order_id, product_id, min(day) as day
from purchases
where customer_id >= 0
group by customer_id, order_id, product_id
