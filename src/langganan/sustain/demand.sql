-- Pieces sold of each product in each week back from $as_of: week 0 is the seven days that end with it.
select b.product_id,
    cast(floor(date_diff('day', b.day, $as_of) / 7.0) as bigint) as weeks_ago,
    sum(b.quantity) as quantity,
    min(b.day) as first_day,
    max(h.lead_days) as lead_days
from purchases b
join on_hand h on h.product_id = b.product_id
where b.day <= $as_of
group by b.product_id, cast(floor(date_diff('day', b.day, $as_of) / 7.0) as bigint)
order by b.product_id, weeks_ago
