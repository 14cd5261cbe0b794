import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accounts } from '../../db/schema.ts';
import { refuseMail } from '../testing/account.ts';
import { openStage } from '../testing/stage.ts';
import type { Stage } from '../testing/stage.ts';
import { apply } from './testing/scene.ts';
import type { Applied, Application } from './testing/scene.ts';

let stage: Stage;
let scene: Applied;
beforeAll(async () => { stage = await openStage(); });
afterEach(() => scene.end());
afterAll(() => stage.end());

async function approved(application: Application): Promise<string> {
  scene = await apply(application, stage);
  await scene.checkAll();
  return scene.work('approve', { text: 'Berkas lengkap dan benar.' });
}
const outcome = async () => (await scene.events('case.closed')).map(({ data }) => data.outcome);
/** Everything was said: the case may close. */
async function closed(): Promise<unknown[]> {
  await scene.finish();
  expect(await scene.state()).toBe('ditutup');
  expect(await scene.openKinds()).toEqual([]);
  return outcome();
}
async function account(number: string) {
  const [row] = await stage.db.select().from(accounts).where(and(eq(accounts.office, scene.input.identity.office), eq(accounts.number, number)));
  return row;
}
/** An account that another registration gave before, now ended. */
async function oldAccount(number: string): Promise<void> {
  const then = new Date(0);
  await stage.db.insert(accounts).values({
    office: scene.input.identity.office, number, caseId: '11111111-1111-4111-8111-111111111111', contactCaseId: '11111111-1111-4111-8111-111111111111',
    kind: 'ppk', state: 'nonaktif', until: '2026-12-31', activatedAt: then, confirmedAt: then, deactivatedAt: then,
  }).onConflictDoNothing();
}

describe('an activation in SPSE itself', () => {
  test('is asked for again every working day until the User ID is recorded, and is mailed once', async () => {
    expect(await approved({ kind: 'ppk', until: null })).toBe('menunggu-aktivasi');
    await scene.sleepUntil('2027-01-20 10:30');
    expect((await scene.notices('task-opened')).filter(({ params }) => params.again).map(({ recipient }) => recipient)).toEqual(['tbb-07', 'tbb-07']);
    expect(await scene.work('carry-out', { text: 'Sudah.' }, 'aktivasi')).toBe('refused: wrong-task');
    const { id: taskId } = await scene.task('aktivasi');
    const twice = await Promise.all([0, 1].map(() => scene.act('activate', { by: 'tbb-07', taskId, text: 'PPK0427' })));
    expect(twice.sort()).toEqual(['menunggu-pemberitahuan', 'refused: task-ended']);
    const [event] = await scene.events('activated');
    expect(await scene.notices('activated')).toMatchObject([{ recipient: 'reporter', params: { textId: event!.data.textId } }]);
    expect(await account(scene.input.identity.number)).toMatchObject({ kind: 'ppk', state: 'aktif', until: null });
    expect(await closed()).toEqual(['activated']);
  });
});

describe('an activation whose mail is refused', () => {
  test('is told by the counter, who is reminded of it, before the case closes', async () => {
    await approved({ kind: 'ppk', until: null });
    await scene.work('activate', { text: 'PPK0428' }, 'aktivasi');
    await refuseMail(scene, 'activated');
    await scene.deliverMails();
    await scene.sleepUntil('2027-01-19 11:00');
    expect([await scene.state(), await scene.openKinds()]).toEqual(['menunggu-pemberitahuan', ['hubungi-pengguna']]);
    expect((await scene.notices('task-opened')).at(-1)).toMatchObject({ recipient: 'tbb-05', params: { kind: 'hubungi-pengguna', again: true } });
    await scene.act('reached', { by: 'tbb-04', taskId: (await scene.task('hubungi-pengguna')).id, text: 'Ditelepon.' });
    expect(await closed()).toEqual(['activated']);
  });
});

describe('a central account (INAPROC)', () => {
  test('is watched for 3 x 24 clock hours, across a weekend, and then told to the verifikator and the head', async () => {
    expect(await approved({ office: 'kab-katingan', receivedAt: '2027-01-22 15:00', kind: 'ppk' })).toBe('menunggu-pusat');
    expect(await scene.mails('approved')).toEqual(['approved -> reporter']);
    expect(await scene.due()).toMatch(/^central due 2027-01-25 15:00:0/);
    expect((await scene.tasks()).at(-1)!.dueAt).toMatch(/^2027-01-25 15:00:0/);
    await scene.sleepUntil('2027-01-25 14:59');
    expect(await scene.mails('central-late')).toEqual([]);
    await scene.sleepUntil('2027-01-25 15:01');
    expect(await scene.mails('central-late')).toEqual(['central-late -> ktg-03', 'central-late -> ktg-01']);
    expect(await scene.work('central', { outcome: 'aktif' }, 'hasil-pusat')).toBe('menunggu-pemberitahuan');
    expect(await scene.mails('activated')).toEqual(['activated -> reporter']);
    expect(await closed()).toEqual(['activated']);
  });

  test('that INAPROC refuses is told to the applicant, and no account is kept', async () => {
    await approved({ office: 'kab-katingan', kind: 'ppk' });
    await scene.work('central', { outcome: 'ditolak', text: 'Data tidak cocok.' }, 'hasil-pusat');
    expect(await scene.mails('central-refused')).toEqual(['central-refused -> reporter']);
    expect(await account(scene.input.identity.number)).toBeUndefined();
    expect(await closed()).toEqual(['central-refused']);
  });
});

describe('a change that only LKPP can make', () => {
  const npwp = { service: 'ubah-npwp', kind: 'badan-usaha' } as const;

  test('is asked there, chased every working day, and carried out once LKPP agrees', async () => {
    expect(await approved(npwp)).toBe('menunggu-lkpp');
    expect(await scene.mails('lkpp-request', 'approved')).toEqual(['lkpp-request -> lkpp', 'approved -> reporter']);
    await scene.work('record-ticket', { text: 'TKT-9' }, 'teruskan-lkpp');
    await scene.sleepUntil('2027-01-19 10:30');
    expect((await scene.notices('task-opened')).at(-1)).toMatchObject({ recipient: 'tbb-07', params: { kind: 'teruskan-lkpp', again: true } });
    expect(await scene.work('record-reply', { outcome: 'disetujui', text: 'Sudah diubah.' }, 'teruskan-lkpp')).toBe('menunggu-aktivasi');
    await scene.work('carry-out', { text: 'NPWP baru sudah tampil.' }, 'aktivasi');
    expect(await scene.mails('carried-out')).toEqual(['carried-out -> reporter']);
    expect(await closed()).toEqual(['carried-out']);
  });

  test('is told by hand where LKPP was not reached, and its refusal ends the case', async () => {
    await approved(npwp);
    const [mail] = await scene.notices('lkpp-request');
    await scene.signal('noticeFailed', { noticeId: mail!.id, template: 'lkpp-request', recipient: 'lkpp', params: mail!.params, state: 'refused' });
    expect(await scene.mails('lkpp-unreached')).toEqual(['lkpp-unreached -> tbb-07']);
    await scene.work('record-reply', { outcome: 'ditolak', text: 'NPWP sudah dipakai.' }, 'teruskan-lkpp');
    expect(await scene.mails('lkpp-refused')).toEqual(['lkpp-refused -> reporter']);
    expect(await closed()).toEqual(['lkpp-refused']);
  });
});

describe('a later service', () => {
  test('a forgotten User ID is told', async () => {
    await approved({ service: 'lupa-user-id', kind: 'perorangan' });
    expect(await scene.work('activate', { text: 'X01' }, 'aktivasi')).toBe('refused: wrong-task');
    await scene.work('carry-out', { text: 'User ID Anda CVMAJU.' }, 'aktivasi');
    expect(await scene.notices('told')).toMatchObject([{ recipient: 'reporter', params: { textId: expect.anything() as unknown } }]);
    expect(await closed()).toEqual(['carried-out']);
  });

  test('a new mail address makes the account reach this applicant', async () => {
    await approved({ service: 'ubah-surel', kind: 'ppk' });
    await oldAccount('TBB-2026-000001');
    await scene.work('carry-out', { account: 'TBB-2026-000001', text: 'Surel sudah diubah.' }, 'aktivasi');
    expect(await account('TBB-2026-000001')).toMatchObject({ contactCaseId: scene.input.identity.caseId, state: 'nonaktif' });
    expect(await closed()).toEqual(['carried-out']);
  });

  test('a new decree gives an account back, until its own end', async () => {
    await approved({ service: 'aktivasi-kembali', kind: 'ppk', until: '2027-12-31' });
    await oldAccount('TBB-2026-000002');
    expect(await scene.work('carry-out', { text: 'Aktif.' }, 'aktivasi')).toBe('refused: account-missing');
    await scene.work('carry-out', { account: 'TBB-2026-000002', text: 'Aktif.' }, 'aktivasi');
    expect(await account('TBB-2026-000002')).toMatchObject({ state: 'aktif', until: scene.input.facts.until, deactivatedAt: null, contactCaseId: scene.input.identity.caseId });
    expect(await closed()).toEqual(['carried-out']);
  });

  test('a new decree without an end is confirmed by its carrying out, so that nobody asks for it at once', async () => {
    await approved({ service: 'aktivasi-kembali', kind: 'ppk', until: null });
    await oldAccount('TBB-2026-000003');
    await scene.work('carry-out', { account: 'TBB-2026-000003', text: 'Aktif.' }, 'aktivasi');
    const [event] = await scene.events('carried-out');
    const back = await account('TBB-2026-000003');
    expect([back?.state, back?.until, scene.time.local(back!.confirmedAt)]).toEqual(['aktif', null, event!.at]);
    await closed();
  });
});
