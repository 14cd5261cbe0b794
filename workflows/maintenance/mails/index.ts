import type { MailTemplate } from '../../../activities/notify/mail.ts';
import { officialMails } from './officials.ts';
import { userMails } from './users.ts';

/** Every mail on a window, by the name that the workflow tells. */
export const mails = { ...userMails, ...officialMails } satisfies Record<string, MailTemplate>;

export type MailName = keyof typeof mails;
