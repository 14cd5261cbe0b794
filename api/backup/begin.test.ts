import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backupHolds } from '../../db/backup-schema.ts';
import { accessLog } from '../../db/schema.ts';
import { startHouse } from '../../test/house.ts';
import type { House, Staff } from '../../test/house.ts';
import { backupOffice, backupRows } from './testing/house.ts';

/** LKPP runs the SPSE of the second office, which then may not declare any; the third has not declared its backups. */
const central = (yaml: string) => yaml.replace(/^backup:[^]*/m, '').replace(/^id: .*/m, 'id: pusat').replace(/^prefix: .*/m, 'prefix: PST')
  .replace(/^ {2}maintenance:\n/m, (line) => `${line}    operation: { value: central, document: { title: Uji, number: UJI/1, date: 2024-12-20 } }\n`);
let house: House;
let keeper: Staff;
let desk: Staff;
beforeAll(async () => {
  house = await startHouse({ startWorker: false, sweep: false, offices: [backupOffice((yaml) => yaml, { at: '01:30' }), backupOffice(central), 'kab-katingan'] });
  [keeper, desk] = [await house.staff('contoh', 'administrator-sistem'), await house.staff('contoh', 'helpdesk')];
});
afterAll(() => house.stop());

const text = 'Sebelum pembaruan SPSE.';
const run = (kind: string, staff = keeper, headers: Record<string, string> = {}) => staff.post('/backup', { kind, text }, headers);
const drill = (more: Record<string, unknown> = {}, staff = keeper) => staff.post('/restore-drill', { scope: 'contoh', text, ...more });
const move = (medium: string, way: string, staff = desk) => staff.post('/custody', { medium, move: way, text });
const rows = () => backupRows(house, 'contoh');

describe('a person begins', () => {
  it('a daily run, once under one key; a second while it is under way is refused with its number', async () => {
    const headers = { 'idempotency-key': 'cadangan-satu-kali' };
    const answers = await Promise.all([run('harian', keeper, headers), run('harian', keeper, headers), run('harian', keeper, headers)]);
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.number}`)).size).toBe(1);
    expect((await rows().taken()).map(({ facts }) => facts)).toMatchObject([{ kind: 'harian', scheduledFor: null, since: null, enteredBy: keeper.person }]);
    expect((await run('harian')).body).toMatchObject({ code: 'backup-running', status: 409, number: answers[0]!.body.number });
    await rows().reach('ditutup', Date.now());
    expect((await run('harian')).status).toBe(202);
  });

  it('nothing of what needs a medium, a copy, or the right function', async () => {
    expect((await run('harian', desk)).body).toMatchObject({ code: 'wrong-function', function: 'administrator-sistem' });
    expect((await run('portabel')).body).toMatchObject({ code: 'backup-undeclared', missing: 'media' });
    expect((await move('media-a', 'keluar')).body.code).toBe('unknown-medium');
    await rows().register('repositori', 'media-a', 'media-b');
    expect((await run('portabel')).body).toMatchObject({ code: 'no-verified-set', store: 'repositori' });
    expect((await drill({}, desk)).body).toMatchObject({ code: 'wrong-function' });
    expect((await drill()).body).toMatchObject({ code: 'no-verified-set', store: 'repositori' });
  });

  it('a copy onto a medium, a drill, a move: with what their workflows need to know', async () => {
    const set = await rows().verified(Date.now() - 3_600_000);
    expect((await run('portabel')).status).toBe(202);
    expect((await drill()).status).toBe(202);
    expect((await move('media-b', 'keluar')).status).toBe(202);
    expect((await rows().taken()).slice(-3).map(({ facts }) => facts)).toMatchObject([
      { kind: 'portabel', set, medium: 'media-a', since: null }, { scope: 'contoh', store: 'repositori', set, recoveryKey: 'belum' }, { medium: 'media-b', move: 'keluar', from: 'ruang-server', home: 'brankas' },
    ]);
    expect((await drill()).body.code).toBe('backup-running');
    expect((await drill({ store: 'media-b' })).body).toMatchObject({ code: 'no-verified-set', store: 'media-b' });
  });

  it('nothing where LKPP runs the system, and is told why; nothing where nothing is declared', async () => {
    const staff = await house.staff('pusat', 'kepala-lpse');
    for (const [path, body] of [['/backup', { kind: 'harian', text }], ['/custody', { medium: 'media-a', move: 'keluar', text }], ['/restore-drill', { scope: 'penuh', text }]] as const) {
      expect((await staff.post(path, body)).body).toMatchObject({ code: 'backup-not-applicable', status: 409, why: 'SPSE terpusat, dikelola LKPP. SOP kantor: Uji, UJI/1, 2024-12-20' });
    }
    const other = await house.staff('katingan', 'administrator-sistem');
    expect((await other.post('/backup', { kind: 'harian', text })).body).toMatchObject({ code: 'backup-undeclared', missing: 'backup' });
  });
});

describe('the backups of an office', () => {
  it('are read by its people: sources, stores and copies without a path or a password; the reading is logged', async () => {
    const { status, body } = await desk.get('/backups');
    expect([status, JSON.stringify(body).match(/\/srv|\/media\/|sandi|password/)]).toEqual([200, null]);
    expect(body).toMatchObject({
      applies: true, why: null,
      declared: {
        at: '01:30', sources: [{ code: 'spse', label: 'Basis data SPSE', kind: 'postgres' }], undeclared: [],
        stores: [{ code: 'repositori', repositoryId: 'contoh-repositori', state: null, home: null }, { code: 'media-a', state: 'di-ruang-server', home: 'brankas' }, { code: 'media-b' }],
        sets: [{ manifest: 'aa'.repeat(32), copies: [{ store: 'repositori', readBytes: 1 }] }],
      },
    });
    expect(body.declared.next.daily).toMatch(/T18:30:00/);
    expect(body.declared.running.map(({ sop }: { sop: string }) => sop).sort()).toEqual(['backup', 'backup', 'custody', 'restore-drill']);
    expect((await house.db.select().from(accessLog).where(eq(accessLog.what, 'backups'))).at(-1)).toMatchObject({ office: 'contoh', person: desk.person });
    const pusat = await (await house.staff('pusat', 'kepala-lpse')).get('/backups');
    expect(pusat.body).toEqual({ applies: false, why: expect.stringContaining('dikelola LKPP'), declared: null });
    expect((await (await house.staff('katingan', 'helpdesk')).get('/backups')).body).toEqual({ applies: true, why: null, declared: null });
  });

  it('are held from being forgotten by the keeper or who stands above, with a reason that is sealed, until the hold is ended', async () => {
    const reason = 'Perkara tender 12 di pengadilan.';
    const [{ id: set }] = (await desk.get('/backups')).body.declared.sets;
    const headers = { 'idempotency-key': 'tahan-satu-kali' };
    const hold = (body: Record<string, unknown>, staff = keeper) => staff.post('/backups/holds', { reason, ...body }, headers);
    const [first, again] = [await hold({ set }), await hold({ set })];
    expect([first.status, again.body.id]).toEqual([201, first.body.id]);
    expect((await hold({ set: null })).body.code).toBe('key-reused');
    expect((await desk.post('/backups/holds', { reason })).body.code).toBe('wrong-function');
    expect((await keeper.post('/backups/holds', { reason, set: crypto.randomUUID() })).body.code).toBe('unknown-set');
    expect((await desk.get('/backups')).body.declared.holds).toMatchObject([{ id: first.body.id, set, person: keeper.person, reason }]);
    expect((await house.db.select().from(backupHolds)).map(({ reasonSealed }) => reasonSealed.includes('Perkara'))).toEqual([false]);
    const end = (id: string, staff: Staff) => house.call('DELETE', `/api/v1/offices/contoh/backups/holds/${id}`, undefined, { authorization: `Bearer ${staff.key}` });
    expect((await end(first.body.id, desk)).body.code).toBe('wrong-function');
    expect((await end(crypto.randomUUID(), keeper)).body.code).toBe('unknown-hold');
    const { body: { endedAt } } = await end(first.body.id, keeper);
    expect([typeof endedAt, (await end(first.body.id, keeper)).body.endedAt, (await desk.get('/backups')).body.declared.holds]).toEqual(['string', endedAt, []]);
    expect((await house.db.select().from(accessLog)).flatMap(({ what }) => (what.startsWith('backup-hold') ? [what] : []))).toEqual(['backup-hold:begun', 'backup-hold:ended']);
  });
});
