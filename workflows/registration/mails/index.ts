import type { MailTemplate } from '../../../activities/notify/mail.ts';
import { applicantMails } from './applicant.ts';
import { officeMails } from './office.ts';

/** Every mail of the registration, by the name that the workflow tells. */
export const mails = { ...applicantMails, ...officeMails } satisfies Record<string, MailTemplate>;

export type MailName = keyof typeof mails;
