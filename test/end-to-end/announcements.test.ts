import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Mail } from '../../local/mailbox/mail.ts';
import { startHouse, until } from '../house.ts';
import type { House, Staff } from '../house.ts';

/** The invented office is open day and night and counts in seconds, so that a window passes while one looks. */
const office = 'contoh';
const [ani, budi] = ['ani@penyedia.example', 'budi@penyedia.example'];
let house: House;
/** One person plans and handles: a second key would end the first. */
let admin: Staff;
let head: Staff;

beforeAll(async () => {
  house = await startHouse({ offices: ['kota-contoh'] });
  admin = await house.staff(office, 'administrator-sistem', 'maintenance');
  head = await house.staff(office, 'kepala-lpse', 'outage');
});
afterAll(() => house.stop());

/** A moment so many seconds from now, as a form would send it. */
const inSeconds = (n: number) => new Date(Date.now() + n * 1000).toISOString();
const mailTo = (address: string, words: string): Promise<Mail> =>
  house.mailbox.waitFor((mail) => mail.to.includes(address) && `${mail.subject}\n${mail.text}`.includes(words), 20_000);
const mailsTo = async (address: string, words: string) => (await house.mailbox.mails()).filter((mail) => mail.to.includes(address) && mail.subject.includes(words));
const header = ({ headers }: Mail, name: string): string => headers.find((one) => one.name.toLowerCase() === name)?.value ?? '';
const path = (url: string) => new URL(url.replace(/[<>]/g, '')).pathname;
const read = async (file = '') => String((await house.call('GET', `/status/${office}${file}`)).body);
/** Pages and feeds are made at most once a second. */
const readUntil = (file: string, accepts: (text: string) => boolean, what: string) => until(async () => {
  const { body } = await house.call('GET', `/status/${office}${file}`);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return accepts(text) && text;
}, what);

async function subscribe(mail: string, systems: string[] | null): Promise<void> {
  expect((await house.call('POST', `/api/v1/offices/${office}/subscriptions`, { mail, systems })).status).toBe(202);
  const { text = '' } = await mailTo(mail, 'Konfirmasi langganan');
  const [id, secret] = /langganan\/([0-9a-f-]{36})\/(\S+)/.exec(text)!.slice(1);
  expect((await house.call('POST', `/api/v1/subscriptions/${id}/${secret}/confirm`)).body).toMatchObject({ isConfirmed: true, systems });
}

it('tells subscribers and reporters of a window before, while it moves, and after it, each once, and the public page and feeds with them (CAP-5, SEC-7)', async () => {
  await subscribe(ani, null);
  await subscribe(budi, ['situs']);
  await house.report(office);
  await mailTo('sari@penyedia.example', 'Laporan');

  const { status, body } = await admin.post('/maintenance', {
    systems: ['spse'], startsAt: inSeconds(3600), endsAt: inSeconds(7200), reason: 'Pembaruan SPSE ke versi baru.', effect: 'SPSE tidak dapat dibuka.', scheduleChecked: true,
  });
  expect(status).toBe(202);
  const { number } = body;
  const planned = await mailTo(ani, 'Pembaruan SPSE ke versi baru.');
  expect(header(planned, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  await mailTo('sari@penyedia.example', 'Pembaruan SPSE ke versi baru.');
  await readUntil('', (page) => page.includes(number) && page.includes('Pembaruan SPSE ke versi baru.'), 'the window on the page');
  expect(await read('/kalender.ics')).toMatch(/SEQUENCE:0\r\n/);

  // A second window on the same system is warned about, not refused.
  const second = await admin.post('/maintenance', { systems: ['spse', 'situs'], startsAt: inSeconds(5000), endsAt: inSeconds(9000), reason: 'Penggantian disk.', effect: 'Lambat.', scheduleChecked: true });
  expect(second.body.overlaps).toMatchObject([{ number }]);
  // Who had not been told of it yet would not be told at all once it is cancelled.
  for (const told of [budi, 'sari@penyedia.example']) await mailTo(told, 'Penggantian disk.');
  const unwanted = await admin.task(second.body.number, 'pemeliharaan');
  expect((await admin.act(second.body.number, 'cancel', { taskId: unwanted.id, text: 'Bentrok dengan pembaruan.' })).status).toBe(200);
  await mailTo(budi, 'Bentrok dengan pembaruan.');

  // One click in the mail program, and nothing more comes.
  const stop = path(header(planned, 'list-unsubscribe'));
  expect((await fetch(`${house.url}${stop}`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' })).status).toBe(200);

  const work = await admin.task(number, 'pemeliharaan');
  expect((await admin.act(number, 'move', { taskId: work.id, startsAt: inSeconds(3), endsAt: inSeconds(6), text: 'Dimajukan karena gangguan disk.' })).body.state).toBe('terjadwal');
  const moved = await mailTo('sari@penyedia.example', 'Dimajukan karena gangguan disk.');
  expect(moved.subject).toContain('LPSE Kota Contoh');
  expect(moved.subject).not.toContain('disk');
  await readUntil('/kalender.ics', (text) => /SEQUENCE:1\r\n/.test(text), 'the moved window in the calendar');

  await readUntil('/status.json', (text) => text.includes('melewati'), 'the window past its end');
  await mailTo('cth-03@contoh.example.test', number);
  expect((await admin.act(number, 'finish', { taskId: work.id, endedAt: new Date().toISOString() })).status).toBe(200);
  await mailTo('sari@penyedia.example', 'selesai');
  await until(async () => (await admin.get(`/cases/${number}`)).body.closedAt, 'the window closed with its mails');

  for (const [to, words, times] of [['sari@penyedia.example', 'terjadwal', 2], ['sari@penyedia.example', 'dipindah', 1], [ani, 'dipindah', 0], [ani, 'selesai', 0], [budi, 'dipindah', 0]] as const) {
    expect((await mailsTo(to, words)).map(({ subject }) => subject), `${to} ${words}`).toHaveLength(times);
  }
  expect(await readUntil('/atom.xml', (text) => text.includes(number), 'the feed')).toContain('<updated>');
}, 90_000);

it('carries an outage from the desk\'s report to its official times and its paper, told to users and on the page (SVC-4, SEC-7, STD-33)', async () => {
  const since = inSeconds(-120);
  const { status, body: { number } } = await admin.post('/outage', { systems: ['situs'], since, text: 'Situs LPSE tidak dapat dibuka.' });
  expect(status).toBe(202);
  expect(await admin.post('/outage', { systems: ['spse', 'situs'], text: 'Situs mati lagi.' })).toMatchObject({ status: 409, body: { code: 'outage-open', number } });
  const work = await admin.task(number, 'tangani-gangguan');
  expect(await read()).not.toContain(number);

  // Another system's outage is a case of its own, until it is over.
  const { body: { number: other } } = await admin.post('/outage', { systems: ['spse'], text: 'SPSE lambat.' });
  const handled = await admin.task(other, 'tangani-gangguan');
  const scope = (systems: string[]) => admin.post(`/outage/${number}/acts/scope`, { taskId: work.id, systems, text: 'Sistem yang terganggu.' });
  expect(await scope(['situs', 'spse'])).toMatchObject({ status: 409, body: { code: 'outage-open', number: other } });
  expect((await admin.post(`/outage/${other}/acts/dismiss`, { taskId: handled.id, text: 'Jaringan pelapor sendiri.' })).status).toBe(200);
  for (const systems of [['situs', 'spse'], ['situs']]) expect((await scope(systems)).status).toBe(200);

  expect((await admin.post(`/outage/${number}/acts/step`, { taskId: work.id, at: inSeconds(-60), text: 'Server web dimulai ulang.' })).status).toBe(200);
  expect((await admin.post(`/outage/${number}/acts/confirm`, { taskId: work.id, text: 'Situs LPSE tidak dapat dibuka sejak pagi.' })).body.state).toBe('diumumkan');
  await mailTo(budi, 'Situs LPSE tidak dapat dibuka sejak pagi.');
  await readUntil('', (page) => page.includes('Situs LPSE tidak dapat dibuka sejak pagi.'), 'the outage on the page');
  expect(await read()).not.toContain('Server web dimulai ulang.');

  expect((await admin.post(`/outage/${number}/acts/restore`, { taskId: work.id, at: inSeconds(-5) })).body.state).toBe('pulih');
  await mailTo(budi, 'Pulih');
  const fixing = await head.task(number, 'tetapkan-waktu');
  expect((await head.act(number, 'fix', { taskId: fixing.id, startedAt: since, endedAt: inSeconds(-10), text: 'Sertifikat web kedaluwarsa.' })).body.state).toBe('menunggu-berita-acara');

  const paper = await admin.task(number, 'berita-acara-gangguan');
  const draft = await admin.post(`/cases/${number}/papers`, { kind: 'berita-acara-gangguan', at: inSeconds(-1), place: 'Kantor LPSE', effect: 'Pengumuman tidak dapat dibaca.' });
  expect(draft.body).toMatchObject({ number: expect.stringMatching(/^1\/BA-GANGGUAN\//) });
  expect((await admin.post(`/outage/${number}/acts/paper`, { taskId: paper.id, paper: draft.body.id })).status).toBe(200);
  const signing = await admin.task(number, 'tanda-tangan');
  const { body: pdf } = await admin.get(`/cases/${number}/papers/${draft.body.id}/pdf`);
  expect(String(pdf).slice(0, 5)).toBe('%PDF-');
  expect((await admin.post(`/outage/${number}/acts/no-paper`, { taskId: signing.id, text: 'Penanda tangan sedang dinas luar; disimpan tanpa tanda tangan.' })).body.state).toMatch(/ditutup|menunggu-surat/);
  await until(async () => (await admin.get(`/cases/${number}`)).body.closedAt, 'the outage closed');

  const { announcements } = JSON.parse(await readUntil('/status.json', (text) => text.includes('"kind":"outage","state":"selesai"'), 'the official times')) as { announcements: { number: string; startsAt: string; isOfficial: boolean }[] };
  const told = announcements.find((one) => one.number === number);
  expect(told).toMatchObject({ isOfficial: true });
  expect(Date.parse(told!.startsAt)).toBe(Math.floor(Date.parse(since) / 1000) * 1000);
}, 90_000);
