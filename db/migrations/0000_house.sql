CREATE TABLE "access_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"person" text NOT NULL,
	"what" text NOT NULL,
	"case_id" uuid,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "acts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"case_id" uuid NOT NULL,
	"principal" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"body_hash" text NOT NULL,
	"act" text NOT NULL,
	"text_id" uuid,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"person" text NOT NULL,
	"function" text NOT NULL,
	"decree_number" text NOT NULL,
	"decree_date" date NOT NULL,
	"from" date NOT NULL,
	"until" date,
	"acting_kind" text,
	"acting_for" text
);
--> statement-breakpoint
CREATE TABLE "calendars" (
	"office" text NOT NULL,
	"version" integer NOT NULL,
	"calendar" jsonb NOT NULL,
	"reason" text NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"announced_at" timestamp with time zone,
	CONSTRAINT "calendars_office_version_pk" PRIMARY KEY("office","version")
);
--> statement-breakpoint
CREATE TABLE "case_documents" (
	"case_id" uuid NOT NULL,
	"office" text NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "case_documents_case_id_sha256_pk" PRIMARY KEY("case_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"sop" text NOT NULL,
	"number" text NOT NULL,
	"state" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"deadline" text,
	"due_at" timestamp with time zone,
	"provisional" boolean DEFAULT false NOT NULL,
	"late_ms" bigint,
	"seq" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commits" (
	"case_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"result" jsonb NOT NULL,
	CONSTRAINT "commits_case_id_seq_pk" PRIMARY KEY("case_id","seq")
);
--> statement-breakpoint
CREATE TABLE "decrees" (
	"number" text PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"office" text NOT NULL,
	"sha256" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"name_sealed" text NOT NULL,
	"uploaded_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "documents_office_sha256_pk" PRIMARY KEY("office","sha256")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"office" text NOT NULL,
	"seq" integer NOT NULL,
	"part" integer NOT NULL,
	"type" text NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"data" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intakes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"sop" text NOT NULL,
	"number" text NOT NULL,
	"workflow_id" text NOT NULL,
	"principal" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"body_hash" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"entered_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"rules" jsonb NOT NULL,
	"facts" jsonb NOT NULL,
	"reporter_name_sealed" text,
	"reporter_mail_sealed" text,
	"text_id" uuid NOT NULL,
	"started_at" timestamp with time zone,
	"start_attempts" integer DEFAULT 0 NOT NULL,
	"next_start_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leaves" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"person" text NOT NULL,
	"from" date NOT NULL,
	"until" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"message_id" text NOT NULL,
	"office" text NOT NULL,
	"case_id" uuid NOT NULL,
	"sop" text NOT NULL,
	"template" text NOT NULL,
	"urgency" text NOT NULL,
	"recipient" text NOT NULL,
	"copy_to" text,
	"params" jsonb NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"give_up_at" timestamp with time zone NOT NULL,
	"sender" integer,
	"attempts" integer DEFAULT 0 NOT NULL,
	"ambiguous" integer DEFAULT 0 NOT NULL,
	"last_code" text,
	"sent_at" timestamp with time zone,
	"reported_at" timestamp with time zone,
	CONSTRAINT "notices_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "number_series" (
	"office" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "number_series_office_year_pk" PRIMARY KEY("office","year")
);
--> statement-breakpoint
CREATE TABLE "office_versions" (
	"office" text NOT NULL,
	"version" integer NOT NULL,
	"sha256" text NOT NULL,
	"file_sealed" text NOT NULL,
	"settings" jsonb NOT NULL,
	"rules" jsonb NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "office_versions_office_version_pk" PRIMARY KEY("office","version")
);
--> statement-breakpoint
CREATE TABLE "offices" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"calendar_version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text NOT NULL,
	"office" text NOT NULL,
	"name_sealed" text NOT NULL,
	"mail_sealed" text NOT NULL,
	"nip_sealed" text,
	"key_hash" text,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "people_office_id_pk" PRIMARY KEY("office","id")
);
--> statement-breakpoint
CREATE TABLE "seal_queue" (
	"event_id" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seals" (
	"office" text NOT NULL,
	"seq" bigint NOT NULL,
	"event_id" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "seals_office_seq_pk" PRIMARY KEY("office","seq"),
	CONSTRAINT "seals_event_id_unique" UNIQUE("event_id")
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"office" text NOT NULL,
	"kind" text NOT NULL,
	"function" text NOT NULL,
	"claimed_by" text,
	"state" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "texts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"case_id" uuid NOT NULL,
	"body_sealed" text NOT NULL,
	"author" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "acts_retry" ON "acts" USING btree ("office","principal","idempotency_key");--> statement-breakpoint
CREATE INDEX "assignments_office" ON "assignments" USING btree ("office");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_number" ON "cases" USING btree ("number");--> statement-breakpoint
CREATE INDEX "cases_open" ON "cases" USING btree ("office","due_at") WHERE closed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "events_once" ON "events" USING btree ("case_id","seq","part");--> statement-breakpoint
CREATE UNIQUE INDEX "intakes_retry" ON "intakes" USING btree ("office","principal","idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "intakes_number" ON "intakes" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "intakes_workflow" ON "intakes" USING btree ("workflow_id");--> statement-breakpoint
CREATE INDEX "intakes_waiting" ON "intakes" USING btree ("next_start_at") WHERE started_at is null;--> statement-breakpoint
CREATE INDEX "leaves_office" ON "leaves" USING btree ("office");--> statement-breakpoint
CREATE INDEX "notices_case" ON "notices" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "notices_waiting" ON "notices" USING btree ("next_at") WHERE state in ('pending','unknown');--> statement-breakpoint
CREATE INDEX "notices_sending" ON "notices" USING btree ("sender") WHERE state = 'sending';--> statement-breakpoint
CREATE INDEX "notices_unreported" ON "notices" USING btree ("id") WHERE state in ('refused','held') and reported_at is null;--> statement-breakpoint
CREATE INDEX "tasks_case" ON "tasks" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "tasks_open" ON "tasks" USING btree ("office","function","due_at") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "texts_case" ON "texts" USING btree ("case_id");