-- An imported report that was solved before keeps its answer and its root cause, which its one event names.
CREATE OR REPLACE FUNCTION keep_needed_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM intakes WHERE intakes.id = OLD.case_id AND intakes.text_id = OLD.id)
    OR EXISTS (SELECT FROM events WHERE events.case_id = OLD.case_id
      AND OLD.id::text IN (events.data->>'textId', events.data->>'answerTextId', events.data->>'causeTextId')) THEN
    RAISE EXCEPTION 'text % is part of its case', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$;
