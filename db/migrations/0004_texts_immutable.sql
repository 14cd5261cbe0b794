-- What people wrote is never changed, and goes only when no report and no event of its case needs it: the words of a refused act.
CREATE TRIGGER texts_unchanged BEFORE UPDATE OR TRUNCATE ON texts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION keep_needed_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM intakes WHERE intakes.id = OLD.case_id AND intakes.text_id = OLD.id)
    OR EXISTS (SELECT FROM events WHERE events.case_id = OLD.case_id AND events.data->>'textId' = OLD.id::text) THEN
    RAISE EXCEPTION 'text % is part of its case', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER texts_needed BEFORE DELETE ON texts FOR EACH ROW EXECUTE FUNCTION keep_needed_text();
