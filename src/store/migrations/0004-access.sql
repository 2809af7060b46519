-- breaking: no
-- Who may do what, how they prove who they are, and what they did. Secrets are kept as digests or sealed, never as they are.
create table access_persons (
  id text primary key,
  name text not null check (char_length(name) between 1 and 100),
  -- Lower case: what a person types to sign in.
  mail text not null unique check (char_length(mail) <= 254),
  roles text[] not null,
  -- scrypt in PHC form; null until the person has chosen one by a link.
  password text,
  -- Sealed with the key of the data folder. It counts once totp_since is set.
  totp_secret bytea,
  totp_since timestamptz,
  -- The last time step of which a code was taken: a code counts once.
  totp_step bigint not null default 0,
  created_at timestamptz not null,
  created_by text not null,
  disabled_at timestamptz
);

create table access_recovery_codes (
  person_id text not null references access_persons (id) on delete cascade,
  digest bytea not null,
  primary key (person_id, digest)
);

create table access_passkeys (
  -- As the authenticator names itself, base64url.
  id text primary key check (char_length(id) <= 1400),
  person_id text not null references access_persons (id) on delete cascade,
  -- The site it was made for, as `localhost`: no other may ask for it.
  site text not null,
  public_key bytea not null,
  counter bigint not null,
  label text not null check (char_length(label) between 1 and 60),
  created_at timestamptz not null,
  -- UTC, as 2026-03-04: no finer, so that it tells no habits.
  used_on text check (used_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')
);
create index on access_passkeys (person_id);

create table access_sessions (
  id text primary key,
  digest bytea not null unique,
  person_id text not null references access_persons (id) on delete cascade,
  -- enrol: must set up a second factor; factor: must show it; full: may act.
  stage text not null check (stage in ('enrol', 'factor', 'full')),
  device text not null check (char_length(device) <= 60),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index on access_sessions (person_id);

create table access_challenges (
  digest bytea primary key,
  challenge text not null,
  -- Null: somebody who has not signed in yet.
  person_id text references access_persons (id) on delete cascade,
  expires_at timestamptz not null
);

create table access_links (
  digest bytea primary key,
  -- Null: the link of the first start, whose user becomes the first operator.
  person_id text references access_persons (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table access_attempts (
  -- Keyed digest of an account, a factor or a network address.
  key bytea primary key,
  failures int not null,
  last_at timestamptz not null,
  locked_until timestamptz
);

create table access_keys (
  id text primary key,
  digest bytea not null,
  scopes text[] not null,
  label text not null check (char_length(label) between 1 and 100),
  institution text not null check (char_length(institution) <= 100),
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  used_on text check (used_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')
);

-- A chain: each row holds the hash of the one before, so that a row that was changed or taken out shows.
create table access_audit (
  seq bigint primary key,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  action text not null,
  object_kind text not null,
  object_id text not null,
  why text not null check (char_length(why) <= 500),
  outcome text not null,
  before bytea not null,
  hash bytea not null
);
create index on access_audit (at);

-- The last row that has had its time: the oldest one that is left must follow it.
create table access_audit_floor (
  only_row boolean primary key default true check (only_row),
  seq bigint not null,
  at timestamptz not null,
  hash bytea not null
);

create function access_audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only' using errcode = 'restrict_violation';
end $$;

-- Only what is older than three years may go, oldest first, and the floor rises with it.
create function access_audit_expire() returns trigger language plpgsql as $$
declare
  last record;
begin
  select seq, at, hash into last from gone order by seq desc limit 1;
  if last.seq is null then
    return null;
  end if;
  if exists (select from gone where at > now() - interval '1095 days')
    or exists (select from access_audit where seq <= last.seq) then
    raise exception 'the audit trail is append-only' using errcode = 'restrict_violation';
  end if;
  insert into access_audit_floor (seq, at, hash) values (last.seq, last.at, last.hash)
  on conflict (only_row) do update set seq = excluded.seq, at = excluded.at, hash = excluded.hash;
  return null;
end $$;

create trigger access_audit_no_update before update or truncate on access_audit
  for each statement execute function access_audit_refuse();
create trigger access_audit_no_delete after delete on access_audit
  referencing old table as gone for each statement execute function access_audit_expire();
