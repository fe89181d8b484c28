-- q1
select s.label, o.label, e.label, so.title, r.date
from relations r
join actors s on s.id = r.subject
join actors o on o.id = r.object
join events e on e.id = r.event
join sources so on so.id = r.source
where r.relation = 'blames'

-- q2
select s.label, o.label, e.label, so.title, r.date
from relations r
join actors s on s.id = r.subject
join actors o on o.id = r.object
join events e on e.id = r.event
join sources so on so.id = r.source
where r.relation = 'blames' and r.event = '$EVENT'

-- q3
select o.label, count(*) n
from relations r join actors o on o.id = r.object
where r.relation = 'blames'
group by o.id, o.label
order by n desc, o.label
limit 20

-- q4
select count(distinct a.event)
from relations a join relations b on a.event = b.event
where a.relation = 'blames' and b.relation = 'blames' and a.object <> b.object

-- q4g
select count(*)
from (select event from relations where relation = 'blames' group by event having count(distinct object) > 1)

-- q5
with recursive t(x) as (
  select object from relations where relation = 'member-of' and subject = '$ACTOR'
  union select r.object from t join relations r on r.subject = t.x and r.relation = 'member-of'
)
select count(*) from t
