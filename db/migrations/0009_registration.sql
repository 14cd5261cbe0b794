CREATE TABLE "accounts" (
	"office" text NOT NULL,
	"number" text NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"until" date,
	"activated_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	"deactivated_at" timestamp with time zone,
	"contact_case_id" uuid NOT NULL,
	CONSTRAINT "accounts_office_number_pk" PRIMARY KEY("office","number")
);
--> statement-breakpoint
CREATE TABLE "identifiers" (
	"case_id" uuid NOT NULL,
	"office" text NOT NULL,
	"kind" text NOT NULL,
	"ref" text NOT NULL,
	CONSTRAINT "identifiers_case_id_kind_pk" PRIMARY KEY("case_id","kind")
);
--> statement-breakpoint
ALTER TABLE "case_documents" ADD COLUMN "item" text;--> statement-breakpoint
ALTER TABLE "case_documents" ADD COLUMN "source" text DEFAULT 'reporter' NOT NULL;--> statement-breakpoint
ALTER TABLE "case_documents" ADD COLUMN "act_id" uuid;--> statement-breakpoint
ALTER TABLE "case_documents" ADD COLUMN "shelf_sealed" text;--> statement-breakpoint
CREATE INDEX "accounts_until" ON "accounts" USING btree ("office","until");--> statement-breakpoint
CREATE INDEX "identifiers_ref" ON "identifiers" USING btree ("office","ref");--> statement-breakpoint
CREATE UNIQUE INDEX "identifiers_user_id" ON "identifiers" USING btree ("office","ref") WHERE kind = 'user-id';