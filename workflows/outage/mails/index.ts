import type { MailTemplate } from '../../../activities/notify/mail.ts';
import { officialMails } from './official.ts';
import { publicMails } from './public.ts';

/** Every mail of an outage, by the name that the workflow tells. */
export const mails = { ...officialMails, ...publicMails } satisfies Record<string, MailTemplate>;

export type MailName = keyof typeof mails;
