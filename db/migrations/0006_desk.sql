CREATE TABLE "group_answers" (
	"act_id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"answer_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"outcome" text,
	"at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"title_sealed" text NOT NULL,
	"person" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"fate" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"case_id" uuid,
	"number" text,
	"received_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"facts" jsonb,
	"name_sealed" text,
	"mail_sealed" text,
	"contact_sealed" text,
	"external_sealed" text,
	"external_ref" text,
	"text_id" uuid,
	"text_sealed" text,
	"answer_id" uuid,
	"answer_sealed" text,
	"cause_id" uuid,
	"cause_sealed" text,
	CONSTRAINT "import_rows_import_id_row_pk" PRIMARY KEY("import_id","row")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"person" text NOT NULL,
	"sha256" text NOT NULL,
	"state" text NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"broken" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "paper_series" (
	"office" text NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "paper_series_office_kind_year_pk" PRIMARY KEY("office","kind","year")
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"form_sealed" text NOT NULL,
	"person" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"sha256" text,
	"written_at" timestamp with time zone,
	"signed_sha256" text,
	"signed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "solutions" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"number" text NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	"category" text,
	"terms" "tsvector" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "category" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "cause" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "intakes" ADD COLUMN "reporter_contact_sealed" text;--> statement-breakpoint
ALTER TABLE "intakes" ADD COLUMN "external_number_sealed" text;--> statement-breakpoint
ALTER TABLE "intakes" ADD COLUMN "external_ref" text;--> statement-breakpoint
ALTER TABLE "intakes" ADD COLUMN "import_id" uuid;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "carried_by" text;--> statement-breakpoint
CREATE INDEX "group_answers_group" ON "group_answers" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "groups_office" ON "groups" USING btree ("office","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "papers_number" ON "papers" USING btree ("office","number");--> statement-breakpoint
CREATE INDEX "papers_case" ON "papers" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "solutions_terms" ON "solutions" USING gin ("terms");--> statement-breakpoint
CREATE INDEX "solutions_office" ON "solutions" USING btree ("office","closed_at");--> statement-breakpoint
CREATE INDEX "cases_group" ON "cases" USING btree ("group_id") WHERE group_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "intakes_external" ON "intakes" USING btree ("office","external_ref");