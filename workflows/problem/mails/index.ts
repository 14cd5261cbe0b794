import type { MailTemplate } from '../../../activities/notify/mail.ts';
import { deskMails } from './desk.ts';
import { lkppMails } from './lkpp.ts';
import { reporterMails } from './reporter.ts';

/** Every mail of the problem SOP, by the name that the workflow tells. */
export const mails: Record<string, MailTemplate> = { ...reporterMails, ...deskMails, ...lkppMails };
