CREATE TABLE "announcements" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"is_public" boolean NOT NULL,
	"systems" text[] NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"is_official" boolean NOT NULL,
	"text_id" uuid,
	"revision" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mail_stops" (
	"office" text NOT NULL,
	"mail_ref" text NOT NULL,
	"bounces" integer DEFAULT 0 NOT NULL,
	"stopped_at" timestamp with time zone,
	"why" text,
	CONSTRAINT "mail_stops_office_mail_ref_pk" PRIMARY KEY("office","mail_ref")
);
--> statement-breakpoint
CREATE TABLE "mailings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"case_id" uuid NOT NULL,
	"sop" text NOT NULL,
	"seq" integer NOT NULL,
	"part" integer NOT NULL,
	"template" text NOT NULL,
	"systems" text[] NOT NULL,
	"is_urgent" boolean NOT NULL,
	"params" jsonb NOT NULL,
	"until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"addressed_at" timestamp with time zone,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "probe_states" (
	"office" text NOT NULL,
	"probe" text NOT NULL,
	"system" text NOT NULL,
	"state" text NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"successes" integer DEFAULT 0 NOT NULL,
	"first_failed_at" timestamp with time zone,
	"checked_at" timestamp with time zone NOT NULL,
	"code" text,
	CONSTRAINT "probe_states_office_probe_pk" PRIMARY KEY("office","probe")
);
--> statement-breakpoint
CREATE TABLE "recurrences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"person" text NOT NULL,
	"systems" text[] NOT NULL,
	"pattern" jsonb NOT NULL,
	"words_sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text
);
--> statement-breakpoint
CREATE TABLE "subscribers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"mail_ref" text NOT NULL,
	"mail_sealed" text NOT NULL,
	"systems" text[],
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"asked_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"confirmed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "unwatched" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"from" timestamp with time zone NOT NULL,
	"to" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "mailing_id" uuid;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "mail_ref" text;--> statement-breakpoint
CREATE INDEX "announcements_office" ON "announcements" USING btree ("office","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "mailings_once" ON "mailings" USING btree ("case_id","seq","part");--> statement-breakpoint
CREATE INDEX "mailings_office" ON "mailings" USING btree ("office","created_at");--> statement-breakpoint
CREATE INDEX "mailings_open" ON "mailings" USING btree ("id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "recurrences_office" ON "recurrences" USING btree ("office") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "subscribers_mail" ON "subscribers" USING btree ("office","mail_ref");--> statement-breakpoint
CREATE INDEX "unwatched_office" ON "unwatched" USING btree ("office","from");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_mailing" ON "notices" USING btree ("mailing_id","mail_ref") WHERE mailing_id is not null;--> statement-breakpoint
CREATE INDEX "notices_bulk" ON "notices" USING btree ("next_at") WHERE state = 'pending' and urgency = 'bulk';