DROP INDEX "accounts_until";--> statement-breakpoint
ALTER TABLE "acts" ADD COLUMN "refused_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "access_log_case" ON "access_log" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "accounts_case" ON "accounts" USING btree ("case_id");