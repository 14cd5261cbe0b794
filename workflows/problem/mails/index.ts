import type { MailTemplate } from '../../../activities/notify/mail.ts';
import { deskMails } from './desk.ts';
import { lkppMails } from './lkpp.ts';
import { reporterMails } from './reporter.ts';

/** Every mail of the problem SOP, by the name that the workflow tells. */
export const mails = { ...reporterMails, ...deskMails, ...lkppMails } satisfies Record<string, MailTemplate>;

export type MailName = keyof typeof mails;
