import { until } from '../../test/house.ts';
import type { Answer, House, Staff } from '../../test/house.ts';
import { form, pdf } from './upload.ts';

/** A firm that registers in Salatiga; its numbers are of nobody. */
export const firm = {
  kind: 'badan-usaha', reporter: { name: 'Sari Direktur', mail: 'sari@firma.example' }, company: 'CV Firma Rekaan', npwp: '01.234.567.8-901.000', reference: 'SPSE-77',
};
/** Who acts for an agency, with a term. */
export const official = {
  kind: 'ppk', reporter: { name: 'Budi Pejabat', mail: 'budi@dinas.example' }, agency: 'Dinas Rekaan', nip: '198001012005011001', decree: { number: '800/12/2026', date: '2026-01-05' }, until: '2031-12-31',
};

interface Copy { item: string; sha256: string }

/** Uploads a copy of an item, by its own bytes. */
export async function copyOf(house: House, item: string, { office = 'salatiga', more = '' } = {}): Promise<Copy> {
  const file = form({ bytes: Buffer.concat([pdf, Buffer.from(`${item} ${more}`)]), type: 'application/pdf', name: `${item}.pdf` });
  const answer = await house.app.inject({ method: 'POST', url: `/api/v1/offices/${office}/files`, ...file });
  return { item, sha256: answer.json().sha256 };
}

export interface Applied {
  number: string;
  /** '/api/v1/tracking/NUMBER/SECRET' */
  link: string;
  /** An act of the applicant, by the tracking link. */
  applicant(act: string, body?: Record<string, unknown>): Promise<Answer>;
  follow(): Promise<Answer>;
}

export const apply = (house: House, more: Record<string, unknown> = {}, office = 'salatiga'): Promise<Answer> =>
  house.call('POST', `/api/v1/offices/${office}/registration`, { ...firm, ...more });

/** A registration that was taken in. */
export async function applied(house: House, more: Record<string, unknown> = {}, office = 'salatiga'): Promise<Applied> {
  const { status, body } = await apply(house, more, office);
  if (status !== 202) throw new Error(`The application was answered with ${status} ${JSON.stringify(body)}`);
  const link = `/api/v1/tracking/${body.number}/${body.trackingUrl.split('/').at(-1)}`;
  return {
    number: body.number, link,
    applicant: (act, said = {}) => house.call('POST', `${link}/acts/${act}`, said), follow: () => house.call('GET', link),
  };
}

export interface Line { code: string; original: boolean; need: string; obstacle: string | null; state: string; file: string | null; received: { by: { id: string }; how: string; version: number } | null; seen: unknown; verdict: unknown }

export const checklist = async (verifikator: Pick<Staff, 'get'>, number: string): Promise<{ items: Line[]; twins: { kind: string; number: string }[] }> => {
  const { status, body } = await verifikator.get(`/registration/${number}/checklist`);
  if (status !== 200) throw new Error(`The checklist was answered with ${status} ${body.code}`);
  return body;
};

/** The copies that came, as the verifikator saw them at the counter: true, with the original where the text wants it shown. */
export const allTrue = async (verifikator: Pick<Staff, 'get'>, number: string) => (await checklist(verifikator, number)).items
  .flatMap(({ code, received, original }) => (received ? [{ item: code, verdict: 'benar', version: received.version, ...(original ? { seen: 'loket' } : {}) }] : []));

/** Every item was handed in, shown and found true, or does not exist. */
export async function checkAll(verifikator: Staff, number: string): Promise<Answer> {
  const { id: taskId } = await verifikator.task(number, 'verifikasi');
  const { items } = await checklist(verifikator, number);
  return verifikator.act(number, 'check', {
    taskId, items: items.map(({ code, need, original, received }) => (need === 'if-any' && received === null ? { item: code, absent: true }
      : { item: code, copy: received === null, verdict: 'benar', ...(received && { version: received.version }), ...(original ? { seen: 'loket' } : {}) })),
  });
}

/** An account that came of a registration: checked, approved, activated under this User ID. */
export async function account(house: House, verifikator: Staff, userId: string, more: Record<string, unknown> = {}): Promise<string> {
  const { number } = await applied(house, more);
  await checkAll(verifikator, number);
  await verifikator.act(number, 'approve', { taskId: (await verifikator.task(number, 'verifikasi')).id });
  await verifikator.act(number, 'activate', { taskId: (await verifikator.task(number, 'aktivasi')).id, userId });
  await until(async () => (await verifikator.get(`/accounts/${number}`)).status === 200, `account of ${number}`);
  return number;
}
