CREATE TABLE "shelves" (
	"case_id" uuid NOT NULL,
	"office" text NOT NULL,
	"item" text NOT NULL,
	"shelf_sealed" text NOT NULL,
	CONSTRAINT "shelves_case_id_item_pk" PRIMARY KEY("case_id","item")
);
