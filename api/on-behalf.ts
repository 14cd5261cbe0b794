import { z } from 'zod';
import type { IntakeParts, SopContract } from '../workflows/contract.ts';
import { deskChannels } from './channels.ts';
import type { ApiDeps } from './deps.ts';
import { takeIn } from './intake.ts';
import type { Intake } from './intake.ts';
import type { Staff } from './plugins/access.ts';

/** SOPs whose reports a desk may enter for somebody else, with the channels that they reach it by (ERR-1). */
export const onBehalf: Record<string, { code: string; label: string }[]> = { problem: deskChannels };

const arrival = {
  reporter: z.strictObject({
    name: z.string().trim().min(2).max(200),
    mail: z.email().max(254).optional(),
    contact: z.string().trim().min(3).max(200).optional().describe('Nomor telepon atau cara lain menghubungi pelapor; disimpan terenkripsi.'),
  }),
  receivedAt: z.iso.datetime({ offset: true }).describe('Saat laporan sampai di kantor; tenggat dihitung dari sini.'),
  externalNumber: z.string().trim().min(1).max(100).optional().describe('Nomor laporan di saluran asalnya, misalnya tiket SPSE atau surat.'),
};

/** What the desk fills in: the start of the SOP, with a reporter who may have no mail address, and how and when the report came. */
export function onBehalfBody(contract: SopContract, channels: { code: string }[]) {
  return contract.start.body.extend({ ...arrival, channel: z.enum(channels.map(({ code }) => code)) });
}

interface Entry { contract: SopContract; staff: Staff; body: Record<string, unknown>; idempotencyKey: string }

/** What is no code in it; the schema of the route has checked it against the contract's own rules. */
const said = z.object({ ...arrival, channel: z.string(), description: z.string(), files: z.array(z.string()) });
const notCodes = new Set(Object.keys(said.shape));

/**
 * Takes in a report that reached the desk by another way than the online form.
 * @throws Problem received-in-future, before-since, already-entered, and those of `takeIn`
 */
export function enterOnBehalf(deps: ApiDeps, { contract, staff, body, idempotencyKey }: Entry): Promise<Intake> {
  const { reporter, channel, receivedAt, externalNumber, description, files } = said.parse(body);
  const codes = Object.keys(contract.start.body.shape).filter((name) => !notCodes.has(name));
  const parts: IntakeParts = {
    reporter: { name: reporter.name, mail: reporter.mail ?? null }, text: description, files,
    facts: Object.fromEntries(codes.map((name) => { const code = body[name]; return [name, typeof code === 'string' ? code : null]; })),
  };
  return takeIn(deps, {
    office: staff.office, contract, body, parts, principal: staff.person, idempotencyKey, receivedAt: new Date(receivedAt),
    entry: { channel, contact: reporter.contact ?? null, externalNumber: externalNumber ?? null },
  });
}
