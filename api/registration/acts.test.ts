import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import { and, eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accounts, acts, caseDocuments, identifiers, intakes } from '../../db/schema.ts';
import { startHouse } from '../../test/house.ts';
import type { House, Staff } from '../../test/house.ts';
import { rawHistory } from '../../test/raw-history.ts';
import { purgeRefusedActs } from '../purge-refused-acts.ts';
import { storeAct } from '../stored-act.ts';
import { outcome } from '../testing/desk.ts';
import { account, allTrue, applied, apply, checkAll, checklist, copyOf, firm, official } from '../testing/registration.ts';

let house: House;
let verifikator: Staff;
beforeAll(async () => {
  house = await startHouse({ offices: ['kota-salatiga', 'kab-tulang-bawang-barat'] });
  verifikator = await house.staff('salatiga', 'verifikator', 'registration');
});
afterAll(() => house.stop());

const tomorrow = () => Date.now() + 25 * 3_600_000;
const citedIn = async (number: string) => {
  const rows = await house.db.select({ item: caseDocuments.item, sha256: caseDocuments.sha256, source: caseDocuments.source, actId: caseDocuments.actId })
    .from(caseDocuments).innerJoin(intakes, eq(intakes.id, caseDocuments.caseId)).where(eq(intakes.number, number)).orderBy(caseDocuments.citedAt);
  return rows;
};

describe('a registration', () => {
  it('takes copies with the start, and its checklist shows each with its file and who brought it', async () => {
    const copy = await copyOf(house, 'ktp');
    const { number } = await applied(house, { files: [copy], absent: ['akta-perubahan'] });
    await verifikator.task(number, 'verifikasi');
    const { items } = await checklist(verifikator, number);
    expect(items.find(({ code }) => code === 'ktp')).toMatchObject({ file: copy.sha256, obstacle: 'original', state: 'Dokumen asli belum dilihat', received: { by: { id: 'reporter', name: 'Pemohon' }, how: 'daring' } });
    expect(items.find(({ code }) => code === 'akta-perubahan')).toMatchObject({ absent: true, obstacle: null, state: 'Tidak ada, menurut pemohon' });
    expect(items.find(({ code }) => code === 'npwp')).toMatchObject({ file: null, obstacle: 'copy', received: null, source: expect.stringMatching(/^Peraturan: .*\(REG-7\)$/) });
  });

  it.each([
    ['an item that the office does not ask for', { files: [{ item: 'siup', sha256: 'a'.repeat(64) }] }, 422, 'unknown-item'],
    ['an item twice', { files: [{ item: 'ktp', sha256: 'a'.repeat(64) }, { item: 'ktp', sha256: 'b'.repeat(64) }] }, 422, 'item-twice'],
    ['one copy for two items', { files: [{ item: 'ktp', sha256: 'a'.repeat(64) }, { item: 'npwp', sha256: 'a'.repeat(64) }] }, 422, 'item-twice'],
    ['a copy that nobody uploaded', { files: [{ item: 'ktp', sha256: 'f'.repeat(64) }] }, 404, 'unknown-file'],
    ['a required item that is said not to exist', { absent: ['ktp'] }, 422, 'unknown-item'],
    ['no NPWP', { npwp: undefined }, 422, 'number-missing'],
    ['no registration in SPSE', { reference: undefined }, 422, 'reference-missing'],
    ['no term', { ...official, until: undefined, npwp: undefined }, 422, 'term-missing'],
    ['a term that is over', { ...official, until: '2020-12-31' }, 422, 'term-ended'],
    ['a NPWP of 14 digits', { npwp: '12345678901234' }, 400, 'bad-request'],
    ['more than 20 copies', { files: Array.from({ length: 21 }, (_one, index) => ({ item: `i-${index}`, sha256: 'a'.repeat(64) })) }, 400, 'bad-request'],
    ['a name of 201 letters', { reporter: { ...firm.reporter, name: 'x'.repeat(201) } }, 400, 'bad-request'],
    ['a password', { password: 'rahasia' }, 400, 'bad-request'],
  ])('with %s is refused', async (_case, more, status, code) => {
    const answer = await apply(house, more);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('with the same NPWP twice at the same moment is taken in twice, and both verifikators see the twin; another office learns nothing', async () => {
    const npwp = '09.876.543.2-109.000';
    const elsewhere = applied(house, { npwp, nib: '1234567890123' }, 'tulang-bawang-barat');
    const [one, other] = await Promise.all([applied(house, { npwp }), applied(house, { npwp: '0098765432109000', reporter: { name: 'Orang Lain', mail: 'lain@firma.example' } })]);
    const twins = async (staff: Staff, number: string) => (await checklist(staff, number)).twins.filter(({ kind }) => kind === 'npwp');
    expect(await twins(verifikator, one.number)).toEqual([{ kind: 'npwp', number: other.number }]);
    expect(await twins(verifikator, other.number)).toEqual([{ kind: 'npwp', number: one.number }]);
    const abroad = await house.staff('tulang-bawang-barat', 'verifikator', 'registration');
    expect((await checklist(abroad, (await elsewhere).number)).twins).toEqual([]);
    expect(JSON.stringify((await one.follow()).body)).not.toContain(other.number);
  });
});

describe('a registration that the counter enters', () => {
  it('may have no mail, and its copies came over the counter, by who entered it', async () => {
    const counter = await house.staff('salatiga', 'helpdesk', 'registration');
    const copy = await copyOf(house, 'ktp', { more: 'loket' });
    const { status, body } = await house.call('POST', '/api/v1/offices/salatiga/registration/on-behalf', {
      ...firm, reporter: { name: 'Ujang Rekaan', contact: '0812-0000-0009' }, receivedAt: new Date().toISOString(), channel: 'loket', files: [copy],
    }, { authorization: `Bearer ${counter.key}` });
    expect([status, Object.keys(body)]).toEqual([202, ['number', 'state']]);
    await verifikator.task(body.number, 'verifikasi');
    expect((await checklist(verifikator, body.number)).items.find(({ code }) => code === 'ktp')).toMatchObject({ received: { how: 'loket', by: { id: counter.person } } });
    expect(await citedIn(body.number)).toMatchObject([{ item: 'ktp', source: counter.person, actId: null }]);
  });

  it('is checked by the verifikator, not by the counter', async () => {
    const { number } = await applied(house);
    const { id: taskId } = await verifikator.task(number, 'verifikasi');
    const counter = await house.staff('salatiga', 'helpdesk', 'registration');
    expect(outcome(await counter.act(number, 'approve', { taskId }))).toEqual([403, 'not-your-task']);
    const abroad = await house.staff('tulang-bawang-barat', 'verifikator', 'registration');
    expect(outcome(await abroad.act(number, 'approve', { taskId }))).toEqual([404, 'unknown-case']);
  });
});

describe('the verifikator', () => {
  it('asks for nothing where nothing is missing', async () => {
    const files = await Promise.all(['surat-permohonan', 'ktp-pemohon'].map((item) => copyOf(house, item, { more: 'adp' })));
    const { number } = await applied(house, { service: 'adp', files });
    expect(outcome(await verifikator.act(number, 'ask', { taskId: (await verifikator.task(number, 'verifikasi')).id }))).toEqual([409, 'nothing-missing']);
  });

  it('tells nobody the same twice in the same words', async () => {
    const { number } = await applied(house);
    const { id: taskId } = await verifikator.task(number, 'verifikasi');
    const ask = async (text?: string) => outcome(await verifikator.act(number, 'ask', { taskId, ...(text === undefined ? {} : { text }) }));
    expect(await ask('Mohon dilengkapi.')).toEqual([200, 'menunggu-berkas']);
    expect([await ask('Mohon dilengkapi.'), await ask()]).toEqual([[409, 'deficiency-told'], [409, 'deficiency-told']]);
    expect(await ask('Loket tutup besok.')).toEqual([200, 'menunggu-berkas']);
    await verifikator.act(number, 'check', { taskId, items: [{ item: 'ktp', copy: true }] });
    expect(await ask('Loket tutup besok.')).toEqual([200, 'menunggu-berkas']);
  });

  it.each([
    ['waives what the text asks for of everybody', { items: [{ item: 'ktp', absent: true }] }, 'item-required'],
    ['finds an item untrue without a word', { items: [{ item: 'ktp', copy: true, verdict: 'tidak-benar' }] }, 'reason-missing'],
    ['sees an original by video where the office has no SOP for it', { items: [{ item: 'ktp', copy: true, seen: 'video' }] }, 'video-closed'],
  ])('never %s', async (_what, check, code) => {
    const { number } = await applied(house, { nib: '1234567890123' }, 'tulang-bawang-barat');
    const abroad = await house.staff('tulang-bawang-barat', 'verifikator', 'registration');
    expect((await abroad.act(number, 'check', { taskId: (await abroad.task(number, 'verifikasi')).id, ...check })).body.code).toBe(code);
  });

  it('adds nothing to a list that the text closes (REG-18)', async () => {
    const { number } = await applied(house, { nib: '1234567890123' }, 'tulang-bawang-barat');
    const abroad = await house.staff('tulang-bawang-barat', 'verifikator', 'registration');
    const { id: taskId } = await abroad.task(number, 'verifikasi');
    expect((await abroad.act(number, 'add-item', { taskId, text: 'Surat keterangan domisili.' })).body.code).toBe('list-closed');
  });
});

describe('an act that carries files', () => {
  it('cites them with the act, under who brought them; the copy that came anew is the one on the checklist', async () => {
    const { number } = await applied(house, { files: [await copyOf(house, 'ktp', { more: 'buram' })] });
    const { id: taskId } = await verifikator.task(number, 'verifikasi');
    const clear = await copyOf(house, 'ktp', { more: 'jelas' });
    expect(outcome(await verifikator.act(number, 'check', { taskId, files: [clear], items: [{ item: 'ktp', seen: 'loket', version: 1 }] }))).toEqual([200, 'diterima']);
    expect((await citedIn(number)).map(({ item, source }) => [item, source])).toEqual([['ktp', 'reporter'], ['ktp', verifikator.person]]);
    expect((await checklist(verifikator, number)).items.find(({ code }) => code === 'ktp')).toMatchObject({ file: clear.sha256, seen: { how: 'loket', by: { id: verifikator.person } } });
    const { files } = (await verifikator.get(`/cases/${number}`)).body;
    expect(files.find(({ sha256 }: { sha256: string }) => sha256 === clear.sha256)).toMatchObject({ item: 'ktp', source: verifikator.person });
    expect((await verifikator.get(`/cases/${number}/files/${clear.sha256}`)).status).toBe(200);
  });

  it('judges the copy that was opened, and none that came behind the verifikator\'s back', async () => {
    const [blurred, clear] = await Promise.all([copyOf(house, 'ktp', { more: 'kabur' }), copyOf(house, 'ktp', { more: 'terang' })]);
    const { number, applicant } = await applied(house, { files: [blurred] });
    const { id: taskId } = await verifikator.task(number, 'verifikasi');
    const opened = await allTrue(verifikator, number);
    const untrue = { taskId, text: 'Tidak terbaca.', items: [{ ...opened[0], verdict: 'tidak-benar' }] };
    expect(outcome(await verifikator.act(number, 'check', untrue))).toEqual([200, 'diterima']);
    await verifikator.act(number, 'ask', { taskId });
    expect(outcome(await applicant('complete', { files: [clear] }))[0]).toBe(200);
    for (const items of [opened, [{ item: 'ktp', verdict: 'benar' }]]) expect(outcome(await verifikator.act(number, 'check', { taskId, items }))).toEqual([409, 'item-changed']);
    expect((await checklist(verifikator, number)).items.find(({ code }) => code === 'ktp')).toMatchObject({ file: clear.sha256, verdict: null, seen: null });
    expect(outcome(await verifikator.act(number, 'check', { taskId, items: await allTrue(verifikator, number) }))[0]).toBe(200);
  });

  it('is refused with an unknown copy, an item twice, one copy for two items, or an item off the list; nothing of it is stored', async () => {
    const { number } = await applied(house);
    const { id: taskId } = await verifikator.task(number, 'verifikasi');
    const [ktp, npwp] = await Promise.all([copyOf(house, 'ktp'), copyOf(house, 'npwp')]);
    const check = async (files: unknown) => outcome(await verifikator.act(number, 'check', { taskId, files, items: [{ item: 'ktp', copy: true }] }));
    expect(await check([{ item: 'ktp', sha256: 'f'.repeat(64) }])).toEqual([404, 'unknown-file']);
    expect(await check([ktp, { ...npwp, item: 'ktp' }])).toEqual([422, 'item-twice']);
    expect(await check([ktp, { ...ktp, item: 'npwp' }])).toEqual([422, 'item-twice']);
    expect(await citedIn(number)).toEqual([]);
    expect((await check([{ ...npwp, item: 'siup' }]))[1]).toBe('unknown-item');
  });

  it('may not cite a file that is the copy of another item already, unless it stood under the wrong one', async () => {
    const [deed, ktp] = await Promise.all([copyOf(house, 'akta-pendirian', { more: 'satu berkas' }), copyOf(house, 'ktp', { more: 'satu berkas' })]);
    const { number, applicant } = await applied(house, { files: [deed] });
    const { id: taskId } = await verifikator.task(number, 'verifikasi');
    await verifikator.act(number, 'ask', { taskId });
    const deedAs = (item: string) => ({ item, sha256: deed.sha256 });
    expect(outcome(await applicant('complete', { files: [deedAs('ktp')] }))).toEqual([422, 'item-twice']);
    expect(outcome(await verifikator.act(number, 'check', { taskId, files: [deedAs('ktp')], items: [{ item: 'ktp', copy: true }] }))).toEqual([422, 'item-twice']);
    expect(await citedIn(number)).toMatchObject([{ item: 'akta-pendirian' }]);
    // The same file for the same item, and for another one once it was judged untrue under the first, are no mistake.
    expect(outcome(await verifikator.act(number, 'check', { taskId, files: [deed], items: [{ item: 'akta-pendirian', copy: true }] }))[0]).toBe(200);
    const { received } = (await checklist(verifikator, number)).items.find(({ code }) => code === 'akta-pendirian')!;
    expect(outcome(await verifikator.act(number, 'check', { taskId, text: 'Ini NPWP.', items: [{ item: 'akta-pendirian', verdict: 'tidak-benar', version: received!.version }] }))[0]).toBe(200);
    expect(outcome(await applicant('complete', { files: [deedAs('npwp'), ktp] }))[0]).toBe(200);
  });

  it('loses them a day after it was refused; of the same copy the citation of an accepted act stays', async () => {
    const { number, applicant } = await applied(house);
    const { id: taskId } = await verifikator.task(number, 'verifikasi');
    const [ktp, npwp] = await Promise.all([copyOf(house, 'ktp', { more: 'dua kali' }), copyOf(house, 'npwp', { more: 'ditolak' })]);
    expect(outcome(await applicant('complete', { files: [ktp, npwp] }))).toEqual([409, 'wrong-state']);
    expect(outcome(await verifikator.act(number, 'ask', { taskId }))).toEqual([200, 'menunggu-berkas']);
    expect(outcome(await applicant('complete', { files: [ktp] }))).toEqual([200, 'menunggu-berkas']);
    expect((await checklist(verifikator, number)).items.find(({ code }) => code === 'npwp')).toMatchObject({ file: null, received: null });
    expect((await citedIn(number)).map(({ sha256 }) => sha256).sort()).toEqual([ktp.sha256, ktp.sha256, npwp.sha256].sort());
    await purgeRefusedActs(house.deps, tomorrow());
    const left = await citedIn(number);
    expect(left).toMatchObject([{ item: 'ktp', sha256: ktp.sha256, source: 'reporter' }]);
    expect(await house.db.select({ act: acts.act }).from(acts).where(eq(acts.id, left[0]?.actId ?? ''))).toEqual([{ act: 'complete' }]);
    // However often it is asked, what was accepted stays.
    await purgeRefusedActs(house.deps, tomorrow());
    expect(await citedIn(number)).toEqual(left);
  });
});

describe('the copies of an accepted act', () => {
  const unanswered = (error: Error) => ({ ...house.deps, client: { withDeadline: (_at: number, ask: () => unknown) => ask(), workflow: { getHandle: () => ({ getUpdateHandle: () => ({ result: () => Promise.reject(error) }) }) } } as never });

  it('stay when the house fell before it heard the answer, and when Temporal has forgotten the case since', async () => {
    const copy = await copyOf(house, 'ktp', { more: 'tetap' });
    const { number, applicant } = await applied(house);
    await verifikator.act(number, 'ask', { taskId: (await verifikator.task(number, 'verifikasi')).id });
    expect((await applicant('complete', { files: [copy] })).status).toBe(200);
    const actId = (await citedIn(number))[0]?.actId ?? '';
    const onList = async () => (await checklist(verifikator, number)).items.find(({ code }) => code === 'ktp')?.file;
    const forget = () => house.db.update(acts).set({ takenAt: null }).where(eq(acts.id, actId));
    await forget();
    // The event names the act: nobody has to have heard the answer.
    expect([await onList(), (await verifikator.get(`/registration/${number}/archive`)).body.documents.length]).toEqual([copy.sha256, 1]);
    await purgeRefusedActs(house.deps, tomorrow());
    expect([await onList(), (await citedIn(number)).length]).toEqual([copy.sha256, 1]);
    expect(outcome(await applicant('withdraw'))[0]).toBe(200);
    await house.client.workflow.getHandle(`registration-${number}`).result();
    await forget();
    await purgeRefusedActs(unanswered(new WorkflowNotFoundError('gone', `registration-${number}`, undefined)), tomorrow());
    expect(await citedIn(number)).toMatchObject([{ sha256: copy.sha256 }]);
    expect(await onList()).toBe(copy.sha256);
  });

  it('are in the order in which the case took them, whichever was stored first', async () => {
    const { number } = await applied(house);
    const { id: taskId } = await verifikator.task(number, 'verifikasi');
    const [first, second] = await Promise.all([copyOf(house, 'npwp', { more: 'pertama' }), copyOf(house, 'npwp', { more: 'kedua' })]);
    for (const file of [first, second]) expect((await verifikator.act(number, 'check', { taskId, files: [file], items: [{ item: 'npwp', copy: true }] })).status).toBe(200);
    await house.db.update(caseDocuments).set({ citedAt: new Date(0) }).where(eq(caseDocuments.sha256, second.sha256));
    expect((await checklist(verifikator, number)).items.find(({ code }) => code === 'npwp')?.file).toBe(second.sha256);
  });
});

describe('the User ID of an activation', () => {
  const claimsOf = async (number: string) => house.db.select({ ref: identifiers.ref }).from(identifiers).innerJoin(intakes, eq(intakes.id, identifiers.caseId))
    .where(and(eq(intakes.number, number), eq(identifiers.kind, 'user-id')));
  /** Approved, waiting for its activation. */
  const approved = async (npwp: string) => {
    const { number } = await applied(house, { npwp });
    await checkAll(verifikator, number);
    expect(outcome(await verifikator.act(number, 'approve', { taskId: (await verifikator.task(number, 'verifikasi')).id }))).toEqual([200, 'menunggu-aktivasi']);
    return { number, taskId: (await verifikator.task(number, 'aktivasi')).id };
  };

  it('is stored as words, travels nowhere, and belongs to one account of the office, in capitals or not', async () => {
    const [one, other] = [await approved('011111111111000'), await approved('022222222222000')];
    expect(outcome(await verifikator.act(one.number, 'activate', { taskId: one.taskId, userId: 'FirmaRekaan1' }))).toEqual([200, 'menunggu-pemberitahuan']);
    const taken = await verifikator.act(other.number, 'activate', { taskId: other.taskId, userId: 'firmarekaan1' });
    expect([taken.status, taken.body.code, taken.body.field]).toEqual([409, 'user-id-taken', 'userId']);
    expect(await claimsOf(other.number)).toEqual([]);
    const { texts } = (await verifikator.get(`/cases/${one.number}`)).body as { texts: Record<string, { body: string }> };
    expect(Object.values(texts).map(({ body }) => body)).toContain('FirmaRekaan1');
    const history = await rawHistory(house, `registration-${one.number}`);
    expect(history).toContain(one.taskId);
    expect(history).not.toContain('FirmaRekaan1');
    // The second person mends it.
    expect(outcome(await verifikator.act(other.number, 'activate', { taskId: other.taskId, userId: 'firmarekaan2' }))).toEqual([200, 'menunggu-pemberitahuan']);
  });

  it('is had by one of two that claim it at the same moment', async () => {
    const two = [await approved('033333333333000'), await approved('044444444444000')];
    const answers = await Promise.all(two.map(({ number, taskId }) => verifikator.act(number, 'activate', { taskId, userId: 'serentak' })));
    expect(answers.map(outcome).sort()).toEqual([[200, 'menunggu-pemberitahuan'], [409, 'user-id-taken']]);
  });

  it('is free again when the act was refused, and stays with who has it when another act of the case is', async () => {
    const [one, other] = [await approved('055555555555000'), await approved('066666666666000')];
    expect(outcome(await verifikator.act(one.number, 'activate', { taskId: other.taskId, userId: 'bebas-lagi' }))).toEqual([404, 'unknown-task']);
    const verification = (await verifikator.get(`/cases/${one.number}`)).body.tasks.find(({ kind }: { kind: string }) => kind === 'verifikasi').id;
    expect(outcome(await verifikator.act(one.number, 'activate', { taskId: verification, userId: 'bebas-lagi' }))).toEqual([409, 'task-ended']);
    expect(await claimsOf(one.number)).toEqual([]);
    expect(outcome(await verifikator.act(other.number, 'activate', { taskId: other.taskId, userId: 'bebas-lagi' }))).toEqual([200, 'menunggu-pemberitahuan']);
    const had = await claimsOf(other.number);
    expect((await verifikator.act(other.number, 'activate', { taskId: other.taskId, userId: 'lain-lagi' })).status).toBe(409);
    expect(await claimsOf(other.number)).toEqual(had);
  });

  it('stays claimed while another act of the case has no answer yet, and until the purge finds that it never arrived', async () => {
    const { number, taskId } = await approved('012121212121000');
    const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, number));
    const click = (idempotencyKey: string, userId: string) => ({ intake: intake!, act: 'activate', body: { taskId, userId }, staff: { person: verifikator.person } as never, idempotencyKey });
    // Stored, and the house fell before it was sent.
    await storeAct(house.deps, click('mati-sebelum-kirim', 'belum-dijawab'));
    const waiting = await claimsOf(number);
    const verification = (await verifikator.get(`/cases/${number}`)).body.tasks.find(({ kind }: { kind: string }) => kind === 'verifikasi').id;
    expect(outcome(await verifikator.act(number, 'activate', { taskId: verification, userId: 'salah-tugas' }))).toEqual([409, 'task-ended']);
    expect(await claimsOf(number)).toEqual(waiting);
    await purgeRefusedActs(house.deps, tomorrow());
    expect(await claimsOf(number)).toEqual([]);
  });

  it('is claimed anew by the same click after a refusal, and is refused when somebody else has it by then', async () => {
    const [one, other] = [await approved('013131313131000'), await approved('014141414141000')];
    const verification = (await verifikator.get(`/cases/${one.number}`)).body.tasks.find(({ kind }: { kind: string }) => kind === 'verifikasi').id;
    const again = () => verifikator.act(one.number, 'activate', { taskId: verification, userId: 'sudah-diambil' }, { 'idempotency-key': 'klik-yang-sama' });
    expect(outcome(await again())).toEqual([409, 'task-ended']);
    expect(outcome(await verifikator.act(other.number, 'activate', { taskId: other.taskId, userId: 'sudah-diambil' }))).toEqual([200, 'menunggu-pemberitahuan']);
    expect(outcome(await again())).toEqual([409, 'user-id-taken']);
    expect(await claimsOf(one.number)).toEqual([]);
  });

  it('that the case took stands although another case claimed it in between: nobody hears an error of the house', async () => {
    const [one, other] = [await approved('015151515151000'), await approved('016161616161000')];
    expect(outcome(await verifikator.act(one.number, 'activate', { taskId: one.taskId, userId: 'dua-kali' }, { 'idempotency-key': 'klik-pertama' }))).toEqual([200, 'menunggu-pemberitahuan']);
    const [claim] = await claimsOf(one.number);
    await house.db.delete(identifiers).where(eq(identifiers.ref, claim!.ref));
    expect(outcome(await verifikator.act(other.number, 'activate', { taskId: other.taskId, userId: 'dua-kali' }))).toEqual([200, 'menunggu-pemberitahuan']);
    expect(outcome(await verifikator.act(one.number, 'activate', { taskId: one.taskId, userId: 'dua-kali' }, { 'idempotency-key': 'klik-pertama' }))[0]).toBe(200);
  });

  it('moves to a new registration once its account was deactivated', async () => {
    const first = await account(house, verifikator, 'pindah', { npwp: '077777777777000' });
    const { number, taskId } = await approved('088888888888000');
    expect(outcome(await verifikator.act(number, 'activate', { taskId, userId: 'pindah' }))).toEqual([409, 'user-id-taken']);
    await house.db.update(accounts).set({ state: 'nonaktif', deactivatedAt: new Date() }).where(eq(accounts.number, first));
    expect(outcome(await verifikator.act(number, 'activate', { taskId, userId: 'pindah' }))).toEqual([200, 'menunggu-pemberitahuan']);
    expect(await claimsOf(first)).toEqual([]);
    expect(await claimsOf(number)).toHaveLength(1);
  });
});

describe('the twins of a case', () => {
  it('are named up to fifty, and it is said when there are more', async () => {
    const { number } = await applied(house, { npwp: '017171717171000' });
    const [intake] = await house.db.select().from(intakes).where(eq(intakes.number, number));
    const { id, ...row } = intake!;
    const [mine] = await house.db.select().from(identifiers).where(and(eq(identifiers.caseId, id), eq(identifiers.kind, 'npwp')));
    const copies = Array.from({ length: 51 }, (_one, index) => ({ ...row, id: randomUUID(), number: `SLT-2020-${String(index).padStart(6, '0')}`, workflowId: `twin-${index}`, idempotencyKey: `twin-${index}`, startedAt: new Date() }));
    await house.db.insert(intakes).values(copies);
    await house.db.insert(identifiers).values(copies.map(({ id: caseId }) => ({ ...mine!, caseId })));
    const npwp = async () => { const { body } = await verifikator.get(`/registration/${number}/checklist`); return [body.twins.length, body.moreTwins]; };
    expect(await npwp()).toEqual([50, true]);
    // Those with the mail of the firm are twins, too, and fall away with the fifty.
    await house.db.delete(identifiers).where(and(eq(identifiers.caseId, id), eq(identifiers.kind, 'mail')));
    await house.db.delete(identifiers).where(inArray(identifiers.caseId, copies.slice(49).map((copy) => copy.id)));
    expect(await npwp()).toEqual([49, false]);
  });
});

describe('an act that names an account', () => {
  const agency = { ...official, npwp: undefined, reference: undefined, company: undefined };

  it('is refused when the office has none of that number', async () => {
    const number = await account(house, verifikator, 'pejabat1', agency);
    const back = await applied(house, { ...agency, service: 'aktivasi-kembali' });
    await checkAll(verifikator, back.number);
    await verifikator.act(back.number, 'approve', { taskId: (await verifikator.task(back.number, 'verifikasi')).id });
    const { id: taskId } = await verifikator.task(back.number, 'aktivasi');
    expect((await verifikator.act(back.number, 'carry-out', { taskId, text: 'Aktif kembali.' })).body.code).toBe('account-missing');
    const wrong = await verifikator.act(back.number, 'carry-out', { taskId, account: 'SLT-2026-999999', text: 'Aktif kembali.' });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'unknown-account']);
    expect(outcome(await verifikator.act(back.number, 'carry-out', { taskId, account: number, text: 'Aktif kembali.' }))).toEqual([409, 'account-active']);
    const set = (change: Partial<typeof accounts.$inferInsert>) => house.db.update(accounts).set(change).where(eq(accounts.number, number));
    await set({ state: 'nonaktif', deactivatedAt: new Date(), kind: 'pp' });
    expect(outcome(await verifikator.act(back.number, 'carry-out', { taskId, account: number, text: 'Aktif kembali.' }))).toEqual([409, 'account-other-kind']);
    await set({ kind: 'ppk' });
    const newer = await account(house, verifikator, 'PEJABAT1', agency);
    expect(outcome(await verifikator.act(back.number, 'carry-out', { taskId, account: number, text: 'Aktif kembali.' }))).toEqual([409, 'user-id-taken']);
    await house.db.update(accounts).set({ state: 'nonaktif', deactivatedAt: new Date() }).where(eq(accounts.number, newer));
    expect((await verifikator.act(back.number, 'carry-out', { taskId, account: number, text: 'Aktif kembali.' })).status).toBe(200);
    expect((await verifikator.get(`/accounts/${number}`)).body.state).toBe('aktif');
    // It has its User ID again, and nobody else takes it.
    const third = await applied(house, agency);
    await checkAll(verifikator, third.number);
    await verifikator.act(third.number, 'approve', { taskId: (await verifikator.task(third.number, 'verifikasi')).id });
    expect(outcome(await verifikator.act(third.number, 'activate', { taskId: (await verifikator.task(third.number, 'aktivasi')).id, userId: 'pejabat1' }))).toEqual([409, 'user-id-taken']);
  });

  it('is refused for a deactivated account where the service is not to give it back', async () => {
    const number = await account(house, verifikator, 'pejabat2', agency);
    const change = await applied(house, { ...agency, service: 'ubah-surel' });
    await checkAll(verifikator, change.number);
    await verifikator.act(change.number, 'approve', { taskId: (await verifikator.task(change.number, 'verifikasi')).id });
    const { id: taskId } = await verifikator.task(change.number, 'aktivasi');
    await house.db.update(accounts).set({ state: 'nonaktif', deactivatedAt: new Date() }).where(eq(accounts.number, number));
    expect(outcome(await verifikator.act(change.number, 'carry-out', { taskId, account: number, text: 'Surel diubah.' }))).toEqual([409, 'account-inactive']);
    await house.db.update(accounts).set({ state: 'ditandai', deactivatedAt: null }).where(eq(accounts.number, number));
    expect((await verifikator.act(change.number, 'carry-out', { taskId, account: number, text: 'Surel diubah.' })).status).toBe(200);
  });
});
