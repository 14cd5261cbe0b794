import { randomUUID } from 'node:crypto';
import { officeInForce } from '../api/offices.ts';
import { form } from '../api/testing/upload.ts';
import { itemsFor } from '../workflows/registration/checklist.ts';
import { until } from './house.ts';
import type { Answer, House } from './house.ts';

/** What an applicant of any kind may say; the person's data are searched for afterwards, so they are like nothing else. */
export const person = {
  name: 'Ratna Wulandari Pemohon', mail: 'ratna.pemohon@usaha.example', company: 'CV Anggrek Hitam Pemohon', agency: 'Dinas Perkebunan Contoh',
  nik: '3373014101900002', npwp: '091234567891000', nib: '8120001234567', nip: '199001012015032003', reference: 'ratna.anggrek', bearer: 'Pak Darmo Pembawa', decree: 'SK-77/ANGGREK/2026',
};

export interface Applied {
  number: string;
  link: string;
  /** The items of this office's list, in its order. */
  items: { code: string; need: string; original: boolean }[];
  /** Uploads a fresh file and gives its hash. */
  upload(): Promise<string>;
  follow(): Promise<Answer>;
  reporter(act: string, body: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
}

export async function upload(house: House, office: string, name = 'berkas.pdf'): Promise<string> {
  const { payload, headers } = form({ bytes: Buffer.from(`%PDF-1.7\n% ${randomUUID()}\n`), type: 'application/pdf', name });
  const answer = await fetch(`${house.url}/api/v1/offices/${office}/files`, { method: 'POST', headers, body: new Uint8Array(payload) });
  return (await answer.json() as { sha256: string }).sha256;
}

interface Wish { kind?: string; service?: string; without?: string[]; more?: Record<string, unknown> }

/** The body of an application of that kind at that office, with a file for every item but those left out; deeds "if any" are said not to exist. */
export async function application(house: House, office: string, { kind = 'badan-usaha', service = 'pendaftaran', without = [], more = {} }: Wish = {}) {
  const { registration } = (await officeInForce(house.db, office)).rules;
  const rule = registration.kinds.find(({ code }) => code === kind);
  if (!rule) throw new Error(`${office} has no ${kind}`);
  const items = itemsFor(registration, service, kind);
  const brought = items.filter(({ code, need }) => need === 'always' && !without.includes(code));
  const files = await Promise.all(brought.map(async ({ code }) => ({ item: code, sha256: await upload(house, office, `${code} ${person.name}.pdf`) })));
  const body = {
    service, kind, reporter: { name: person.name, mail: person.mail }, files, absent: items.filter(({ need }) => need === 'if-any').map(({ code }) => code),
    ...Object.fromEntries([...rule.numbers, ...rule.mayGive].map((name) => [name, person[name]])),
    ...(rule.group === 'provider' ? { company: person.company, reference: person.reference } : { agency: person.agency, decree: { number: person.decree, date: '2026-11-02' }, until: null }),
    ...more,
  };
  return { items, body };
}

/** A fresh application, taken in. */
export async function applied(house: House, office: string, wish: Wish = {}): Promise<Applied> {
  const { items, body } = await application(house, office, wish);
  const { status, body: answer } = await house.call('POST', `/api/v1/offices/${office}/registration`, body);
  if (status !== 202) throw new Error(`The application was answered with ${status} ${JSON.stringify(answer)}`);
  const { number, trackingUrl } = answer as { number: string; trackingUrl: string };
  const link = `/api/v1/tracking/${number}/${trackingUrl.split('/').at(-1)}`;
  return {
    number, link, items, upload: () => upload(house, office), follow: () => house.call('GET', link),
    reporter: (act, more, headers = {}) => house.call('POST', `${link}/acts/${act}`, more, headers),
  };
}

/** Waits until the case says so to its applicant. */
export const inState = (seen: Applied, state: string): Promise<Answer> =>
  until(async () => { const answer = await seen.follow(); return answer.body.state === state && answer; }, `${seen.number} in ${state}`);
