import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type Mailbox, type MailboxOptions, startMailbox } from './mailbox.ts';

let mailbox: Mailbox;

beforeEach(async () => { mailbox = await startMailbox(); });
afterEach(() => mailbox.stop());

function sender(box = mailbox, options = {}) {
  const transport = nodemailer.createTransport({ url: box.smtpUrl, ...options });
  onTestFinished(() => transport.close());
  return (to: string, subject = 'Uji', html?: string) => transport.sendMail({ from: 'sigap@lpse.example', to, subject, text: `isi ${subject}`, html });
}

test('a mail arrives with envelope, headers and text', async () => {
  const waiting = mailbox.waitFor((mail) => mail.subject === 'Tenggat', 20_000);
  await sender()('ani@lpse.example', 'Tenggat', '<b>Tenggat</b>');
  const mail = await waiting;
  expect(mail).toMatchObject({ from: 'sigap@lpse.example', to: ['ani@lpse.example'], text: 'isi Tenggat\n', html: '<b>Tenggat</b>\n' });
  expect(mail.headers.map((header) => header.name)).toContain('Message-ID');
  expect([mailbox.count(), mailbox.count('ani@lpse.example'), mailbox.count('budi@lpse.example')]).toEqual([1, 1, 0]);
});

test('waiting finds a mail that is already here, and tells what came instead', async () => {
  await sender()('ani@lpse.example', 'Pertama');
  expect((await mailbox.waitFor((mail) => mail.to.includes('ani@lpse.example'), 100)).subject).toBe('Pertama');
  await expect(mailbox.waitFor((mail) => mail.subject === 'Kedua', 50)).rejects.toThrow(/1 came:\n {2}ani@lpse.example: Pertama/);
});

test('incoming mails can be iterated', async () => {
  const send = sender();
  const subjects: string[] = [];
  const reading = (async () => {
    for await (const mail of mailbox.incoming()) if (subjects.push(mail.subject) === 2) return;
  })();
  await send('ani@lpse.example', 'satu');
  await send('ani@lpse.example', 'dua');
  await reading;
  expect(subjects).toEqual(['satu', 'dua']);
});

test('one recipient is refused for good while the others get their mail', async () => {
  mailbox.fail({ kind: 'refuse', to: 'Ani@lpse.example' });
  await expect(sender()('ani@lpse.example')).rejects.toMatchObject({ responseCode: 550 });
  await sender()('budi@lpse.example');
  expect(mailbox.count()).toBe(1);
});

test('a deferral that happens once lets the next attempt through', async () => {
  mailbox.fail({ kind: 'defer', times: 1 });
  await expect(sender()('ani@lpse.example')).rejects.toMatchObject({ responseCode: 450 });
  await sender()('ani@lpse.example');
  expect(mailbox.count()).toBe(1);
});

test.each([['drop-kept', 1], ['drop-lost', 0]] as const)('%s ends the connection before 250 and keeps %i mail', async (kind, kept) => {
  const heal = mailbox.fail({ kind });
  await expect(sender()('ani@lpse.example')).rejects.toThrow();
  expect(mailbox.count()).toBe(kept);
  heal();
  await sender()('ani@lpse.example');
  expect(mailbox.count()).toBe(kept + 1);
});

test('a hanging mailbox never answers', async () => {
  mailbox.fail({ kind: 'hang' });
  await expect(sender(mailbox, { socketTimeout: 200 })('ani@lpse.example')).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  expect(mailbox.count()).toBe(0);
});

async function persistent(options: MailboxOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'sigap-mailbox-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const open = () => startMailbox({ folder, webPort: 0, ...options });
  return { folder, open };
}

test('mails survive a restart, one file each', async () => {
  const { folder, open } = await persistent();
  const first = await open();
  await sender(first)('ani@lpse.example', 'Lama');
  const before = await first.mails();
  await first.stop();
  expect(await readdir(folder)).toHaveLength(1);
  const second = await open();
  expect(await second.mails()).toEqual(before);
  await second.stop();
});

test('pages show a mail without running anything in it', async () => {
  const { open } = await persistent();
  const box = await open();
  await sender(box)('ani@lpse.example', '<script>x</script>', '<script>alert(1)</script>');
  const [message] = (await (await fetch(`${box.webUrl}/api/messages`)).json()) as { id: string; subject: string; envelope: object }[];
  expect(message).toMatchObject({ subject: '<script>x</script>', envelope: { from: 'sigap@lpse.example', to: ['ani@lpse.example'] } });
  for (const path of ['/', `/pesan/${message?.id}`]) {
    const response = await fetch(box.webUrl + path);
    expect(await response.text()).toContain('&lt;script&gt;x');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  }
  const frame = await fetch(`${box.webUrl}/pesan/${message?.id}/html`);
  expect(frame.headers.get('content-security-policy')).toMatch(/sandbox/);
  await box.stop();
});

test('a mail of several notices says which, and its page shows them one below the other', async () => {
  const { open } = await persistent();
  const box = await open();
  const transport = nodemailer.createTransport({ url: box.smtpUrl });
  const keys = ['problem-CTH-2027-000001/12.0/cth-01', `problem-CTH-2027-000002/3.0/${'a-long-person-id-'.repeat(5)}`];
  await transport.sendMail({ from: 'sigap@lpse.example', to: 'ani@lpse.example', text: 'isi', headers: { 'X-Sigap-Notice': keys } });
  transport.close();
  const [mail] = await box.mails();
  expect(mail!.notices).toEqual(keys);
  expect(await (await fetch(`${box.webUrl}/pesan/${mail!.id}`)).text()).toContain(`<th scope="row">X-Sigap-Notice</th><td>${keys.join('<br>')}</td>`);
  await box.stop();
});

test('a name that is not ours reads nothing', async () => {
  const { open } = await persistent();
  const box = await open();
  const { request } = await import('node:http');
  const status = await new Promise((resolve) => request(`${box.webUrl}/api/messages`, { headers: { host: 'elsewhere.example' } }, (response) => {
    response.resume();
    resolve(response.statusCode);
  }).end());
  expect(status).toBe(403);
  await box.stop();
});
