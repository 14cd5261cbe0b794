import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notices } from '../db/schema.ts';
import { aReport, startHouse, until } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { officeWith } from '../test/quick-office.ts';

let house: House;
let number: string;
let secret: string;
beforeAll(async () => {
  house = await startHouse({ offices: [officeWith({ followUp: 3000, spacing: 300, approval: 300 }), 'kab-katingan'] });
  ({ number, secret } = await reported());
});
afterAll(() => house.stop());

async function reported(): Promise<{ number: string; secret: string }> {
  const { body } = await house.report('contoh');
  return { number: body.number, secret: body.trackingUrl.split('/').at(-1) };
}
const follow = (of: string, by: string) => house.call('GET', `/api/v1/tracking/${of}/${by}`);
const askForLink = (of: string, office = 'contoh') => house.call('POST', `/api/v1/offices/${office}/tracking-link`, { number: of });

describe('following a report', () => {
  it('looks the same with a wrong secret, an unknown number, and the secret of another report', async () => {
    const other = await reported();
    const answers = await Promise.all([
      follow(number, 'x'.repeat(22)), follow(number, secret.slice(1)), follow(number, `${secret}x`), follow(number, other.secret), follow('CTH-2026-999999', secret),
      follow("CTH' or 1=1 --", secret), follow('%00', secret), follow(number, '%00'),
    ]);
    for (const { status, body } of answers) expect([status, body]).toEqual([404, answers[0]?.body]);
    for (const { body } of answers) expect(body.code).toBe('unknown-case');
  });

  it('is not opened by the secret in another case', async () => {
    const swapped = secret === secret.toUpperCase() ? secret.toLowerCase() : secret.toUpperCase();
    expect((await follow(number, swapped)).status).toBe(404);
  });

  it('is kept in no cache, refused or not', async () => {
    for (const answer of [await follow(number, secret), await follow(number, 'wrong')]) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('shows neither who reported nor what, nor any person of the office', async () => {
    await (await house.staff('contoh', 'helpdesk')).task(number, 'tangani');
    const { status, body } = await follow(number, secret);
    expect(status).toBe(200);
    expect(body).toMatchObject({ number, state: 'diterima', office: 'LPSE Kota Contoh', acts: [], history: [{ text: 'Laporan diterima', words: null }] });
    const text = JSON.stringify(body);
    for (const hidden of [aReport.reporter.name, aReport.reporter.mail, aReport.description, 'cth-0', 'Lima']) expect(text).not.toContain(hidden);
  });

  it('allows acts of the reporter only when the case waits for them', async () => {
    const act = (name: string, body: unknown, by = secret) => house.call('POST', `/api/v1/tracking/${number}/${by}/acts/${name}`, body);
    expect((await act('confirm', {})).body.code).toBe('wrong-state');
    expect((await act('reply', { text: 'Ini datanya.' })).body.code).toBe('wrong-state');
    expect((await act('confirm', {}, 'x'.repeat(22))).body.code).toBe('unknown-case');
    expect((await act('answer', { text: 'Selesai.' })).body.code).toBe('not-found');
    expect((await act('confirm', { by: 'cth-01' })).body.code).toBe('bad-request');
  });
});

describe('a lost link', () => {
  it('gets the same answer whether the number exists or not', async () => {
    const { number: fresh } = await reported();
    const answers = await Promise.all([askForLink(fresh), askForLink('CTH-2026-999999'), askForLink(fresh, 'katingan'), askForLink("' or ''='")]);
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
  });

  it('goes to the recorded address, once, however often and however quickly it is asked for', async () => {
    const one = await reported();
    await Promise.all(Array.from({ length: 5 }, () => askForLink(one.number)));
    await askForLink(one.number);
    const mail = await house.mailbox.waitFor(({ subject }) => subject.includes('Tautan pelacakan') && subject.includes(one.number), 15_000);
    expect(mail.to).toEqual([aReport.reporter.mail]);
    expect(mail.text).toContain(`/lacak/${one.number}/${one.secret}`);
    expect(mail.subject).not.toContain(one.secret);
    const rows = (await house.db.select().from(notices)).filter(({ template, key }) => template === 'link-again' && key.includes(one.number));
    expect(rows).toHaveLength(1);
  });

  it('is sent again when sixty minutes have passed, and not at the turn of the clock hour', async () => {
    const one = await reported();
    await askForLink(one.number);
    const sent = () => house.db.select().from(notices).where(eq(notices.template, 'link-again')).then((rows) => rows.filter(({ key }) => key.includes(one.number)));
    const [first] = await sent();
    const back = (minutes: number) => house.db.update(notices).set({ createdAt: new Date(Date.now() - minutes * 60_000) }).where(eq(notices.id, first?.id ?? 0));
    await back(59);
    await askForLink(one.number);
    expect(await sent()).toHaveLength(1);
    await back(61);
    await askForLink(one.number);
    await until(async () => (await sent()).every(({ state }) => state === 'sent'), 'both mails');
    expect(await sent()).toHaveLength(2);
  });
});

describe('a mail to the reporter', () => {
  it.each(['Sari\r\nBcc: lain@penyedia.example', '"lain" <lain@penyedia.example>,', 'lain@penyedia.example>\n\nIsi'])('goes to the recorded address only, whatever the name: %j', async (name) => {
    const mail = `${randomUUID().slice(0, 8)}@penyedia.example`;
    const answer = await house.report('contoh', { reporter: { name, mail } });
    expect(answer.status).toBe(202);
    const receipt = await house.mailbox.waitFor(({ subject }) => subject.includes(answer.body.number) && subject.includes('Laporan Anda diterima'), 15_000);
    expect(receipt.to).toEqual([mail]);
    expect(receipt.headers.map((header) => header.name.toLowerCase())).not.toContain('bcc');
    expect(house.mailbox.count('lain@penyedia.example')).toBe(0);
  });
});
