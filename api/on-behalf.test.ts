import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessLog, events, intakes, notices } from '../db/schema.ts';
import { startHouse, until } from '../test/house.ts';
import type { House, Staff } from '../test/house.ts';
import { officeWith } from '../test/quick-office.ts';

let house: House;
let desk: Staff;
/** On leave: has a key and holds no function today. */
let away: string;
beforeAll(async () => {
  const leave = (text: string) => text.replace(/^leaves:.*$/m, '').trimEnd() + '\nleaves:\n  - { person: cth-06, from: 2025-01-01, until: 2099-12-31 }\n';
  house = await startHouse({ offices: [officeWith({ followUp: 30_000_000, spacing: 300, approval: 300 }, leave), 'kota-malang'] });
  desk = await house.staff('contoh', 'helpdesk');
  away = await house.key('contoh', 'cth-06');
});
afterAll(() => house.stop());

const call = {
  reporter: { name: 'Budi Tanpa Surel', contact: '0812-3456-7890' }, role: 'penyedia', category: 'akun-login', channel: 'telepon',
  description: 'Menelepon: kata sandi tidak dikenali.',
};
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const enter = (more: Record<string, unknown> = {}, headers: Record<string, string> = {}, key = desk.key, office = 'contoh') =>
  house.call('POST', `/api/v1/offices/${office}/problem/on-behalf`, { ...call, receivedAt: ago(1), ...more }, { authorization: `Bearer ${key}`, ...headers });
const rowOf = async (number: string) => (await house.db.select().from(intakes).where(eq(intakes.number, number)))[0]!;

describe('a report that the desk enters for somebody', () => {
  it('becomes a case like any other, recorded in the same form (ERR-1, ERR-19), whose clock starts when it reached the office', async () => {
    const receivedAt = ago(5);
    const { status, body } = await enter({ receivedAt });
    expect([status, Object.keys(body).sort(), body.state]).toEqual([202, ['number', 'state'], 'diterima']);
    expect((await desk.task(body.number, 'tangani')).dueAt).toBe(new Date(Date.parse(receivedAt) + 30_000_000_000).toISOString());
    const seen = (await desk.get(`/cases/${body.number}`)).body;
    expect(seen).toMatchObject({
      receivedAt, channel: 'telepon', externalNumber: null, reporter: { name: 'Budi Tanpa Surel', mail: null, contact: '0812-3456-7890' },
      description: call.description, facts: { role: 'penyedia', category: 'akun-login', packageCode: null, channel: 'telepon', enteredBy: desk.person },
    });
    expect(Date.parse(seen.enteredAt) - Date.parse(receivedAt)).toBeGreaterThanOrEqual(5 * 3_600_000);
    expect((Object.values(seen.texts) as { author: string }[]).map(({ author }) => author)).toEqual([desk.person]);
    expect(await house.db.select().from(notices).where(and(eq(notices.caseId, (await rowOf(body.number)).id), eq(notices.recipient, 'reporter')))).toEqual([]);
    expect((await house.db.select().from(accessLog).orderBy(accessLog.id)).at(-1)).toMatchObject({ person: desk.person, what: 'case' });
  });

  it('gives its link to the reporter alone, by mail', async () => {
    const { body } = await enter({ reporter: { name: 'Rini', mail: 'rini@penyedia.example' } });
    const mail = await house.mailbox.waitFor(({ to }) => to.includes('rini@penyedia.example'), 20_000);
    expect(JSON.stringify(mail)).toContain(`/lacak/${body.number}/`);
    expect(JSON.stringify(body)).not.toContain('lacak');
  });

  it('keeps contact and external number sealed, and says neither to the engine', async () => {
    const { body } = await enter({ channel: 'tiket-spse', externalNumber: 'SPSE-77/2026' });
    const row = await rowOf(body.number);
    const rows = await until(async () => { const found = await house.db.select().from(events).where(eq(events.caseId, row.id)); return found.length > 0 && found; }, 'the case is open');
    expect(['0812-3456', 'SPSE-77', 'Budi Tanpa'].filter((word) => JSON.stringify([row, rows]).includes(word))).toEqual([]);
    expect((await desk.get(`/cases/${body.number}`)).body).toMatchObject({ channel: 'tiket-spse', externalNumber: 'SPSE-77/2026' });
    const { events: history } = await house.client.workflow.getHandle(row.workflowId).fetchHistory();
    const input = Buffer.concat(history?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.map(({ data }) => Buffer.from(data ?? [])) ?? []).toString();
    expect(input).toContain(row.number);
    expect(['0812-3456', 'SPSE-77', 'Budi Tanpa'].filter((word) => input.includes(word))).toEqual([]);
  });

  it('is entered once under the number of its channel, however that is written, also by two at once', async () => {
    const first = await enter({ channel: 'surat', externalNumber: '005/12/Set 2026' });
    const again = await enter({ channel: 'surat', externalNumber: '005/12/SET2026' });
    expect([again.status, again.body.code, again.body.number]).toEqual([409, 'already-entered', first.body.number]);
    expect((await enter({ channel: 'surel', externalNumber: '005/12/Set 2026' })).status).toBe(202);
    const both = await Promise.all([1, 2].map(() => enter({ channel: 'tiket-spse', externalNumber: 'KEMBAR-1' })));
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    const other = await house.staff('malang', 'helpdesk');
    const rules = (await house.call('GET', '/api/v1/offices/malang')).body;
    expect((await enter({ channel: 'surat', externalNumber: '005/12/Set 2026', role: rules.roles[0].code, category: rules.categories[0].code }, {}, other.key, 'malang')).status).toBe(202);
  });

  it('is the same report under the same key, with the same body only', async () => {
    const body = { receivedAt: ago(2), channel: 'kunjungan', externalNumber: 'TAMU-9' };
    const key = { 'idempotency-key': 'tamu-sembilan' };
    const [first, second] = [await enter(body, key), await enter(body, key)];
    expect([first.status, second.status, second.body.number]).toEqual([202, 202, first.body.number]);
    expect((await enter({ ...body, description: 'Lain sama sekali.' }, key)).body.code).toBe('key-reused');
  });

  it.each([
    ['on a holiday', '2025-12-25T03:00:00+07:00'], ['a year ago', ago(24 * 365)], ['in the first second of the record', '2025-01-01T00:00:00+07:00'],
  ])('may have come %s', async (_when, receivedAt) => {
    const { status, body } = await enter({ receivedAt });
    expect(status).toBe(202);
    expect((await rowOf(body.number)).receivedAt).toEqual(new Date(receivedAt));
  });

  it.each<[string, Record<string, unknown>, number, string]>([
    ['before the office existed', { receivedAt: '2024-12-31T23:59:59+07:00' }, 422, 'before-since'],
    ['in the future', { receivedAt: ago(-1) }, 422, 'received-in-future'],
    ['at no time', { receivedAt: undefined }, 400, 'bad-request'],
    ['at a time without a zone', { receivedAt: '2026-03-02T09:00:00' }, 400, 'bad-request'],
    ['by the online form', { channel: 'daring' }, 400, 'bad-request'],
    ['by no channel', { channel: undefined }, 400, 'bad-request'],
    ['from nobody', { reporter: { contact: '0812' } }, 400, 'bad-request'],
    ['with an address that is none', { reporter: { name: 'Budi', mail: 'budi@' } }, 400, 'bad-request'],
    ['with a word too many', { priority: 'tinggi' }, 400, 'bad-request'],
    ['in an unknown role', { role: 'raja' }, 422, 'unknown-role'],
    ['in an unknown category', { category: 'cuaca' }, 422, 'unknown-category'],
    ['with a file that nobody uploaded', { files: ['f'.repeat(64)] }, 404, 'unknown-file'],
  ])('is refused when it came %s', async (_how, more, status, code) => {
    const answer = await enter(more);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is refused from a person without a function today, without a key, and in another office', async () => {
    expect((await enter({}, {}, away)).body.code).toBe('no-function');
    expect((await house.call('POST', '/api/v1/offices/contoh/problem/on-behalf', { ...call, receivedAt: ago(1) })).status).toBe(401);
    expect((await enter({}, {}, desk.key, 'malang')).body.code).toBe('wrong-office');
  });
});

it('a report by the online form says so', async () => {
  const { number } = (await house.report('contoh')).body;
  expect((await rowOf(number)).facts).toMatchObject({ channel: 'daring', enteredBy: null });
  expect((await desk.get(`/cases/${number}`)).body).toMatchObject({ channel: 'daring', externalNumber: null, reporter: { contact: null } });
});
