-- Version 2: the commit chain (proto/SPEC.md section 9) and the outbox.

-- What the mailer claims: somebody is to be woken. Nothing says why or for which case; the
-- mailer is told an address and no more. Nobody writes it yet.
CREATE TABLE outbox (
  notice_id BLOB PRIMARY KEY CHECK (length(notice_id) = 16),
  principal BLOB NOT NULL CHECK (length(principal) = 16),
  kind INTEGER NOT NULL,
  due_time INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  claim_id BLOB CHECK (length(claim_id) = 16),
  claimed_until_time INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_by_time ON outbox (due_time);

-- One row a commit. Number 0 has no changes: its head is random and names the store.
CREATE TABLE commit_chain (
  number INTEGER PRIMARY KEY CHECK (number >= 0),
  head BLOB NOT NULL CHECK (length(head) = 32),
  changes BLOB NOT NULL CHECK (length(changes) % 33 = 0)
) STRICT;
INSERT INTO commit_chain (number, head, changes) VALUES (0, randomblob(32), x'');

-- Every change of every row is told to the connection that makes it (change_capture.h), with
-- all columns in the order of the schema. The first number is the act, 1 there or 2 gone, the
-- second the table. A table that comes later has its own three triggers and its line in
-- commit_chain.cc; one that changes gets its triggers anew.
CREATE TRIGGER bundle_there AFTER INSERT ON bundle BEGIN
  SELECT vangnet_changed(1, 1, NEW.version, NEW.signed_bundle, NEW.bundle_hash,
    NEW.published_time);
END;
CREATE TRIGGER bundle_changed AFTER UPDATE ON bundle BEGIN
  SELECT vangnet_changed(2, 1, OLD.version, OLD.signed_bundle, OLD.bundle_hash,
    OLD.published_time);
  SELECT vangnet_changed(1, 1, NEW.version, NEW.signed_bundle, NEW.bundle_hash,
    NEW.published_time);
END;
CREATE TRIGGER bundle_gone AFTER DELETE ON bundle BEGIN
  SELECT vangnet_changed(2, 1, OLD.version, OLD.signed_bundle, OLD.bundle_hash,
    OLD.published_time);
END;
CREATE TRIGGER cases_there AFTER INSERT ON cases BEGIN
  SELECT vangnet_changed(1, 2, NEW.case_id, NEW.reporter_key, NEW.category, NEW.urgency,
    NEW.calendar, NEW.language, NEW.state, NEW.lead, NEW.filed_time, NEW.acknowledge_by_time,
    NEW.acknowledged_time, NEW.last_activity_day, NEW.closed_day);
END;
CREATE TRIGGER cases_changed AFTER UPDATE ON cases BEGIN
  SELECT vangnet_changed(2, 2, OLD.case_id, OLD.reporter_key, OLD.category, OLD.urgency,
    OLD.calendar, OLD.language, OLD.state, OLD.lead, OLD.filed_time, OLD.acknowledge_by_time,
    OLD.acknowledged_time, OLD.last_activity_day, OLD.closed_day);
  SELECT vangnet_changed(1, 2, NEW.case_id, NEW.reporter_key, NEW.category, NEW.urgency,
    NEW.calendar, NEW.language, NEW.state, NEW.lead, NEW.filed_time, NEW.acknowledge_by_time,
    NEW.acknowledged_time, NEW.last_activity_day, NEW.closed_day);
END;
CREATE TRIGGER cases_gone AFTER DELETE ON cases BEGIN
  SELECT vangnet_changed(2, 2, OLD.case_id, OLD.reporter_key, OLD.category, OLD.urgency,
    OLD.calendar, OLD.language, OLD.state, OLD.lead, OLD.filed_time, OLD.acknowledge_by_time,
    OLD.acknowledged_time, OLD.last_activity_day, OLD.closed_day);
END;
CREATE TRIGGER record_there AFTER INSERT ON record BEGIN
  SELECT vangnet_changed(1, 3, NEW.sequence, NEW.case_id, NEW.compartment, NEW.position,
    NEW.record_id, NEW.record_hash, NEW.chain_head, NEW.kind, NEW.author, NEW.author_seq,
    NEW.received_time, NEW.bytes);
END;
CREATE TRIGGER record_changed AFTER UPDATE ON record BEGIN
  SELECT vangnet_changed(2, 3, OLD.sequence, OLD.case_id, OLD.compartment, OLD.position,
    OLD.record_id, OLD.record_hash, OLD.chain_head, OLD.kind, OLD.author, OLD.author_seq,
    OLD.received_time, OLD.bytes);
  SELECT vangnet_changed(1, 3, NEW.sequence, NEW.case_id, NEW.compartment, NEW.position,
    NEW.record_id, NEW.record_hash, NEW.chain_head, NEW.kind, NEW.author, NEW.author_seq,
    NEW.received_time, NEW.bytes);
END;
CREATE TRIGGER record_gone AFTER DELETE ON record BEGIN
  SELECT vangnet_changed(2, 3, OLD.sequence, OLD.case_id, OLD.compartment, OLD.position,
    OLD.record_id, OLD.record_hash, OLD.chain_head, OLD.kind, OLD.author, OLD.author_seq,
    OLD.received_time, OLD.bytes);
END;
CREATE TRIGGER sealed_grant_there AFTER INSERT ON sealed_grant BEGIN
  SELECT vangnet_changed(1, 4, NEW.sequence, NEW.case_id, NEW.recipient, NEW.compartment,
    NEW.grant_hash, NEW.bytes);
END;
CREATE TRIGGER sealed_grant_changed AFTER UPDATE ON sealed_grant BEGIN
  SELECT vangnet_changed(2, 4, OLD.sequence, OLD.case_id, OLD.recipient, OLD.compartment,
    OLD.grant_hash, OLD.bytes);
  SELECT vangnet_changed(1, 4, NEW.sequence, NEW.case_id, NEW.recipient, NEW.compartment,
    NEW.grant_hash, NEW.bytes);
END;
CREATE TRIGGER sealed_grant_gone AFTER DELETE ON sealed_grant BEGIN
  SELECT vangnet_changed(2, 4, OLD.sequence, OLD.case_id, OLD.recipient, OLD.compartment,
    OLD.grant_hash, OLD.bytes);
END;
CREATE TRIGGER reader_there AFTER INSERT ON reader BEGIN
  SELECT vangnet_changed(1, 5, NEW.case_id, NEW.principal, NEW.role, NEW.gate, NEW.rung,
    NEW.has_left, NEW.case_open);
END;
CREATE TRIGGER reader_changed AFTER UPDATE ON reader BEGIN
  SELECT vangnet_changed(2, 5, OLD.case_id, OLD.principal, OLD.role, OLD.gate, OLD.rung,
    OLD.has_left, OLD.case_open);
  SELECT vangnet_changed(1, 5, NEW.case_id, NEW.principal, NEW.role, NEW.gate, NEW.rung,
    NEW.has_left, NEW.case_open);
END;
CREATE TRIGGER reader_gone AFTER DELETE ON reader BEGIN
  SELECT vangnet_changed(2, 5, OLD.case_id, OLD.principal, OLD.role, OLD.gate, OLD.rung,
    OLD.has_left, OLD.case_open);
END;
CREATE TRIGGER coordinator_there AFTER INSERT ON coordinator BEGIN
  SELECT vangnet_changed(1, 6, NEW.case_id, NEW.principal, NEW.case_open);
END;
CREATE TRIGGER coordinator_changed AFTER UPDATE ON coordinator BEGIN
  SELECT vangnet_changed(2, 6, OLD.case_id, OLD.principal, OLD.case_open);
  SELECT vangnet_changed(1, 6, NEW.case_id, NEW.principal, NEW.case_open);
END;
CREATE TRIGGER coordinator_gone AFTER DELETE ON coordinator BEGIN
  SELECT vangnet_changed(2, 6, OLD.case_id, OLD.principal, OLD.case_open);
END;
CREATE TRIGGER proof_there AFTER INSERT ON proof BEGIN
  SELECT vangnet_changed(1, 7, NEW.case_id, NEW.filing_digest, NEW.proof);
END;
CREATE TRIGGER proof_changed AFTER UPDATE ON proof BEGIN
  SELECT vangnet_changed(2, 7, OLD.case_id, OLD.filing_digest, OLD.proof);
  SELECT vangnet_changed(1, 7, NEW.case_id, NEW.filing_digest, NEW.proof);
END;
CREATE TRIGGER proof_gone AFTER DELETE ON proof BEGIN
  SELECT vangnet_changed(2, 7, OLD.case_id, OLD.filing_digest, OLD.proof);
END;
CREATE TRIGGER opening_there AFTER INSERT ON opening BEGIN
  SELECT vangnet_changed(1, 8, NEW.case_id, NEW.day, NEW.principal, NEW.compartment_kind);
END;
CREATE TRIGGER opening_changed AFTER UPDATE ON opening BEGIN
  SELECT vangnet_changed(2, 8, OLD.case_id, OLD.day, OLD.principal, OLD.compartment_kind);
  SELECT vangnet_changed(1, 8, NEW.case_id, NEW.day, NEW.principal, NEW.compartment_kind);
END;
CREATE TRIGGER opening_gone AFTER DELETE ON opening BEGIN
  SELECT vangnet_changed(2, 8, OLD.case_id, OLD.day, OLD.principal, OLD.compartment_kind);
END;
CREATE TRIGGER leaf_there AFTER INSERT ON leaf BEGIN
  SELECT vangnet_changed(1, 9, NEW.sequence, NEW.day, NEW.body, NEW.leaf_hash);
END;
CREATE TRIGGER leaf_changed AFTER UPDATE ON leaf BEGIN
  SELECT vangnet_changed(2, 9, OLD.sequence, OLD.day, OLD.body, OLD.leaf_hash);
  SELECT vangnet_changed(1, 9, NEW.sequence, NEW.day, NEW.body, NEW.leaf_hash);
END;
CREATE TRIGGER leaf_gone AFTER DELETE ON leaf BEGIN
  SELECT vangnet_changed(2, 9, OLD.sequence, OLD.day, OLD.body, OLD.leaf_hash);
END;
CREATE TRIGGER due_there AFTER INSERT ON due BEGIN
  SELECT vangnet_changed(1, 10, NEW.case_id, NEW.due_id, NEW.kind, NEW.due_time, NEW.level,
    NEW.rung);
END;
CREATE TRIGGER due_changed AFTER UPDATE ON due BEGIN
  SELECT vangnet_changed(2, 10, OLD.case_id, OLD.due_id, OLD.kind, OLD.due_time, OLD.level,
    OLD.rung);
  SELECT vangnet_changed(1, 10, NEW.case_id, NEW.due_id, NEW.kind, NEW.due_time, NEW.level,
    NEW.rung);
END;
CREATE TRIGGER due_gone AFTER DELETE ON due BEGIN
  SELECT vangnet_changed(2, 10, OLD.case_id, OLD.due_id, OLD.kind, OLD.due_time, OLD.level,
    OLD.rung);
END;
CREATE TRIGGER absence_there AFTER INSERT ON absence BEGIN
  SELECT vangnet_changed(1, 11, NEW.principal, NEW.from_time, NEW.until_time, NEW.set_by);
END;
CREATE TRIGGER absence_changed AFTER UPDATE ON absence BEGIN
  SELECT vangnet_changed(2, 11, OLD.principal, OLD.from_time, OLD.until_time, OLD.set_by);
  SELECT vangnet_changed(1, 11, NEW.principal, NEW.from_time, NEW.until_time, NEW.set_by);
END;
CREATE TRIGGER absence_gone AFTER DELETE ON absence BEGIN
  SELECT vangnet_changed(2, 11, OLD.principal, OLD.from_time, OLD.until_time, OLD.set_by);
END;
CREATE TRIGGER duty_there AFTER INSERT ON duty BEGIN
  SELECT vangnet_changed(1, 12, NEW.start_time, NEW.principal, NEW.end_time);
END;
CREATE TRIGGER duty_changed AFTER UPDATE ON duty BEGIN
  SELECT vangnet_changed(2, 12, OLD.start_time, OLD.principal, OLD.end_time);
  SELECT vangnet_changed(1, 12, NEW.start_time, NEW.principal, NEW.end_time);
END;
CREATE TRIGGER duty_gone AFTER DELETE ON duty BEGIN
  SELECT vangnet_changed(2, 12, OLD.start_time, OLD.principal, OLD.end_time);
END;
CREATE TRIGGER availability_there AFTER INSERT ON availability BEGIN
  SELECT vangnet_changed(1, 13, NEW.only_row, NEW.made_time, NEW.bytes);
END;
CREATE TRIGGER availability_changed AFTER UPDATE ON availability BEGIN
  SELECT vangnet_changed(2, 13, OLD.only_row, OLD.made_time, OLD.bytes);
  SELECT vangnet_changed(1, 13, NEW.only_row, NEW.made_time, NEW.bytes);
END;
CREATE TRIGGER availability_gone AFTER DELETE ON availability BEGIN
  SELECT vangnet_changed(2, 13, OLD.only_row, OLD.made_time, OLD.bytes);
END;
CREATE TRIGGER outbox_there AFTER INSERT ON outbox BEGIN
  SELECT vangnet_changed(1, 14, NEW.notice_id, NEW.principal, NEW.kind, NEW.due_time,
    NEW.attempts, NEW.claim_id, NEW.claimed_until_time);
END;
CREATE TRIGGER outbox_changed AFTER UPDATE ON outbox BEGIN
  SELECT vangnet_changed(2, 14, OLD.notice_id, OLD.principal, OLD.kind, OLD.due_time,
    OLD.attempts, OLD.claim_id, OLD.claimed_until_time);
  SELECT vangnet_changed(1, 14, NEW.notice_id, NEW.principal, NEW.kind, NEW.due_time,
    NEW.attempts, NEW.claim_id, NEW.claimed_until_time);
END;
CREATE TRIGGER outbox_gone AFTER DELETE ON outbox BEGIN
  SELECT vangnet_changed(2, 14, OLD.notice_id, OLD.principal, OLD.kind, OLD.due_time,
    OLD.attempts, OLD.claim_id, OLD.claimed_until_time);
END;
