ALTER TABLE "case_documents" DROP CONSTRAINT "case_documents_case_id_sha256_pk";--> statement-breakpoint
ALTER TABLE "acts" ADD COLUMN "taken_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "case_documents" ADD COLUMN "cited_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL;--> statement-breakpoint
CREATE INDEX "case_documents_file" ON "case_documents" USING btree ("office","sha256");--> statement-breakpoint
CREATE INDEX "case_documents_act" ON "case_documents" USING btree ("act_id") WHERE act_id is not null;--> statement-breakpoint
CREATE INDEX "intakes_account" ON "intakes" USING btree ("office",(facts->>'account')) WHERE facts->>'account' is not null;--> statement-breakpoint
ALTER TABLE "case_documents" ADD CONSTRAINT "case_documents_once" UNIQUE NULLS NOT DISTINCT("case_id","sha256","act_id");--> statement-breakpoint
-- What was cited before this column existed came with the start, but for signed papers.
UPDATE "case_documents" SET "cited_at" = "intakes"."entered_at" FROM "intakes" WHERE "intakes"."id" = "case_documents"."case_id";
