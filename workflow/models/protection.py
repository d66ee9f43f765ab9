"""What the database itself refuses to do to the log: it only grows, by one entry at a time, with the evidence of each.

Who wrote an opinion, a registration or a suggestion is kept too, until an entry tells that it was erased: then the row is
emptied, never removed, so that its number is not given out again.

These are hindrances for hands that slip, and make an attacker leave traces; the proof is the checkpoint kept elsewhere.
"""

from __future__ import annotations

from sqlalchemy import DDL, event

from workflow.models.base import Base

# the INSERT trigger is what stops INSERT OR REPLACE, which passes the other two
_SQLITE = (
    """CREATE TRIGGER entry_next BEFORE INSERT ON entry
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), -1) + 1 FROM entry WHERE organ_id = NEW.organ_id)
BEGIN SELECT RAISE(ABORT, 'the log takes only the next number'); END""",
    """CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END""",
    """CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END""",
    """CREATE TRIGGER evidence_no_update BEFORE UPDATE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is never changed'); END""",
    """CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is never deleted'); END""",
    """CREATE TRIGGER evidence_once BEFORE INSERT ON evidence
WHEN EXISTS (SELECT 1 FROM evidence WHERE organ_id = NEW.organ_id AND seq = NEW.seq AND kind = NEW.kind)
BEGIN SELECT RAISE(ABORT, 'evidence is never replaced'); END""",
    """CREATE TRIGGER log_head_forward BEFORE UPDATE ON log_head WHEN NEW.size <> OLD.size + 1
BEGIN SELECT RAISE(ABORT, 'the log grows by one entry'); END""",
    """CREATE TRIGGER log_head_no_delete BEFORE DELETE ON log_head
BEGIN SELECT RAISE(ABORT, 'the head of a log is never deleted'); END""",
    """CREATE TRIGGER opinion_sender_kept BEFORE UPDATE ON opinion_sender
WHEN NOT (NEW.id = OLD.id AND NEW.salt = x'' AND NEW.name = '' AND NEW.contact = '' AND EXISTS
(SELECT 1 FROM entry WHERE act = 'pii.erased' AND result = 'ok' AND obj = 'opinion_sender/' || OLD.id))
BEGIN SELECT RAISE(ABORT, 'who wrote is kept until an entry tells of its erasure'); END""",
    """CREATE TRIGGER opinion_sender_no_delete BEFORE DELETE ON opinion_sender
BEGIN SELECT RAISE(ABORT, 'who wrote is kept until an entry tells of its erasure'); END""",
    """CREATE TRIGGER suggestion_sender_kept BEFORE UPDATE ON suggestion_sender
WHEN NOT (NEW.id = OLD.id AND NEW.salt = x'' AND NEW.name = '' AND NEW.contact = '' AND EXISTS
(SELECT 1 FROM entry WHERE act = 'pii.erased' AND result = 'ok' AND obj = 'suggestion_sender/' || OLD.id))
BEGIN SELECT RAISE(ABORT, 'who wrote is kept until an entry tells of its erasure'); END""",
    """CREATE TRIGGER suggestion_sender_no_delete BEFORE DELETE ON suggestion_sender
BEGIN SELECT RAISE(ABORT, 'who wrote is kept until an entry tells of its erasure'); END""",
    """CREATE TRIGGER hearing_registrant_kept BEFORE UPDATE ON hearing_registrant
WHEN NOT (NEW.id = OLD.id AND NEW.salt = x'' AND NEW.name = '' AND NEW.contact = '' AND NEW.unit = '' AND NEW.background = '' AND EXISTS
(SELECT 1 FROM entry WHERE act = 'pii.erased' AND result = 'ok' AND obj = 'hearing_registrant/' || OLD.id))
BEGIN SELECT RAISE(ABORT, 'who wrote is kept until an entry tells of its erasure'); END""",
    """CREATE TRIGGER hearing_registrant_no_delete BEFORE DELETE ON hearing_registrant
BEGIN SELECT RAISE(ABORT, 'who wrote is kept until an entry tells of its erasure'); END""",
)

# The application's role may read the tables of the log and write them by these functions only. ENABLE ALWAYS: the triggers
# fire also for who sets session_replication_role to replica.
_POSTGRESQL = (
    """CREATE FUNCTION log_denied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the log is append only: no % of %', TG_OP, TG_TABLE_NAME; END $$""",
    """CREATE FUNCTION log_next() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq IS DISTINCT FROM (SELECT coalesce(max(seq), -1) + 1 FROM entry WHERE organ_id = NEW.organ_id) THEN
    RAISE EXCEPTION 'the log takes only the next number';
  END IF;
  IF NEW.leaf IS DISTINCT FROM sha256('\\x00'::bytea || NEW.body) THEN
    RAISE EXCEPTION 'the leaf is not the hash of the entry';
  END IF;
  RETURN NEW;
END $$""",
    """CREATE FUNCTION log_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size <> OLD.size + 1 THEN RAISE EXCEPTION 'the log grows by one entry'; END IF;
  RETURN NEW;
END $$""",
    """CREATE FUNCTION log_filled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM entry WHERE organ_id = NEW.organ_id AND seq = NEW.size - 1) THEN
    RAISE EXCEPTION 'a number was taken and no entry written';
  END IF;
  RETURN NULL;
END $$""",
    """CREATE TRIGGER entry_next BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION log_next()""",
    """CREATE TRIGGER entry_kept BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION log_denied()""",
    """CREATE TRIGGER entry_whole BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION log_denied()""",
    """CREATE TRIGGER evidence_kept BEFORE UPDATE OR DELETE ON evidence FOR EACH ROW EXECUTE FUNCTION log_denied()""",
    """CREATE TRIGGER evidence_whole BEFORE TRUNCATE ON evidence FOR EACH STATEMENT EXECUTE FUNCTION log_denied()""",
    """CREATE TRIGGER log_head_forward BEFORE UPDATE ON log_head FOR EACH ROW EXECUTE FUNCTION log_forward()""",
    """CREATE TRIGGER log_head_kept BEFORE DELETE ON log_head FOR EACH ROW EXECUTE FUNCTION log_denied()""",
    """CREATE TRIGGER log_head_whole BEFORE TRUNCATE ON log_head FOR EACH STATEMENT EXECUTE FUNCTION log_denied()""",
    """CREATE CONSTRAINT TRIGGER log_head_filled AFTER UPDATE ON log_head DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION log_filled()""",
    """ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_next, ENABLE ALWAYS TRIGGER entry_kept,
ENABLE ALWAYS TRIGGER entry_whole""",
    """ALTER TABLE evidence ENABLE ALWAYS TRIGGER evidence_kept, ENABLE ALWAYS TRIGGER evidence_whole""",
    """ALTER TABLE log_head ENABLE ALWAYS TRIGGER log_head_forward, ENABLE ALWAYS TRIGGER log_head_kept,
ENABLE ALWAYS TRIGGER log_head_whole, ENABLE ALWAYS TRIGGER log_head_filled""",
    # the parameters of what adds a row are its columns in their order
    """CREATE FUNCTION log_open(organ_id integer, origin text, clock text, size integer, last_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
  INSERT INTO log_head (organ_id, origin, clock, size, last_at) VALUES ($1, $2, $3, 0, $5)
$$""",
    # an entry with its number, and with it all of its evidence: none is added later. Whoever waited for the turn may be
    # passed by others: no clock is set back by that
    """CREATE FUNCTION log_append(organ_id integer, seq integer, body bytea, leaf bytea, at timestamptz, act text, result text,
obj text, person text, unit text, effective date, decision_id integer, request text,
kinds text[], threads text[], salts bytea[], bodies bytea[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
  UPDATE log_head SET size = log_head.size + 1,
    last_at = CASE WHEN log_head.last_at > $5 + interval '30 seconds' THEN $5 ELSE greatest(log_head.last_at, $5) END
  WHERE log_head.organ_id = $1;
  INSERT INTO entry (organ_id, seq, body, leaf, at, act, result, obj, person, unit, effective, decision_id, request)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);
  INSERT INTO evidence (organ_id, seq, kind, decision_id, thread, salt, body)
  SELECT $1, $2, kept.kind, $12, kept.thread, kept.salt, kept.body
  FROM unnest($14, $15, $16, $17) AS kept (kind, thread, salt, body)
$$""",
    # who wrote: emptied by the one function, and only in the transaction that enters the erasure
    """CREATE FUNCTION log_until_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.id = OLD.id AND length(NEW.salt) = 0 AND NEW.name = '' AND NEW.contact = '' AND EXISTS
    (SELECT 1 FROM entry WHERE act = 'pii.erased' AND result = 'ok' AND obj = TG_TABLE_NAME || '/' || OLD.id) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'who wrote is kept until an entry tells of its erasure: no % of %', TG_OP, TG_TABLE_NAME;
END $$""",
    """CREATE TRIGGER opinion_sender_kept BEFORE UPDATE OR DELETE ON opinion_sender FOR EACH ROW EXECUTE FUNCTION log_until_erased()""",
    """CREATE TRIGGER opinion_sender_whole BEFORE TRUNCATE ON opinion_sender FOR EACH STATEMENT EXECUTE FUNCTION log_denied()""",
    """ALTER TABLE opinion_sender ENABLE ALWAYS TRIGGER opinion_sender_kept, ENABLE ALWAYS TRIGGER opinion_sender_whole""",
    """CREATE TRIGGER suggestion_sender_kept BEFORE UPDATE OR DELETE ON suggestion_sender FOR EACH ROW EXECUTE FUNCTION log_until_erased()""",
    """CREATE TRIGGER suggestion_sender_whole BEFORE TRUNCATE ON suggestion_sender FOR EACH STATEMENT EXECUTE FUNCTION log_denied()""",
    """ALTER TABLE suggestion_sender ENABLE ALWAYS TRIGGER suggestion_sender_kept, ENABLE ALWAYS TRIGGER suggestion_sender_whole""",
    """CREATE TRIGGER hearing_registrant_kept BEFORE UPDATE OR DELETE ON hearing_registrant FOR EACH ROW EXECUTE FUNCTION log_until_erased()""",
    """CREATE TRIGGER hearing_registrant_whole BEFORE TRUNCATE ON hearing_registrant FOR EACH STATEMENT EXECUTE FUNCTION log_denied()""",
    """ALTER TABLE hearing_registrant ENABLE ALWAYS TRIGGER hearing_registrant_kept, ENABLE ALWAYS TRIGGER hearing_registrant_whole""",
    """CREATE FUNCTION log_erase(erased text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  kind text := split_part(erased, '/', 1);
  row_id integer := split_part(erased, '/', 2);
BEGIN
  IF NOT EXISTS (SELECT 1 FROM entry WHERE act = 'pii.erased' AND result = 'ok' AND obj = erased
    AND xmin::text = (txid_current() % 4294967296)::text) THEN
    RAISE EXCEPTION 'nothing is erased without its entry in the same transaction';
  END IF;
  CASE kind
    WHEN 'opinion_sender' THEN UPDATE opinion_sender SET name = '', contact = '', salt = '' WHERE id = row_id;
    WHEN 'suggestion_sender' THEN UPDATE suggestion_sender SET name = '', contact = '', salt = '' WHERE id = row_id;
    WHEN 'hearing_registrant' THEN UPDATE hearing_registrant
      SET name = '', contact = '', unit = '', background = '', salt = '' WHERE id = row_id;
    ELSE RAISE EXCEPTION 'nothing of % is erased', kind;
  END CASE;
END $$""",
    """REVOKE ALL ON FUNCTION log_open, log_append, log_erase FROM PUBLIC""",
)

GUARDED = ("entry", "evidence", "log_head")
"""The tables of the log."""

PERSONAL = ("opinion_sender", "suggestion_sender", "hearing_registrant")
"""The tables of personal data: the application adds to them, and empties a row by its erasure only."""

STATEMENTS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
"""What makes the log append only, by database; the migrations run the same."""

for _dialect, _statements in STATEMENTS.items():
    for _statement in _statements:
        event.listen(
            Base.metadata,
            "after_create",
            DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
        )
