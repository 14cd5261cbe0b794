import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAppointments } from '../../api/start-appointments.ts';
import { outcome } from '../../api/testing/desk.ts';
import { accounts, caseDocuments, events, intakes, texts } from '../../db/schema.ts';
import { localDate } from '../../offices/terms.ts';
import { startHouse, until } from '../house.ts';
import type { House } from '../house.ts';
import { rawHistory } from '../raw-history.ts';
import { applied, person, upload } from '../registrations.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ offices: ['kab-katingan', 'kota-salatiga'] }); });
afterAll(() => house.stop());

const dayMs = 86_400_000;
/** Counted from one moment, so that a midnight may pass meanwhile. */
const today = Date.now();
const day = (days: number) => localDate(today + days * dayMs, 420);
const userId = 'RATNAPPK';
const proof = 'User ID dipinjamkan kepada orang lain.';

/** An account as its registration leaves it. @param termEnd local date, or null for an open-ended term */
async function account(office: string, termEnd: string | null): Promise<string> {
  const { number } = await applied(house, office, { kind: 'ppk' });
  const [{ id }] = await house.db.select({ id: intakes.id }).from(intakes).where(eq(intakes.number, number)) as [{ id: string }];
  const at = new Date();
  await house.db.insert(accounts).values({ office, number, caseId: id, kind: 'ppk', state: 'aktif', until: termEnd, activatedAt: at, confirmedAt: at, contactCaseId: id });
  const textId = randomUUID();
  await house.db.insert(texts).values({ id: textId, office, caseId: id, bodySealed: house.vault.seal(userId, `texts:${textId}`), author: 'system' });
  await house.db.insert(events).values({ caseId: id, office, seq: 900, part: 0, type: 'activated', actor: 'system', at, data: { textId } });
  return number;
}
const rowOf = async (number: string) => (await house.db.select().from(accounts).where(eq(accounts.number, number)))[0]!;

/** What the user finds in the mail: the number of the case, and the way to it. */
async function linkIn(subject: RegExp) {
  const mail = await house.mailbox.waitFor((one) => subject.test(one.subject) && one.to.includes(person.mail), 20_000);
  const [, number, secret] = /\/lacak\/([A-Z]{3}-\d{4}-\d+)\/(\S+)/.exec(String(mail.text))!;
  const path = `/api/v1/tracking/${number}/${secret}`;
  return { mail, number: number!, follow: () => house.call('GET', path), act: (act: string, body: Record<string, unknown>) => house.call('POST', `${path}/acts/${act}`, body) };
}

const documentsOf = (number: string) => house.db.select({ item: caseDocuments.item, source: caseDocuments.source }).from(caseDocuments)
  .innerJoin(intakes, eq(intakes.id, caseDocuments.caseId)).where(eq(intakes.number, number));

it('an account is deactivated over the user\'s words, Kepala LPSE and LKPP (REG-16), and LKPP can tell whose it is, and nothing personal reaches Temporal', { timeout: 60_000 }, async () => {
  const number = await account('katingan', null);
  const verifier = await house.staff('katingan', 'verifikator', 'deactivation');
  const head = await house.staff('katingan', 'kepala-lpse', 'deactivation');
  const start = { account: number, ground: 'pelanggaran', text: proof, files: [await upload(house, 'katingan')] };
  const begun = await verifier.post('/deactivation', start);
  expect(outcome(begun)).toEqual([202, 'diterima']);
  expect(outcome(await head.post('/deactivation', start))).toEqual([403, 'wrong-function']);

  const user = await linkIn(/Klarifikasi Anda diminta/);
  expect(user.number).toBe(begun.body.number);
  expect(user.mail.text).toContain(proof);
  const file = { item: 'klarifikasi', sha256: await upload(house, 'katingan') };
  expect(outcome(await user.act('clarify', { text: 'Saya sendiri yang memakainya.', files: [file] }))).toEqual([200, 'menunggu-keputusan']);
  expect(await documentsOf(user.number)).toEqual(expect.arrayContaining([{ item: null, source: verifier.person }, { item: 'klarifikasi', source: 'reporter' }]));

  const { id: putuskan } = await head.task(user.number, 'putuskan');
  expect(outcome(await verifier.act(user.number, 'decide-no', { taskId: putuskan, text: proof }))).toEqual([403, 'not-your-task']);
  expect(outcome(await head.act(user.number, 'decide-yes', { taskId: putuskan, text: 'Terbukti dari catatan akses.' }))).toEqual([200, 'menunggu-lkpp']);
  const proposal = await house.mailbox.waitFor((one) => one.subject.includes('Usul penonaktifan'), 20_000);
  for (const said of [number, userId, person.name, person.agency, proof, 'Saya sendiri yang memakainya.', 'Terbukti dari catatan akses.', 'di akun terpusat INAPROC']) expect(proposal.text).toContain(said);
  for (const personal of [person.mail, person.nip]) expect(String(proposal.text)).not.toContain(personal);
  for (const personal of [userId, person.name, person.agency]) expect(proposal.subject).not.toContain(personal);
  const { id: usul } = await verifier.task(user.number, 'usul-lkpp');
  expect(outcome(await verifier.act(user.number, 'record-reply', { taskId: usul, outcome: 'disetujui', text: 'Disetujui LKPP.' }))).toEqual([200, 'menunggu-pelaksanaan']);
  const { id: nonaktifkan } = await verifier.task(user.number, 'nonaktifkan');
  const clicks = await Promise.all([1, 2].map(() => verifier.act(user.number, 'carry-out', { taskId: nonaktifkan, text: 'Dinonaktifkan di SPSE.' })));
  expect(clicks.map(({ status }) => status).sort()).toEqual([200, 409]);

  await until(async () => (await user.follow()).body.state === 'ditutup', 'closed once the user was told');
  expect(await rowOf(number)).toMatchObject({ state: 'nonaktif', deactivatedAt: expect.any(Date) });
  expect((await house.mailbox.mails()).filter(({ subject }) => subject.includes('Akun Anda dinonaktifkan'))).toHaveLength(1);
  // What the office decided for itself and for LKPP stays there.
  expect(JSON.stringify((await user.follow()).body.history)).not.toMatch(/Terbukti|Disetujui LKPP/);
  const told = await rawHistory(house, `deactivation-${user.number}`);
  for (const personal of [userId, person.name, person.agency, person.mail, proof, 'Saya sendiri', 'Terbukti']) expect(told).not.toContain(personal);
});

it('a term that ends is taken up by the house, the user sends the new decree by the link, and the verifikator extends it', { timeout: 60_000 }, async () => {
  const number = await account('salatiga', day(10));
  await startAppointments(house.deps);
  const user = await linkIn(/Masa tugas Anda/);
  const verifier = await house.staff('salatiga', 'verifikator', 'appointment');
  const { id: taskId } = await verifier.task(user.number, 'masa-tugas');
  expect(outcome(await user.act('send-decree', { until: day(400), files: [{ item: 'surat-tugas', sha256: await upload(house, 'salatiga') }] }))).toEqual([200, 'menunggu-perpanjangan']);
  expect(await documentsOf(user.number)).toEqual([{ item: 'surat-tugas', source: 'reporter' }]);
  expect(outcome(await user.act('send-decree', { until: day(-1), files: [{ item: 'surat-tugas', sha256: await upload(house, 'salatiga') }] }))).toEqual([422, 'term-ended']);
  expect(outcome(await verifier.act(user.number, 'extend', { taskId, until: day(-1), text: 'SK-12/2027' }))).toEqual([422, 'term-ended']);
  expect(outcome(await verifier.act(user.number, 'confirm', { taskId }))).toEqual([409, 'wrong-task']);
  expect(outcome(await verifier.act(user.number, 'extend', { taskId, until: day(10), text: 'SK-12/2027' }))).toEqual([409, 'term-not-longer']);
  expect(outcome(await verifier.act(user.number, 'extend', { taskId, until: day(400), text: 'SK-12/2027' }))).toEqual([200, 'ditutup']);
  expect(await rowOf(number)).toMatchObject({ state: 'aktif', until: day(400) });
  expect(await rawHistory(house, `appointment-${user.number}`)).not.toContain(person.name);
});

it('a term that another case changed meanwhile is not extended by an old one, which ends', { timeout: 30_000 }, async () => {
  const number = await account('salatiga', day(20));
  await startAppointments(house.deps);
  const [term] = await house.db.select().from(intakes).where(and(eq(intakes.sop, 'appointment'), eq(sql`${intakes.facts}->>'account'`, number)));
  const verifier = await house.staff('salatiga', 'verifikator', 'appointment');
  const { id: taskId } = await verifier.task(term!.number, 'masa-tugas');
  await house.db.update(accounts).set({ until: day(300) }).where(eq(accounts.number, number));
  const answer = outcome(await verifier.act(term!.number, 'extend', { taskId, until: day(400), text: 'SK-13/2027' }));
  // The sweeper may have told the case first.
  expect([[409, 'term-changed'], [409, 'case-closed'], [409, 'task-ended']]).toContainEqual(answer);
  expect(await rowOf(number)).toMatchObject({ state: 'aktif', until: day(300) });
  expect((await house.mailbox.mails()).filter(({ subject, text }) => subject.includes(term!.number) && /diperpanjang/.test(String(text)))).toEqual([]);
});
