import { z } from 'zod';
import type { SopContract } from '../workflows/contract.ts';
import { personName } from '../workflows/contract-parts.ts';
import type { ApiDeps } from './deps.ts';
import { takeIn } from './intake.ts';
import type { Intake } from './intake.ts';
import type { Staff } from './plugins/access.ts';

const arrival = {
  reporter: z.strictObject({
    name: personName,
    mail: z.email().max(254).optional(),
    contact: z.string().trim().min(3).max(200).optional().describe('Nomor telepon atau cara lain menghubungi pelapor; disimpan terenkripsi.'),
  }),
  receivedAt: z.iso.datetime({ offset: true }).describe('Saat laporan sampai di kantor; tenggat dihitung dari sini.'),
  externalNumber: z.string().trim().min(1).max(100).optional().describe('Nomor laporan di saluran asalnya, misalnya tiket SPSE atau surat.'),
};

/** What the desk fills in: the start of the SOP, with a reporter who may have no mail address, and how and when the report came. */
export function onBehalfBody({ start }: SopContract) {
  return start.body.extend({ ...arrival, channel: z.enum(start.channels.map(({ code }) => code)) });
}

interface Entry { contract: SopContract; staff: Staff; body: Record<string, unknown>; idempotencyKey: string }

/** What the desk says beside the start of the SOP; the schema of the route has checked all of it. */
const said = z.object({ ...arrival, channel: z.string() });

/**
 * Takes in a report that reached the desk by another way than the online form.
 * @throws Problem received-in-future, before-since, already-entered, and those of `takeIn`
 */
export function enterOnBehalf(deps: ApiDeps, { contract, staff, body, idempotencyKey }: Entry): Promise<Intake> {
  const { reporter, channel, receivedAt, externalNumber } = said.parse(body);
  return takeIn(deps, {
    office: staff.office, contract, body, principal: staff.person, idempotencyKey, receivedAt: new Date(receivedAt),
    entry: { channel, contact: reporter.contact ?? null, externalNumber: externalNumber ?? null },
  });
}
