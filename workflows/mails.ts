import type { MailTemplate } from '../activities/notify/mail.ts';
import { mails as appointment } from './appointment/mails/index.ts';
import { mails as backup } from './backup/mails/index.ts';
import { mails as custody } from './custody/mails/index.ts';
import { mails as dataRequest } from './data-request/mails/index.ts';
import { mails as deactivation } from './deactivation/mails/index.ts';
import { mails as evaluation } from './evaluation/mails/index.ts';
import { mails as maintenance } from './maintenance/mails/index.ts';
import { mails as outage } from './outage/mails/index.ts';
import { mails as problem } from './problem/mails/index.ts';
import { mails as registration } from './registration/mails/index.ts';
import { mails as restoreDrill } from './restore-drill/mails/index.ts';

/** The mails of each SOP, by name. One line per SOP. */
const bySop: Record<string, Record<string, MailTemplate>> = { problem, evaluation, registration, deactivation, appointment, outage, maintenance, backup, custody, 'data-request': dataRequest, 'restore-drill': restoreDrill };

export function mailsOf(sop: string): Record<string, MailTemplate> {
  return bySop[sop] ?? {};
}
