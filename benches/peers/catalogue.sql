-- claims
create view claims as
select s.id who, s.label who_label, r.relation, replace(r.relation, '-', ' ') relation_label, o.id whom, o.label whom_label,
  e.id about, e.label about_label, r.date, 'asserted' status, p.id speaker, p.label speaker_label, so.id source,
  so.title source_label, r.locator, cast(null as varchar) quote, r.rowid claim, 'relations.csv:' || (r.rowid + 2) row
from relations r
left join actors s on s.id = r.subject
left join actors o on o.id = r.object
left join events e on e.id = r.event
left join actors p on p.id = r.reported_by
left join sources so on so.id = r.source

-- who-blamed-whom
select who, who_label, relation, whom, whom_label, about, about_label, date, status, speaker, speaker_label, source, source_label,
  locator, quote, claim, row
from claims
where relation = 'blames'
order by who_label, whom_label, about_label, claim

-- who-condemned-what
select who, who_label, relation, whom, whom_label, about, about_label, date, status, speaker, speaker_label, source, source_label,
  locator, quote, claim, row
from claims
where relation = 'condemns'
order by who_label, whom_label, claim

-- accusations
select *
from claims
where relation in ('accuses', 'blames')
order by who_label, whom_label, about_label, claim

-- members
select who, who_label, relation, whom, whom_label, date, status, speaker, speaker_label, source, source_label, locator, quote, claim, row
from claims
where relation = 'member-of'
order by whom_label, who_label, claim

-- negotiations
select who, who_label, relation, whom, whom_label, about, about_label, date, status, speaker, speaker_label, source, source_label,
  locator, quote, claim, row
from claims
where relation = 'negotiates-with'
order by who_label, whom_label, claim

-- timeline
select date, date earliest, date latest, who, who_label, relation, relation_label, whom, whom_label, about, about_label, status,
  speaker, speaker_label, source, source_label, locator, quote, claim, row
from claims
where date is not null
order by earliest, date, claim

-- single-source
select g.*, s.label, replace(relation, '-', ' ') relation_label, o.label
from (
  select subject, relation, object, min(source) source, min(so.title) source_label, count(*) claims, min(r.rowid) first_claim
  from relations r left join sources so on so.id = r.source
  group by subject, relation, object
  having count(distinct source) = 1
) g
left join actors s on s.id = subject
left join actors o on o.id = object
order by s.label, relation_label, o.label, subject, relation, object

-- shared-origins
select g.*, s.label, replace(relation, '-', ' ') relation_label, o.label, p.label
from (
  select subject, relation, object, reported_by, count(distinct source) sources, count(*) claims, min(rowid) first_claim
  from relations
  where reported_by is not null and source is not null
  group by subject, relation, object, reported_by
  having count(distinct source) > 1
) g
left join actors s on s.id = subject
left join actors o on o.id = object
left join actors p on p.id = reported_by
order by sources desc, s.label, relation_label, o.label, subject, relation, object, reported_by

-- reciprocal-accusations
select one, a.label, other, b.label, there, back
from (
  select least(subject, object) one, greatest(subject, object) other,
    count(*) filter (where subject < object) there, count(*) filter (where subject > object) back
  from relations
  where relation in ('accuses', 'blames') and subject <> object
  group by one, other
) g
left join actors a on a.id = one
left join actors b on b.id = other
where there > 0 and back > 0
order by a.label, b.label, one, other

-- never-cited
select g.actor, a.label, a.type, claims
from (
  select actor, count(distinct claim) claims
  from (select subject actor, rowid claim from relations union all select object, rowid from relations)
  group by actor
) g
join actors a on a.id = g.actor
where not exists (from relations r where r.reported_by = g.actor)
order by claims desc, a.label, g.actor

-- speakers
select g.*, a.label, a.type
from (
  select reported_by, count(*) claims, count(distinct event) events, count(distinct source) sources
  from relations
  where reported_by is not null
  group by reported_by
) g
left join actors a on a.id = reported_by
order by claims desc, a.label, reported_by

-- relations
select relation, replace(relation, '-', ' ') relation_label, 'asserted' status, count(*) claims, count(distinct source) sources
from relations
group by relation
order by relation_label
