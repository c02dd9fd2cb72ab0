-- Which sale lines were undone by the day $as_of: each sale that a later return of exactly the same quantity by the
-- same customer undid. The first such return undoes the first such sale, and so on; a return from before the first
-- such sale undoes nothing, for what it undid is older than the data.
with came_back as (
    select line_id, customer_id, product_id, -quantity as quantity, day
    from order_lines
    where kind = 'return' and customer_id >= 0 and day <= $as_of
),
candidates as (
    select l.line_id, l.order_id, l.customer_id, l.product_id, l.quantity, l.amount, l.day
    from order_lines l
    join (select distinct customer_id, product_id, quantity from came_back) k
        on k.customer_id = l.customer_id and k.product_id = l.product_id and k.quantity = l.quantity
    where l.kind = 'sale' and l.day <= $as_of
),
sold as (
    select line_id, order_id, customer_id, product_id, quantity, amount, day,
        row_number() over (partition by customer_id, product_id, quantity order by day, line_id) as turn,
        min(day) over (partition by customer_id, product_id, quantity) as first_day
    from candidates
),
starts as (
    select distinct customer_id, product_id, quantity, first_day from sold
),
returned as (
    select r.customer_id, r.product_id, r.quantity, r.day,
        row_number() over (partition by r.customer_id, r.product_id, r.quantity order by r.day, r.line_id) as turn
    from came_back r
    join starts s on s.customer_id = r.customer_id and s.product_id = r.product_id and s.quantity = r.quantity
    where r.day >= s.first_day
)
select s.line_id, s.order_id, s.customer_id, s.product_id, s.amount, s.day
from sold s
join returned r
    on r.customer_id = s.customer_id and r.product_id = s.product_id and r.quantity = s.quantity
    and r.turn = s.turn and r.day >= s.day
