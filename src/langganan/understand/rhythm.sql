-- The days on which each known customer bought something, once each.
select customer_id, day
from visits
where day <= $as_of
group by customer_id, day
order by customer_id, day
