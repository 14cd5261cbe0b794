import type { MailTemplate } from '../../../activities/notify/mail.ts';
import { handlerMails } from './handler.ts';
import { userMails } from './user.ts';

/** Every mail on a term, by the name that the workflow tells. */
export const mails = { ...userMails, ...handlerMails } satisfies Record<string, MailTemplate>;

export type MailName = keyof typeof mails;
