-- breaking: no
-- Proof that the server takes writes: one row, touched by whoever watches the state.
create table store_pulse (
  only_row boolean primary key default true check (only_row),
  beaten_at timestamptz not null
);
insert into store_pulse (beaten_at) values (now());
