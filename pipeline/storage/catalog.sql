-- The catalogue of an output folder: what is staged, where it was met, what is published of it. All of it can be
-- made again from the bundles and the published receipts; deleting it costs time and nothing else.
create table meta (key text primary key, value text) without rowid;

-- One row for each document that a run has met, read or not.
create table documents (
  doc_id text primary key,
  unit text not null,              -- the unit of work that it was read in (`unit_of_work.unit_of`)
  is_bundle integer not null,      -- 1: its rows are staged; 0: it could not be read
  year integer,                    -- the partition of its rows
  province text,
  outcome text not null,           -- `Outcome.to_dict` as JSON
  is_touched integer not null      -- 1: what is published of it is not what is staged, or not from where it was met
) without rowid;
create index documents_units on documents (unit, is_bundle);
create index documents_touched on documents (is_touched) where is_touched;
create index documents_shared on documents (is_bundle, province, doc_id);
create index documents_folders on documents (is_bundle, year, province, doc_id);

-- What stands at each source, and by what that was known.
create table sources (uri text primary key, doc_id text not null, stamp text) without rowid;
create index sources_documents on sources (doc_id);

-- Where each document was ever met; `url` and `day`: where what stood there is published, and since when, as the
-- latest run that said something of it said.
create table met (doc_id text, uri text, url text, day text, primary key (doc_id, uri)) without rowid;

-- What is published of each document.
create table published (
  doc_id text primary key,
  unit text not null,              -- of the bundle whose rows they are
  year integer,
  province text,
  arranged text not null,          -- hash of its row of `documents`
  compared text not null           -- hash of the pairs whose comparison is said of it
) without rowid;

-- What couples documents: two with one key are arranged together.
create table links (key text, doc_id text, primary key (key, doc_id)) without rowid;
create index links_documents on links (doc_id);

-- The published files, and the shares of the documents whose rows they have.
create table files (
  path text primary key, dataset text not null, share text not null, size integer not null, sha256 text not null,
  rows integer not null
) without rowid;
create index files_shares on files (share, dataset);
create table shares (share text primary key) without rowid;
