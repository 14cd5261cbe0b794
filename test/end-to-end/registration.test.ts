import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officeInForce } from '../../api/offices.ts';
import { outcome } from '../../api/testing/desk.ts';
import { allTrue } from '../../api/testing/registration.ts';
import { accounts, events } from '../../db/schema.ts';
import { getPage, sendUpload } from '../../web/testing/report.ts';
import { loggedIn } from '../../web/testing/staff.ts';
import { startHouse } from '../house.ts';
import type { House } from '../house.ts';
import { rawHistory } from '../raw-history.ts';
import { applied, inState, person } from '../registrations.ts';

let house: House;
beforeAll(async () => { house = await startHouse(); });
afterAll(() => house.stop());

describe.each(['salatiga', 'tulang-bawang-barat', 'katingan', 'malang', 'contoh'])('a firm registers at %s', (office) => {
  it('with a document too few, brings it, shows its originals, and gets its account (REG-1, REG-15)', { timeout: 60_000 }, async () => {
    const { rules } = await officeInForce(house.db, office);
    const { registration } = rules;
    const verifier = await house.staff(office, registration.verifikator, 'registration');
    const seen = await applied(house, office, { without: ['npwp'] });
    const { id: taskId } = await verifier.task(seen.number, 'verifikasi');

    expect(outcome(await verifier.act(seen.number, 'approve', { taskId }))).toEqual([409, 'item-missing']);
    expect(outcome(await verifier.act(seen.number, 'ask', { taskId }))).toEqual([200, 'menunggu-berkas']);
    const notice = await house.mailbox.waitFor((mail) => mail.subject.includes(seen.number) && mail.subject.includes('belum lengkap'), 15_000);
    const [asked, toShow] = String(notice.text).split('Dokumen asli yang harus ditunjukkan:');
    expect(asked).toContain('NPWP');
    expect(asked).not.toContain('KTP');
    expect(toShow).toContain('KTP');
    expect(notice.to).toEqual([person.mail]);
    expect((await inState(seen, 'menunggu-berkas')).body.acts).toContain('complete');
    expect(outcome(await seen.reporter('complete', { files: [{ item: 'ktp', sha256: await seen.upload() }] }))).toEqual([409, 'item-not-asked']);
    expect(outcome(await seen.reporter('complete', { files: [{ item: 'npwp', sha256: await seen.upload() }] }))).toEqual([200, 'diterima']);

    const check = await allTrue(verifier, seen.number);
    const unseen = check.map(({ item, verdict, version }) => ({ item, verdict, version }));
    expect(outcome(await verifier.act(seen.number, 'check', { taskId, items: unseen }))[0]).toBe(200);
    expect(outcome(await verifier.act(seen.number, 'approve', { taskId }))).toEqual([409, 'original-unseen']);
    expect(outcome(await verifier.act(seen.number, 'check', { taskId, items: check }))[0]).toBe(200);
    expect(outcome(await verifier.act(seen.number, 'blacklist', { taskId, result: 'tidak-tercantum' }))[0]).toBe(200);

    const central = registration.activation.value === 'inaproc';
    const approved = central ? 'menunggu-pusat' : 'menunggu-aktivasi';
    expect(outcome(await verifier.act(seen.number, 'approve', { taskId }))).toEqual([200, approved]);
    expect(outcome(await verifier.act(seen.number, 'reject', { taskId, ground: registration.grounds[0]!.code, text: 'Pasal yang tidak dipenuhi.' }))).toEqual([409, 'task-ended']);
    if (central) {
      const { id } = await verifier.task(seen.number, 'hasil-pusat');
      expect(outcome(await verifier.act(seen.number, 'central', { taskId: id, outcome: 'aktif' }))).toEqual([200, 'menunggu-pemberitahuan']);
    } else {
      const { id } = await verifier.task(seen.number, 'aktivasi');
      expect(outcome(await verifier.act(seen.number, 'activate', { taskId: id, userId: `anggrek.${office}` }))).toEqual([200, 'menunggu-pemberitahuan']);
    }
    // Closed once the mail server has the decision.
    expect((await inState(seen, 'ditutup')).body.acts).toEqual([]);
    const [account] = await house.db.select().from(accounts).where(and(eq(accounts.office, office), eq(accounts.number, seen.number)));
    expect(account).toMatchObject({ kind: 'badan-usaha', state: 'aktif', until: null });
    await house.client.workflow.getHandle(`registration-${seen.number}`).result();
    const activated = (await house.mailbox.mails()).filter((mail) => mail.subject.includes(seen.number) && /kualifikasi/i.test(String(mail.text)) && /sudah aktif/i.test(String(mail.text)));
    expect(activated).toHaveLength(1);
    expect(outcome(await seen.reporter('complete', { files: [{ item: 'npwp', sha256: await seen.upload() }] }))).toEqual([409, 'case-closed']);
  });
});

describe('an official of an agency', () => {
  it('brings a letter with its term and gets an account that ends with it', { timeout: 30_000 }, async () => {
    const office = 'salatiga';
    const until = `${new Date().getUTCFullYear() + 1}-12-31`;
    const verifier = await house.staff(office, 'verifikator', 'registration');
    const seen = await applied(house, office, { kind: 'ppk', more: { until } });
    const { id: taskId } = await verifier.task(seen.number, 'verifikasi');
    expect(outcome(await verifier.act(seen.number, 'check', { taskId, items: await allTrue(verifier, seen.number) }))[0]).toBe(200);
    expect(outcome(await verifier.act(seen.number, 'approve', { taskId }))).toEqual([200, 'menunggu-aktivasi']);
    const { id } = await verifier.task(seen.number, 'aktivasi');
    expect(outcome(await verifier.act(seen.number, 'activate', { taskId: id, userId: 'ppk.wulandari' }))[0]).toBe(200);
    expect((await house.db.select().from(accounts).where(eq(accounts.number, seen.number)))[0]).toMatchObject({ kind: 'ppk', until });

    const twin = await applied(house, office, { kind: 'ppk' });
    const { id: second } = await verifier.task(twin.number, 'verifikasi');
    await verifier.act(twin.number, 'check', { taskId: second, items: await allTrue(verifier, twin.number) });
    await verifier.act(twin.number, 'approve', { taskId: second });
    const { id: activate } = await verifier.task(twin.number, 'aktivasi');
    expect(outcome(await verifier.act(twin.number, 'activate', { taskId: activate, userId: 'PPK.Wulandari' }))).toEqual([409, 'user-id-taken']);
    expect(outcome(await verifier.act(twin.number, 'activate', { taskId: activate, userId: 'ppk.wulandari.dua' }))[0]).toBe(200);
  });
});

describe('a verdict on the page', () => {
  it('lands on no copy that came after the page was opened, and is asked for anew', { timeout: 30_000 }, async () => {
    const seen = await applied(house, 'salatiga', { kind: 'perorangan' });
    const { id: taskId } = await (await house.staff('salatiga', 'verifikator', 'registration')).task(seen.number, 'verifikasi');
    const { cookie, token } = await loggedIn(house, 'salatiga', 'slt-04');
    const path = `/kantor/salatiga/laporan/${seen.number}`;
    const versionIn = (text: string) => /name="salinan-npwp" value="(\d+)"/.exec(text)?.[1] ?? '';
    const check = async (fields: Record<string, string>) => sendUpload(house, `${path}/periksa?${new URLSearchParams({ tanda: token, tugas: taskId }).toString()}`, { fields }, { cookie });
    const opened = versionIn((await getPage(house, path, { cookie })).text);
    expect((await check({ 'status-npwp': 'diterima' })).status).toBe(303);
    const refused = await check({ 'salinan-npwp': opened, 'nilai-npwp': 'benar' });
    const text = await refused.text();
    expect([refused.status, text.includes('Buka salinan yang terbaru'), text.includes('value="benar" selected')]).toEqual([409, true, false]);
    expect(Number(versionIn(text))).toBeGreaterThan(Number(opened));
    expect((await check({ 'salinan-npwp': versionIn(text), 'nilai-npwp': 'benar' })).headers.get('location')).toContain('selesai=check');
  });
});

describe('an approval and a rejection at once', () => {
  it('leave one decision, and the other hears that the task has ended', async () => {
    const verifier = await house.staff('salatiga', 'verifikator', 'registration');
    const seen = await applied(house, 'salatiga', { kind: 'perorangan' });
    const { id: taskId } = await verifier.task(seen.number, 'verifikasi');
    await verifier.act(seen.number, 'check', { taskId, items: await allTrue(verifier, seen.number) });
    const both = await Promise.all([
      verifier.act(seen.number, 'approve', { taskId }),
      verifier.act(seen.number, 'reject', { taskId, ground: 'tidak-sesuai-ketentuan', text: 'Pasal yang tidak dipenuhi.' }),
    ]);
    expect(both.map(({ status, body }) => (status === 200 ? 'taken' : body.code)).sort()).toEqual(['taken', 'task-ended']);
  });
});

describe('the histories, search attributes and events of all these cases', () => {
  it('hold no personal datum of anybody', async () => {
    const secrets = [...Object.values(person), 'ppk.wulandari', 'anggrek.salatiga', person.name.split(' ')[0]!, 'Pasal yang tidak dipenuhi'];
    const found: string[] = [];
    const look = (where: string, text: string) => found.push(...secrets.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${where}`));
    let histories = 0;
    for await (const { workflowId } of house.client.workflow.list()) {
      const history = await rawHistory(house, workflowId);
      // The payloads themselves were read.
      expect(history).toContain('"office":');
      look(workflowId, history);
      histories += 1;
    }
    expect(histories).toBeGreaterThan(5);
    for (const { data, type } of await house.db.select().from(events)) look(type, JSON.stringify(data));
    for (const { subject } of await house.mailbox.mails()) look(`subject ${subject}`, subject);
    expect(found).toEqual([]);
  });
});
