-- The customers of one cohort who bought in one later period: first purchase from $first_from to $first_to, and a
-- purchase from $day_from to $day_to, all four days counted in.
select customer_id
from visits
where day <= $as_of
group by customer_id
having min(day) >= $first_from and min(day) <= $first_to
    and sum(case when day >= $day_from and day <= $day_to then 1 else 0 end) > 0
order by customer_id
