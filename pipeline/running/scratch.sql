-- What a run keeps of its inputs while it goes on: on a disk, so that a folder of any size costs no memory.
-- Attached to the catalogue as `run` and removed when the run ends.

-- Every input that was found, once. `rank` 0: the caller named it himself. `is_open`: an archive whose members
-- were found with it (1), or that cannot be opened (2).
create table run.found (
  place blob primary key, uri text not null, location blob, byte_size integer not null, stamp text, problem text,
  problem_kind text, members text, rank integer not null, is_open integer not null default 0
) without rowid;

-- Those that are not simply as they were. `rank` 1 comes after all others: what is published of it may wait.
create table run.waiting (
  rank integer not null, uri text not null, location blob, byte_size integer not null, stamp text, problem text,
  problem_kind text, members text, is_open integer not null, doc_id text,
  primary key (rank, uri)
) without rowid;

-- Where this run says that its inputs are published, whether they are found or not. Of what is said of one the
-- highest `rank` counts: 1 the base URL or its own address, more a list of addresses, the more the nearer.
create table run.told (uri text primary key, url text, day text, rank integer not null) without rowid;

-- What this run made of each document, and of each of those inputs, outcomes as the catalogue has them.
create table run.finished (doc_id text primary key, outcome text not null) without rowid;
create table run.entered (uri text primary key, outcome text not null) without rowid;
