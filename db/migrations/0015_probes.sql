ALTER TABLE "probe_states" ADD COLUMN "counted" text DEFAULT 'up' NOT NULL;--> statement-breakpoint
ALTER TABLE "probe_states" ADD COLUMN "warnings" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "probe_states" ADD COLUMN "back_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "probe_states" ADD COLUMN "told" text;--> statement-breakpoint
ALTER TABLE "probe_states" ADD COLUMN "told_case_id" uuid;