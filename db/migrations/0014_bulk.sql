DROP INDEX "notices_bulk";--> statement-breakpoint
DROP INDEX "notices_waiting";--> statement-breakpoint
CREATE INDEX "notices_bulk" ON "notices" USING btree ("mailing_id","next_at") WHERE state = 'pending' and urgency = 'bulk';--> statement-breakpoint
CREATE INDEX "notices_waiting" ON "notices" USING btree ("next_at") WHERE state in ('pending','unknown') and urgency <> 'bulk';--> statement-breakpoint
-- A new mailing wakes the bulk postman at once.
CREATE FUNCTION wake_bulk_postman() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NOTIFY sigap_mailings;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER mailings_wake AFTER INSERT ON mailings FOR EACH STATEMENT EXECUTE FUNCTION wake_bulk_postman();
