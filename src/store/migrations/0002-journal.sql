-- breaking: no
-- Decisions as the journal keeps them, by UTC day of deciding. Identifiers are keyed; the keys lie in the data folder, not here.
create table journal_allowed (
  id text not null,
  event_id text not null,
  kind text not null,
  door text not null,
  mode text not null,
  decided_at timestamptz not null,
  event_at timestamptz not null,
  verdict text not null,
  score float8 not null,
  scheme text,
  -- [[code, weight, about?], …], strongest first.
  reasons json not null,
  model text not null,
  rules text not null,
  policy text not null,
  micros int not null,
  expires_at timestamptz,
  key_id text,
  -- The key of each identifier, and beside it what it was in the event: from, to, subject, …
  keys text[] not null,
  roles text[] not null
) partition by range (decided_at);
create index on journal_allowed (id);
create index on journal_allowed (event_id);
create index on journal_allowed using gin (keys);

create table journal_flagged (like journal_allowed) partition by range (decided_at);
create index on journal_flagged (id);
create index on journal_flagged (event_id);
create index on journal_flagged using gin (keys);

-- What was said, as JSON in a text: JSON can say what a database's own text cannot (U+0000).
create table journal_contents (
  id text not null,
  decided_at timestamptz not null,
  content text not null
) partition by range (decided_at);
create index on journal_contents (id);

-- How far the spool of each writing process has been taken over: moved in the transaction that takes the records.
create table journal_positions (
  node text not null,
  segment bigint not null,
  shipped bigint not null,
  moved_at timestamptz not null,
  primary key (node, segment)
);

create table decision_counts (
  day date not null,
  kind text not null,
  door text not null,
  verdict text not null,
  -- Empty where none is known.
  scheme text not null,
  n bigint not null,
  primary key (day, kind, door, verdict, scheme)
);
