-- How many customers have bought anything by the day $as_of.
select count(distinct customer_id) as customers
from purchases
where customer_id >= 0 and day <= $as_of
