-- The audit trail and the texts of people can be added to, never changed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER events_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER seals_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON seals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER office_versions_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON office_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION queue_for_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO seal_queue SELECT id FROM added;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER events_queue_for_seal AFTER INSERT ON events REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_seal();
--> statement-breakpoint
-- A new notice wakes the postman at once.
CREATE FUNCTION wake_postman() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NOTIFY sigap_notices;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER notices_wake AFTER INSERT ON notices FOR EACH STATEMENT EXECUTE FUNCTION wake_postman();
