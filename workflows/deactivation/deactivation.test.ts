import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Rules } from '../../regulations/rules.ts';
import { accountOf, insertAccount, refuseMail } from '../testing/account.ts';
import { openCase, type Case, type Scene } from '../testing/skipping.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { deactivationContract } from './contract.ts';

/** REG-16, REG-17 under the four texts. */
let stage: Stage;
let scene: Case;
let last = 0;
beforeAll(async () => { stage = await openStage(); });
afterAll(() => stage.end());
afterEach(() => scene.end());

const proof = 'User ID dipinjamkan kepada orang lain; tangkapan layar terlampir.';
const reason = 'Terbukti dari catatan akses.';

async function opened({ facts, ...more }: Pick<Scene, 'office'> & Partial<Scene>): Promise<void> {
  const account = `AAA-2026-${String(last += 1).padStart(6, '0')}`;
  await insertAccount(stage, more.office.replace(/^(kota|kab)-/, ''), account);
  scene = await openCase({
    sop: 'deactivation', receivedAt: '2027-01-18 10:00', enteredBy: 'aaa-01', ...more,
    facts: { account, kind: 'ppk', ground: 'pelanggaran', requester: null, ...facts },
  }, stage);
}

const task = async (kind: string) => (await scene.task(kind)).id;
const act = async (by: string, kind: string, name: string, more: Record<string, unknown> = {}) => scene.act(name, { by, taskId: await task(kind), text: reason, ...more });
const toUser = async () => (await scene.notices()).filter(({ recipient }) => recipient === 'reporter').map(({ template }) => template);
const state = async () => (await accountOf(scene)).state;
const options = (yaml: string) => (values: string) => yaml.replace('\n  outage:', `\n  deactivation:\n${values}\n  outage:`);
const own = 'document: { title: Contoh SOP, number: CONTOH/SOP-9/2026, date: 2026-01-02 }';

describe('Salatiga, where the verifikator acts alone (REG-16)', () => {
  test('decides, carries it out in SPSE, and the user is told the ground and the article before the case closes', async () => {
    await opened({ office: 'kota-salatiga' });
    expect(await scene.tasks()).toMatchObject([{ kind: 'putuskan', state: 'open', function: 'verifikator' }]);
    expect(await scene.mails()).toEqual(['task-opened -> slt-04']);
    expect(await act('slt-04', 'putuskan', 'decide-yes')).toBe('menunggu-pelaksanaan');
    expect(await state()).toBe('aktif');
    expect(await act('slt-04', 'nonaktifkan', 'carry-out')).toBe('menunggu-pemberitahuan');
    expect(await state()).toBe('nonaktif');
    const [mail] = await scene.notices('deactivated');
    expect(mail).toMatchObject({ recipient: 'reporter', params: { ground: 'Pelanggaran terhadap persyaratan dan ketentuan penggunaan SPSE', basis: expect.stringMatching(/^Lampiran angka 2\.4 huruf e.*Salatiga/) } });
    await scene.finish();
    expect(await scene.events('case.closed')).toMatchObject([{ actor: 'slt-04', data: { outcome: 'deactivated' } }]);
    expect(await scene.openKinds()).toEqual([]);
  });

  test('is reminded again and again, and nothing is decided by silence; of two decisions at once one wins', async () => {
    await opened({ office: 'kota-salatiga' });
    await scene.sleepUntil('2027-01-26 10:30');
    expect(await scene.events('reminded')).toMatchObject([{ dueAt: expect.stringContaining('2027-01-21 10:00') }, { dueAt: expect.stringContaining('2027-01-26 10:00') }]);
    expect(await scene.due()).toMatch('decision due 2027-01-29 10:00');
    expect(await scene.state()).toBe('menunggu-keputusan');
    const putuskan = await task('putuskan');
    const answers = await Promise.all(['decide-yes', 'decide-no'].map((name) => scene.act(name, { by: 'slt-04', taskId: putuskan, text: reason })));
    expect(answers.filter((answer) => answer === 'refused: task-ended')).toHaveLength(1);
    const decided = await scene.events('deactivation.decided');
    expect(decided).toHaveLength(1);
    if (decided[0]!.data.outcome === 'yes') await act('slt-04', 'nonaktifkan', 'carry-out');
    await scene.finish();
  });

  test('keeps the account, and who was never asked hears nothing of it', async () => {
    await opened({ office: 'kota-salatiga' });
    expect(await scene.act('clarify', { text: proof })).toBe('refused: wrong-state');
    expect(await act('slt-04', 'putuskan', 'decide-no')).toBe('ditutup');
    expect(await state()).toBe('aktif');
    expect(await toUser()).toEqual([]);
    expect(await scene.events('case.closed')).toMatchObject([{ data: { outcome: 'kept' } }]);
    await scene.finish();
  });
});

describe('Katingan, whose accounts are central: clarification, Kepala LPSE and LKPP', () => {
  const katingan = (more: Partial<Scene> = {}) => opened({ office: 'kab-katingan', ...more });

  test('a blacklist request of a PPK (REG-17) goes from the user\'s words over Kepala LPSE and LKPP to SPSE', async () => {
    await katingan({ facts: { kind: 'badan-usaha', ground: 'daftar-hitam', requester: 'ppk' } });
    expect(await scene.state()).toBe('klarifikasi');
    expect(await scene.due()).toMatch('clarification due 2027-01-25 10:00');
    expect((await scene.notices('clarification-asked'))[0]!.params).toMatchObject({ days: 5, requester: 'PPK', aboutId: scene.input.facts.words });
    expect(await scene.act('clarify', { text: 'Sanksi sudah dicabut.', files: [{ item: 'klarifikasi', sha256: 'ab'.repeat(32) }] })).toBe('menunggu-keputusan');
    const [clarified] = await scene.events('clarified');
    expect(clarified).toMatchObject({ actor: 'reporter', data: { files: 1 } });
    expect((await scene.notices('task-opened')).at(-1)).toMatchObject({ recipient: 'ktg-01', params: { kind: 'putuskan', clarificationIds: clarified!.data.textId, textId: null } });
    expect(await act('ktg-01', 'putuskan', 'decide-yes')).toBe('menunggu-lkpp');
    const [proposal] = await scene.notices('lkpp-proposal');
    expect(proposal).toMatchObject({ recipient: 'lkpp', params: { account: scene.input.facts.account, ground: 'Permintaan berkaitan dengan blacklist', aboutId: scene.input.facts.words, clarificationIds: clarified!.data.textId, textId: (await scene.events('deactivation.decided'))[0]!.data.textId } });
    await refuseMail(scene, 'lkpp-proposal');
    expect(await scene.mails('lkpp-unreached')).toEqual(['lkpp-unreached -> ktg-03']);
    await act('ktg-03', 'usul-lkpp', 'record-ticket', { text: 'TKT-9' });
    await scene.sleepUntil('2027-01-21 10:30');
    expect((await scene.events('reminded')).at(-1)).toMatchObject({ data: { clock: 'lkpp-reply' } });
    expect(await act('ktg-03', 'usul-lkpp', 'record-reply', { outcome: 'disetujui' })).toBe('menunggu-pelaksanaan');
    const [answer] = await scene.events('lkpp.decided');
    expect((await scene.notices('task-opened')).at(-1)).toMatchObject({ params: { kind: 'nonaktifkan', clarificationIds: clarified!.data.textId, textId: expect.any(String), lkppId: answer!.data.textId } });
    await act('ktg-03', 'nonaktifkan', 'carry-out');
    expect(await state()).toBe('nonaktif');
    await scene.finish();
    expect(await toUser()).toEqual(['clarification-asked', 'deactivated']);
  });

  test('silence of the user lets it go on, a late word is still heard, and what LKPP refuses is told to the user', async () => {
    await katingan();
    await scene.changeOffice((yaml) => yaml.replace('\nparameters:', `
daysOff:
  - { date: 2027-01-20, name: Contoh libur, ${own} }

parameters:`));
    expect(await scene.due()).toMatch('clarification due 2027-01-26 10:00');
    expect(await scene.mails('deadline-moved')).toEqual(['deadline-moved -> reporter']);
    await scene.sleepUntil('2027-01-26 10:01');
    expect(await scene.events('clarification.missing')).toMatchObject([{ actor: 'system' }]);
    expect(await scene.openKinds()).toEqual(['putuskan']);
    expect(await scene.act('clarify', { text: 'Baru kembali dari dinas luar.' })).toBe('menunggu-keputusan');
    expect(await scene.mails('clarified')).toEqual(['clarified -> ktg-01']);
    await refuseMail(scene, 'clarified');
    expect((await scene.notices('task-opened')).at(-1)).toMatchObject({ recipient: 'ktg-03', params: { kind: 'hubungi-pejabat', official: expect.any(String) } });
    await act('ktg-03', 'hubungi-pejabat', 'reached');
    await act('ktg-01', 'putuskan', 'decide-yes');
    expect(await act('ktg-03', 'usul-lkpp', 'record-reply', { outcome: 'ditolak' })).toBe('menunggu-pemberitahuan');
    await scene.finish();
    expect(await state()).toBe('aktif');
    expect((await toUser()).at(-1)).toBe('kept');
    expect(await scene.events('case.closed')).toMatchObject([{ data: { outcome: 'kept' } }]);
  });

  test('nobody is silent who was never told: without an address the window ends only once a person has told it', async () => {
    await katingan({ reporterHasMail: false });
    expect(await scene.openKinds()).toEqual(['hubungi-pengguna', 'klarifikasi']);
    await scene.sleepUntil('2027-01-25 10:01');
    expect(await scene.state()).toBe('klarifikasi');
    expect((await scene.notices('task-opened')).at(-1)).toMatchObject({ recipient: 'ktg-03', params: { kind: 'hubungi-pengguna', again: true } });
    await scene.sleepUntil('2027-01-26 09:00');
    await act('ktg-03', 'hubungi-pengguna', 'reached');
    expect(await scene.due()).toMatch('clarification due 2027-02-02 09:00');
    expect(await act('ktg-03', 'klarifikasi', 'clarify-for')).toBe('menunggu-keputusan');
    expect(await act('ktg-01', 'putuskan', 'decide-no')).toBe('menunggu-pemberitahuan');
    await scene.deliverMails();
    const tellings = (await scene.notices('task-opened')).length;
    await scene.sleepUntil('2027-01-29 09:01');
    expect(await scene.state()).toBe('menunggu-pemberitahuan');
    expect((await scene.notices('task-opened')).slice(tellings)).toMatchObject([{ recipient: 'ktg-03', params: { kind: 'hubungi-pengguna', again: true } }]);
    await act('ktg-03', 'hubungi-pengguna', 'reached');
    await scene.finish();
    expect(await scene.state()).toBe('ditutup');
    expect(await toUser()).toEqual([]);
  });

  test('a refused mail makes a person tell it, and a deactivated user is told before the case closes', async () => {
    await katingan();
    await refuseMail(scene, 'clarification-asked');
    await scene.sleepUntil('2027-01-26 10:01');
    expect(await scene.openKinds()).toEqual(['hubungi-pengguna', 'klarifikasi']);
    // Who calls hears the words at once.
    expect(await act('ktg-03', 'hubungi-pengguna', 'clarify-for')).toBe('menunggu-keputusan');
    expect(await scene.openKinds()).toEqual(['putuskan']);
    await act('ktg-01', 'putuskan', 'decide-yes');
    await act('ktg-03', 'usul-lkpp', 'record-reply', { outcome: 'disetujui' });
    await act('ktg-03', 'nonaktifkan', 'carry-out');
    await refuseMail(scene, 'deactivated');
    await scene.deliverMails();
    await scene.sleepUntil('2027-01-27 10:00');
    expect(await scene.openKinds()).toEqual(['hubungi-pengguna']);
    expect(await scene.state()).toBe('menunggu-pemberitahuan');
    await act('ktg-03', 'hubungi-pengguna', 'reached');
    await scene.finish();
    expect(await scene.events('case.closed')).toMatchObject([{ data: { outcome: 'deactivated' } }]);
  });
});

test('where nobody is Kepala LPSE, who acts on the ground hears that a decision is missing', async () => {
  await opened({ office: 'kab-katingan', change: (yaml) => options(yaml)(`    clarification: { value: null, ${own} }\n`).replace(/(function: kepala-lpse,.*until: )null/, '$12026-12-30') });
  expect(await scene.tasks()).toMatchObject([{ kind: 'putuskan', function: 'kepala-lpse' }]);
  expect(await scene.notices('task-opened')).toMatchObject([{ recipient: 'ktg-03', params: { kind: 'putuskan', official: expect.stringContaining('Kepala') } }]);
  expect(await scene.act('clarify', { text: proof })).toBe('refused: wrong-state');
});

test('Malang with a clarification of its own choice and no decider: who acts on the ground decides it', async () => {
  await opened({ office: 'kota-malang', change: (yaml) => options(yaml)(`    clarification: { value: { days: 2 }, ${own} }\n`) });
  expect(await scene.due()).toMatch('clarification due 2027-01-20 10:00');
  await scene.sleepUntil('2027-01-20 10:01');
  expect(await scene.tasks()).toMatchObject([{ kind: 'klarifikasi', state: 'done', outcome: 'silent' }, { kind: 'putuskan', function: 'verifikator' }]);
  expect(await act('mlg-05', 'putuskan', 'decide-no')).toBe('menunggu-pemberitahuan');
  expect(await toUser()).toEqual(['clarification-asked', 'kept']);
  await scene.finish();
});

test('Tulang Bawang Barat, whose text gives no power, deactivates only at the end of a term, on its own paper', async () => {
  await opened({ office: 'kab-tulang-bawang-barat', facts: { ground: 'masa-tugas-berakhir' } });
  await act('tbb-07', 'putuskan', 'decide-yes');
  await act('tbb-07', 'nonaktifkan', 'carry-out');
  expect((await scene.notices('deactivated'))[0]!.params).toMatchObject({ basis: 'Contoh SOP Penonaktifan User ID Nomor CONTOH/TBB/SOP-02/2024' });
  await scene.finish();

  const rules = scene.input.rules as Rules;
  const refusal = (facts: Record<string, string | null>, by: Rules = rules) => deactivationContract.start.check({ reporter: null, text: '', files: [], facts: { kind: 'ppk', requester: null, ...facts } }, by);
  expect(refusal({ ground: 'masa-tugas-berakhir' })).toBeNull();
  expect(refusal({ ground: 'pelanggaran' })).toMatchObject({ code: 'unknown-choice', field: 'ground', allowed: [{ code: 'masa-tugas-berakhir' }] });
  expect(refusal({ ground: 'masa-tugas-berakhir', kind: 'badan-usaha' })).toMatchObject({ code: 'unknown-choice', field: 'ground', allowed: [] });
});

test('REG-17 needs to know who asked, and no other ground has an asker', async () => {
  await opened({ office: 'kota-malang' });
  const rules = scene.input.rules as Rules;
  const parts = (facts: Record<string, string | null>) => ({ reporter: null, text: '', files: [], facts: { kind: 'badan-usaha', ...facts } });
  const { check, function: functionOf, toIntake } = deactivationContract.start;
  expect(check(parts({ ground: 'daftar-hitam', requester: null }), rules)).toMatchObject({ code: 'unknown-choice', field: 'requester', allowed: expect.arrayContaining([{ code: 'ppk', label: 'PPK' }]) });
  expect(check(parts({ ground: 'daftar-hitam', requester: 'ppk' }), rules)).toBeNull();
  expect(check(parts({ ground: 'pelanggaran', requester: 'ppk' }), rules)).toMatchObject({ field: 'requester', allowed: [] });
  expect(functionOf!(parts({ ground: 'daftar-hitam' }), rules)).toBe('verifikator');
  expect(toIntake({ account: 'MLG-2026-000001', ground: 'pelanggaran', text: proof, files: ['ab'.repeat(32)] }))
    .toEqual({ reporter: null, text: proof, files: [{ sha256: 'ab'.repeat(32), item: null }], facts: { ground: 'pelanggaran', requester: null } });
});
