-- The days on which each known customer bought something, once each.
select customer_id, day
from purchases
where customer_id >= 0 and day <= $as_of
group by customer_id, day
order by customer_id, day
