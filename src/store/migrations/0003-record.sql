-- breaking: no
-- The public record. Leaves are only ever added: what is published of them can be proved never to have changed.
create table record_leaves (
  leaf_index bigint primary key check (leaf_index >= 0),
  kind text not null,
  entry bytea not null check (octet_length(entry) between 2 and 65535),
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  appended_at timestamptz not null
);
create index record_leaves_of_state on record_leaves (kind, leaf_index) where kind in ('digests', 'audit');

-- One row. Whoever appends locks it first, so that two can never append at the same place.
create table record_head (
  only_row boolean primary key default true check (only_row),
  size bigint not null check (size >= 0),
  root bytea not null check (octet_length(root) = 32),
  -- Roots of the perfect trees that the record consists of, the largest first, 32 bytes each.
  frontier bytea not null check (octet_length(frontier) % 32 = 0),
  -- The verifier key of the one signer; set by the first that signs.
  signer text
);
-- The root of an empty tree is the SHA-256 of nothing.
insert into record_head (size, root, frontier) values (0, sha256(''::bytea), ''::bytea);

-- What a commitment stands for: for the parties alone, and only as long as they can still ask.
create table record_openings (
  leaf_index bigint primary key references record_leaves (leaf_index),
  kind text not null,
  value text not null,
  salt text not null,
  expires_at timestamptz not null
);
create index record_openings_by_value on record_openings (kind, value);
create index record_openings_by_expiry on record_openings (expires_at);

create function record_only_grows() returns trigger language plpgsql as $$
begin
  raise exception 'The public record only grows.' using errcode = 'restrict_violation';
end
$$;
create trigger record_leaves_stay before update or delete on record_leaves
  for each row execute function record_only_grows();
create trigger record_leaves_stay_all before truncate on record_leaves
  for each statement execute function record_only_grows();
create trigger record_head_grows before update on record_head
  for each row when (new.size < old.size) execute function record_only_grows();
