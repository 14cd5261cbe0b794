import { afterEach, describe, expect, it } from 'vitest';
import { createSmtp } from './smtp.ts';
import type { Delivery, OutgoingMail } from './smtp.ts';
import { startScriptedSmtp } from './testing/scripted-smtp.ts';
import type { Script } from './testing/scripted-smtp.ts';

const lkpp = { name: 'LKPP', address: 'lkpp@example.test' };
const chief = { name: 'Kepala UKPBJ', address: 'kepala@example.test' };
const mail: OutgoingMail = {
  from: { name: 'LPSE', address: 'sigap@example.test' }, to: lkpp, messageId: '<one@example.test>', subject: 'Laporan', text: 'Satu baris.',
};
/** More than the buffers of both ends hold, so that the middle of the mail exists. */
const longMail = { ...mail, text: 'Baris yang panjang sekali.\n'.repeat(1_000_000) };

const ending: (() => unknown)[] = [];
afterEach(async () => { for (const end of ending.splice(0).reverse()) await end(); });

async function sendTo(script: Script, what: OutgoingMail = mail, login = ''): Promise<Delivery & { accepted: string[] }> {
  const server = await startScriptedSmtp(script);
  ending.push(() => server.stop());
  const smtp = createSmtp(server.url.replace('smtp://', `smtp://${login}`));
  ending.push(() => smtp.close());
  return { ...await smtp.send(what), accepted: server.accepted };
}

describe('a connection that ends', () => {
  it.each(['CONNECT', 'EHLO', 'MAIL', 'RCPT', 'DATA'] as const)('at %s defers the mail: nothing was handed over', async (cutAt) => {
    expect(await sendTo({ cutAt })).toMatchObject({ outcome: 'deferred', accepted: [] });
  });

  it('in the middle of the mail defers it: no server keeps a mail without its final dot', async () => {
    expect(await sendTo({ cutAt: 'MIDDLE' }, longMail)).toMatchObject({ outcome: 'deferred' });
  });

  it.each([['short', mail], ['long', longMail]])('after the final dot of a %s mail is ambiguous', async (_length, what) => {
    expect(await sendTo({ cutAt: 'DOT' }, what)).toMatchObject({ outcome: 'ambiguous' });
  });

  it('before DATA is not ambiguous because an earlier mail of the pool was handed over', async () => {
    const script: Script = {};
    const server = await startScriptedSmtp(script);
    ending.push(() => server.stop());
    const smtp = createSmtp(server.url, 1);
    ending.push(() => smtp.close());
    expect(await smtp.send(mail)).toEqual({ outcome: 'sent', code: '250' });
    await server.stop();
    expect(await smtp.send(mail)).toMatchObject({ outcome: 'deferred' });
  });

  it('with nobody listening defers the mail', async () => {
    const smtp = createSmtp('smtp://127.0.0.1:1');
    ending.push(() => smtp.close());
    expect(await smtp.send(mail)).toMatchObject({ outcome: 'deferred', code: 'ESOCKET' });
  });
});

describe('an answer of the server', () => {
  it.each([
    ['550 to the recipient', { RCPT: '550 no such mailbox' }, { outcome: 'refused', code: '550' }],
    ['450 to the recipient', { RCPT: '450 try later' }, { outcome: 'deferred', code: '450' }],
    ['554 to the whole mail', { DOT: '554 looks like spam' }, { outcome: 'refused', code: '554' }],
    ['451 to the whole mail', { DOT: '451 local error' }, { outcome: 'deferred', code: '451' }],
    ['421 instead of a greeting', { CONNECT: '421 too busy' }, { outcome: 'deferred', code: '421' }],
  ] as const)('%s decides what becomes of the mail', async (_name, say, outcome) => {
    expect(await sendTo({ say })).toMatchObject(outcome);
  });

  it('says when it is about the words of the mail and not about its recipient', async () => {
    expect(await sendTo({ say: { DOT: '554 looks like spam' } })).toMatchObject({ isOfContents: true });
    expect(await sendTo({ say: { MAIL: '552 too large' } })).toMatchObject({ outcome: 'refused', isOfContents: true });
    expect(await sendTo({ say: { RCPT: '552 mailbox full' } })).not.toHaveProperty('isOfContents');
  });

  it.each(['534 5.7.9 mechanism too weak', '535 5.7.8 bad credentials'])('%s to the login defers the mail: the mail itself was not refused', async (answer) => {
    expect(await sendTo({ say: { AUTH: answer } }, mail, 'user:wrong@')).toMatchObject({ outcome: 'deferred', code: answer.slice(0, 3) });
  });
});

it('names who has a copy in its header, and goes to its recipient only', async () => {
  expect(await sendTo({}, { ...mail, cc: chief })).toEqual({ outcome: 'sent', code: '250', accepted: [lkpp.address] });
});
