CREATE TABLE "backup_copies" (
	"set_id" uuid NOT NULL,
	"store" text NOT NULL,
	"office" text NOT NULL,
	"repository_id" text NOT NULL,
	"snapshot_id" text NOT NULL,
	"stored_at" timestamp with time zone NOT NULL,
	"verified_at" timestamp with time zone,
	"read_bytes" bigint,
	"removed_at" timestamp with time zone,
	CONSTRAINT "backup_copies_set_id_store_pk" PRIMARY KEY("set_id","store")
);
--> statement-breakpoint
CREATE TABLE "backup_holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"set_id" uuid,
	"person" text NOT NULL,
	"reason_sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text
);
--> statement-breakpoint
CREATE TABLE "backup_sets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"case_id" uuid NOT NULL,
	"number" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"manifest" text NOT NULL,
	"databases" jsonb NOT NULL,
	"files" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "backup_stores" (
	"office" text NOT NULL,
	"code" text NOT NULL,
	"repository_id" text NOT NULL,
	"registered_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"state" text DEFAULT 'di-ruang-server' NOT NULL,
	"place" text,
	"holder" text,
	"case_id" uuid,
	"since" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "backup_stores_office_code_pk" PRIMARY KEY("office","code"),
	CONSTRAINT "backup_stores_repository_id_unique" UNIQUE("repository_id")
);
--> statement-breakpoint
CREATE TABLE "media_moves" (
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"office" text NOT NULL,
	"medium" text NOT NULL,
	"from_place" text,
	"to_place" text,
	"giver" text NOT NULL,
	"carrier" text,
	"receiver" text,
	"handed_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone,
	CONSTRAINT "media_moves_case_id_kind_pk" PRIMARY KEY("case_id","kind")
);
--> statement-breakpoint
CREATE TABLE "recovery_keys" (
	"office" text NOT NULL,
	"repository_id" text NOT NULL,
	"key_id" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"tried_at" timestamp with time zone,
	"retired_at" timestamp with time zone,
	CONSTRAINT "recovery_keys_office_key_id_pk" PRIMARY KEY("office","key_id")
);
--> statement-breakpoint
CREATE INDEX "backup_copies_store" ON "backup_copies" USING btree ("office","store","verified_at");--> statement-breakpoint
CREATE INDEX "backup_holds_office" ON "backup_holds" USING btree ("office") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "backup_sets_office" ON "backup_sets" USING btree ("office","taken_at");--> statement-breakpoint
CREATE INDEX "media_moves_medium" ON "media_moves" USING btree ("office","medium","handed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "recovery_keys_current" ON "recovery_keys" USING btree ("office","repository_id") WHERE retired_at is null;