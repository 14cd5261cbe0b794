ALTER TABLE "notices" ADD COLUMN "copy_of" text;
--> statement-breakpoint
-- Mails that still wait were to take their copy along: it becomes a row of its own.
INSERT INTO notices (key, message_id, office, case_id, sop, template, urgency, recipient, copy_of, params, state, next_at, give_up_at)
SELECT key || '/' || copy_to, '<' || left(encode(sha256(convert_to(key || '/' || copy_to, 'UTF8')), 'hex'), 32) || substr(message_id, position('@' IN message_id)),
  office, case_id, sop, 'copy', 'case', copy_to, key, params, 'pending', next_at, give_up_at
FROM notices WHERE copy_to IS NOT NULL AND state IN ('pending', 'sending', 'unknown');
