-- How the orders of each customer are spread who ordered on two days or more, orders of one day counting as one: over
-- weekdays (0 is Monday), parts of the day, channels, price levels and categories. `orders` are those with that
-- value, `of_orders` all of the customer's for which it is known. A product's price level is its place among the sale
-- lines of its category by price per piece, 0 to 1; an order's is the mean of its lines'.
with lines as (
    select min(p.order_id) over (partition by p.customer_id, p.day) as order_id, p.customer_id, p.product_id, p.day, p.quantity, p.amount, g.category
    from purchases p
    join products g on g.product_id = p.product_id
    where p.customer_id >= 0 and p.day <= $as_of
),
ordered as (
    select customer_id, order_id, min(day) as day
    from lines
    group by customer_id, order_id
),
regulars as (
    select customer_id
    from ordered
    group by customer_id
    having count(*) >= 2
),
mine as (
    select o.customer_id, o.order_id, o.day
    from ordered o
    join regulars r on r.customer_id = o.customer_id
),
moments as (
    select l.order_id, min(l.minute) as minute, max(l.channel) as channel
    from order_lines l
    join mine o on o.order_id = l.order_id
    where l.kind = 'sale' and l.day <= $as_of
    group by l.order_id
),
prices as (
    select product_id, category, sum(amount) / sum(quantity) as price, count(*) as sales
    from lines
    where quantity > 0
    group by product_id, category
),
places as (
    select product_id,
        (sum(sales) over (partition by category order by price)
            - sum(sales) over (partition by category, price) / 2.0)
        / sum(sales) over (partition by category) as place
    from prices
),
priced as (
    select o.customer_id, o.order_id, avg(s.place) as place
    from mine o
    join lines l on l.order_id = o.order_id and l.customer_id = o.customer_id
    join places s on s.product_id = l.product_id
    group by o.customer_id, o.order_id
),
single as (
    select customer_id, order_id, 'weekday' as aspect,
        cast(((date_diff('day', cast('2000-01-03' as date), day) % 7) + 7) % 7 as varchar) as of_kind
    from mine
    union all
    select o.customer_id, o.order_id, 'part',
        case when m.minute < 240 then 'evening' when m.minute < 660 then 'morning'
            when m.minute < 900 then 'midday' when m.minute < 1080 then 'afternoon' else 'evening' end
    from mine o
    join moments m on m.order_id = o.order_id
    where m.minute >= 0
    union all
    select o.customer_id, o.order_id, 'channel', m.channel
    from mine o
    join moments m on m.order_id = o.order_id
    where m.channel <> ''
    union all
    select customer_id, order_id, 'price',
        case when 3 * place < 1 then 'low' when 3 * place > 2 then 'high' else 'middle' end
    from priced
    union all
    select distinct o.customer_id, o.order_id, 'category', cast(l.category as varchar)
    from mine o
    join lines l on l.order_id = o.order_id and l.customer_id = o.customer_id
    where l.category is not null
),
known as (
    select customer_id, aspect, count(distinct order_id) as of_orders
    from single
    group by customer_id, aspect
    having count(distinct order_id) >= 2
)
select s.customer_id, s.aspect, s.of_kind, count(*) as orders, max(k.of_orders) as of_orders
from single s
join known k on k.customer_id = s.customer_id and k.aspect = s.aspect
group by s.customer_id, s.aspect, s.of_kind
order by s.customer_id, s.aspect, s.of_kind
