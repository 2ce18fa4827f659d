-- Version 1. Never edited once released: a change is a new file with the next number.
--
-- Ids and hashes are raw bytes of a fixed length, numbers are what the contract says,
-- days count from 1970-01-01 UTC, times are seconds, 0 is "none". Nothing sealed has a
-- column of its own. Tables with long rows keep a rowid; the others are their index.

-- Every published bundle. None is removed: old records are checked in theirs.
CREATE TABLE bundle (
  version INTEGER PRIMARY KEY CHECK (version > 0),
  signed_bundle BLOB NOT NULL,
  bundle_hash BLOB NOT NULL CHECK (length(bundle_hash) = 32),
  published_time INTEGER NOT NULL
) STRICT;

-- One summary a case ("case" itself is a word of SQL). Open while closed_day is 0.
CREATE TABLE cases (
  case_id BLOB PRIMARY KEY CHECK (length(case_id) = 16),
  reporter_key BLOB NOT NULL UNIQUE CHECK (length(reporter_key) = 32),
  category INTEGER NOT NULL,
  urgency INTEGER NOT NULL,
  calendar INTEGER NOT NULL,
  language INTEGER NOT NULL,
  state INTEGER NOT NULL,
  lead BLOB CHECK (length(lead) = 16),
  filed_time INTEGER NOT NULL,
  acknowledge_by_time INTEGER NOT NULL,
  acknowledged_time INTEGER NOT NULL,
  last_activity_day INTEGER NOT NULL,
  closed_day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX open_case ON cases (category, urgency, state) WHERE closed_day = 0;
CREATE INDEX open_load ON cases (lead, urgency, state) WHERE closed_day = 0 AND lead IS NOT NULL;

-- The chains. `sequence` is the order in which records came.
CREATE TABLE record (
  sequence INTEGER PRIMARY KEY,
  case_id BLOB NOT NULL REFERENCES cases (case_id),
  compartment BLOB NOT NULL CHECK (length(compartment) IN (1, 17)),
  position INTEGER NOT NULL CHECK (position > 0),
  record_id BLOB NOT NULL CHECK (length(record_id) = 16),
  record_hash BLOB NOT NULL CHECK (length(record_hash) = 32),
  chain_head BLOB NOT NULL CHECK (length(chain_head) = 32),
  kind INTEGER NOT NULL,
  author BLOB NOT NULL CHECK (length(author) = 16),
  author_seq INTEGER NOT NULL CHECK (author_seq > 0),
  received_time INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (case_id, compartment, position),
  UNIQUE (case_id, record_id),
  UNIQUE (case_id, compartment, chain_head),
  UNIQUE (case_id, compartment, author, author_seq)
) STRICT;

-- Epoch keys, sealed for one recipient each.
CREATE TABLE sealed_grant (
  sequence INTEGER PRIMARY KEY,
  case_id BLOB NOT NULL REFERENCES cases (case_id),
  recipient BLOB NOT NULL CHECK (length(recipient) = 16),
  compartment BLOB NOT NULL CHECK (length(compartment) IN (1, 17)),
  grant_hash BLOB NOT NULL CHECK (length(grant_hash) = 32),
  bytes BLOB NOT NULL,
  UNIQUE (case_id, grant_hash)
) STRICT;
CREATE INDEX grant_of_recipient ON sealed_grant (case_id, recipient, compartment);
CREATE INDEX grant_of_compartment ON sealed_grant (case_id, compartment, recipient);

-- The gate: who may open what. case_open follows the case by trigger.
CREATE TABLE reader (
  case_id BLOB NOT NULL REFERENCES cases (case_id),
  principal BLOB NOT NULL CHECK (length(principal) = 16),
  role INTEGER NOT NULL,
  gate INTEGER NOT NULL CHECK (gate IN (0, 1, 2)),
  rung INTEGER NOT NULL,
  has_left INTEGER NOT NULL CHECK (has_left IN (0, 1)),
  case_open INTEGER NOT NULL CHECK (case_open IN (0, 1)),
  PRIMARY KEY (case_id, principal)
) STRICT, WITHOUT ROWID;
CREATE INDEX open_reader ON reader (principal, case_id)
  WHERE case_open = 1 AND gate >= 1 AND has_left = 0;

CREATE TABLE coordinator (
  case_id BLOB NOT NULL REFERENCES cases (case_id),
  principal BLOB NOT NULL CHECK (length(principal) = 16),
  case_open INTEGER NOT NULL CHECK (case_open IN (0, 1)),
  PRIMARY KEY (case_id, principal)
) STRICT, WITHOUT ROWID;
CREATE INDEX open_coordinator ON coordinator (principal, case_id) WHERE case_open = 1;

-- No code path can forget this: a closed case leaves every list with its own change.
CREATE TRIGGER case_opened_or_closed AFTER UPDATE OF closed_day ON cases
WHEN (OLD.closed_day = 0) <> (NEW.closed_day = 0)
BEGIN
  UPDATE reader SET case_open = (NEW.closed_day = 0) WHERE case_id = NEW.case_id;
  UPDATE coordinator SET case_open = (NEW.closed_day = 0) WHERE case_id = NEW.case_id;
END;

CREATE TABLE proof (
  case_id BLOB PRIMARY KEY REFERENCES cases (case_id),
  filing_digest BLOB NOT NULL CHECK (length(filing_digest) = 32),
  proof BLOB NOT NULL
) STRICT;

CREATE TABLE opening (
  case_id BLOB NOT NULL REFERENCES cases (case_id),
  day INTEGER NOT NULL,
  principal BLOB NOT NULL CHECK (length(principal) = 16),
  compartment_kind INTEGER NOT NULL,
  PRIMARY KEY (case_id, day, principal, compartment_kind)
) STRICT, WITHOUT ROWID;

-- Audit leaves. Not tied to a case: the hash outlives it.
CREATE TABLE leaf (
  sequence INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  body BLOB NOT NULL,
  leaf_hash BLOB NOT NULL UNIQUE CHECK (length(leaf_hash) = 32)
) STRICT;
CREATE INDEX leaf_by_day ON leaf (day);

CREATE TABLE due (
  case_id BLOB NOT NULL REFERENCES cases (case_id),
  due_id BLOB NOT NULL CHECK (length(due_id) = 16),
  kind INTEGER NOT NULL,
  due_time INTEGER NOT NULL,
  level INTEGER NOT NULL,
  rung INTEGER NOT NULL,
  PRIMARY KEY (case_id, due_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_by_time ON due (due_time);

CREATE TABLE absence (
  principal BLOB NOT NULL CHECK (length(principal) = 16),
  from_time INTEGER NOT NULL,
  until_time INTEGER NOT NULL,
  set_by BLOB NOT NULL CHECK (length(set_by) = 16),
  PRIMARY KEY (principal, from_time)
) STRICT, WITHOUT ROWID;

CREATE TABLE duty (
  start_time INTEGER NOT NULL,
  principal BLOB NOT NULL CHECK (length(principal) = 16),
  end_time INTEGER NOT NULL,
  PRIMARY KEY (start_time, principal),
  CHECK (end_time > start_time)
) STRICT, WITHOUT ROWID;

-- One row: its history would show who was away when.
CREATE TABLE availability (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  made_time INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
