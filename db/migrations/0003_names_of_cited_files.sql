ALTER TABLE "case_documents" ADD COLUMN "name_sealed" text;
--> statement-breakpoint
UPDATE case_documents SET name_sealed = documents.name_sealed FROM documents
WHERE documents.office = case_documents.office AND documents.sha256 = case_documents.sha256;
--> statement-breakpoint
ALTER TABLE "case_documents" ALTER COLUMN "name_sealed" SET NOT NULL;
