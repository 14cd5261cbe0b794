import type { MailTemplate } from '../../../activities/notify/mail.ts';
import { officeMails } from './office.ts';
import { userMails } from './user.ts';

/** Every mail of the deactivation, by the name that the workflow tells. */
export const mails = { ...userMails, ...officeMails } satisfies Record<string, MailTemplate>;

export type MailName = keyof typeof mails;
