import type { LookupAddress } from 'node:dns';
import type { RequestListener } from 'node:http';
import { describe, expect, it, test } from 'vitest';
import type { Target } from '../../offices/announcement-schema.ts';
import { isGlobal } from './address.ts';
import type { Names } from './outcome.ts';
import { probe } from './probe.ts';
import { certificate, trusted } from './testing/certificate.ts';
import { closedPort, nameServer, page, raw, secure } from './testing/servers.ts';

const httpTarget = (url: string, more: Partial<Extract<Target, { kind: 'http' }>> = {}): Target => ({ kind: 'http', code: 'web', url, status: [200], inward: true, ...more });
const tcpTarget = (port: number, inward = true): Target => ({ kind: 'tcp', code: 'port', host: '127.0.0.1', port, inward });
const tlsTarget = (port: number, host = 'spse.example'): Target => ({ kind: 'tls', code: 'cert', host, port, warnDays: 14, inward: true });
const dnsTarget = (more: Partial<Extract<Target, { kind: 'dns' }>> = {}): Target => ({ kind: 'dns', code: 'name', host: 'spse.example', type: 'A', inward: false, ...more });

/** Every name leads there. */
const leadingTo = (...addresses: string[]): Names & { asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    async lookup(host) {
      asked.push(host);
      return addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
  };
};
/** A short wait for what never comes, a long one for what a slow machine may take. */
const [short, long] = [250, 5000];
const up = { state: 'up', code: null };
const down = (code: string) => ({ state: 'down', code });

describe('a page', () => {
  const answers: [string, RequestListener, unknown, number?, Partial<Extract<Target, { kind: 'http' }>>?][] = [
    ['is up when it answers', (_, response) => response.end('SPSE'), up],
    ['is up when it shows what only the right page has', (_, response) => response.end('<title>Cari Paket · SPSE</title>'), up, long, { contains: 'Cari Paket' }],
    ['is down when it shows an error with status 200', (_, response) => response.end('<h1>Database error</h1>'), down('WRONG_PAGE'), long, { contains: 'Cari Paket' }],
    ['is down by its status', (_, response) => response.writeHead(503).end(), down('STATUS_503')],
    ['is up by a status that the office awaits', (_, response) => response.writeHead(401).end(), up, long, { status: [200, 401] }],
    ['is down when it hangs', () => {}, down('TIMEOUT'), short],
    ['is down when it drips', (_, response) => {
      response.write('<');
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    }, down('TIMEOUT'), short],
    ['is down when it breaks off', (_, response) => { response.writeHead(200, { 'content-length': 1000 }).write('<'); response.socket?.destroy(); }, down('RESET')],
    ['is down when it resets the connection', (request) => request.socket.resetAndDestroy(), down('RESET')],
    ['is down when it changes the protocol', (request) => request.socket.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'), down('BAD_ANSWER')],
    ['is looked at no further than 256 KiB', (_, response) => {
      response.write('Cari Paket');
      const more = () => { while (response.write(Buffer.alloc(65_536, '.'))); };
      response.on('drain', more);
      more();
    }, up, long, { contains: 'Cari Paket' }],
    ['is down when the words stand behind 256 KiB', (_, response) => response.end(`${'.'.repeat(262_144)}Cari Paket`), down('WRONG_PAGE'), long, { contains: 'Cari Paket' }],
  ];
  it.each(answers)('%s', async (_name, answer, expected, timeoutMs = long, more = {}) => {
    const { url } = await page(answer);
    expect(await probe(httpTarget(url, more), timeoutMs)).toEqual(expected);
  });

  it('is down when nobody listens, or what answers speaks no HTTP', async () => {
    expect(await probe(httpTarget(`http://127.0.0.1:${await closedPort()}/`), long)).toEqual(down('REFUSED'));
    const port = await raw((socket) => socket.end('220 mail.example ESMTP\r\n'));
    expect(await probe(httpTarget(`http://127.0.0.1:${port}/`), long)).toEqual(down('BAD_ANSWER'));
  });
});

describe('a redirect', () => {
  const redirect = (location: string): RequestListener => (_, response) => response.writeHead(302, { location, 'set-cookie': 'sesi=1' }).end();

  it('is followed, without the cookie that came with it', async () => {
    const { url, asked } = await page((request, response) => (request.url === '/masuk' ? response.end('SPSE') : redirect('/masuk')(request, response)));
    expect(await probe(httpTarget(url), long)).toEqual(up);
    expect(asked.map(({ path }) => path)).toEqual(['/', '/masuk']);
    expect(asked[1]!.headers).not.toHaveProperty('cookie');
  });

  it('is followed three times and no further', async () => {
    const { url, asked } = await page(redirect('/lagi'));
    expect(await probe(httpTarget(url), long)).toEqual(down('LOOP'));
    expect(asked).toHaveLength(4);
  });

  it('leads to no inner address but the one that the office listed, and to no other port of it', async () => {
    const inner = await page((_, response) => response.end('rahasia'));
    for (const host of ['localhost', '127.0.0.1']) {
      const { url } = await page(redirect(`http://${host}:${inner.port}/`));
      expect([host, await probe(httpTarget(url), long)]).toEqual([host, down('INWARD')]);
    }
    expect(inner.asked).toEqual([]);
  });

  it.each(['http://admin:rahasia@127.0.0.1/', 'file:///etc/passwd', 'http://['])('to %s is not followed', async (location) => {
    const { url } = await page(redirect(location));
    expect(await probe(httpTarget(url), long)).toEqual(down('BAD_REDIRECT'));
  });
});

describe('an inner address', () => {
  it('is not asked unless the office says so, whatever it is called', async () => {
    const { port, asked } = await page((_, response) => response.end('rahasia'));
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]']) {
      expect([host, await probe(httpTarget(`http://${host}:${port}/`, { inward: false }), long)]).toEqual([host, down('INWARD')]);
    }
    expect(await probe(tcpTarget(port, false), long)).toEqual(down('INWARD'));
    expect(asked).toEqual([]);
  });

  it('is not asked when a public name leads to it, also beside a public address', async () => {
    const { port, asked } = await page((_, response) => response.end('rahasia'));
    const target = httpTarget(`http://spse.example:${port}/`, { inward: false });
    for (const addresses of [['127.0.0.1'], ['93.184.215.14', '127.0.0.1'], ['169.254.169.254']]) expect(await probe(target, long, leadingTo(...addresses))).toEqual(down('INWARD'));
    expect(asked).toEqual([]);
  });

  it('is found by one look-up, which the connection then uses', async () => {
    const { port, asked } = await page((_, response) => response.end('SPSE'));
    const names = leadingTo('127.0.0.1');
    expect(await probe(httpTarget(`http://spse.example:${port}/`), long, names)).toEqual(up);
    expect([names.asked, asked[0]!.headers.host]).toEqual([['spse.example'], `spse.example:${port}`]);
  });

  test.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '192.0.2.1', '192.168.1.1', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::ffff:8.8.8.8', '::8.8.8.8', '64:ff9b::8.8.8.8', 'fc00::1', 'fe80::1', 'fec0::1', 'ff02::1', '2001:db8::1', '2002:7f00:1::', '4000::1', 'fe80::1%eth0', 'x'],
  ])('%s is one', (address) => expect(isGlobal(address)).toBe(false));

  test.each(['8.8.8.8', '103.13.181.1', '2001:4860:4860::8888', '2400:cb00::1'])('%s is none', (address) => expect(isGlobal(address)).toBe(true));
});

describe('a service', () => {
  it('is up when it takes connections, and down when it refuses them or cannot be found in time', async () => {
    expect(await probe(tcpTarget(await raw(() => {})), long)).toEqual(up);
    expect(await probe(tcpTarget(await closedPort()), long)).toEqual(down('REFUSED'));
    expect(await probe(tcpTarget(1), short, { lookup: () => new Promise(() => {}) })).toEqual(down('TIMEOUT'));
    expect(await probe(tcpTarget(1), long, { lookup: async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) })).toEqual(down('DNS'));
  });
});

describe('a certificate', () => {
  const here = leadingTo('127.0.0.1');

  it.each([
    ['is fine while it holds', 90, up],
    ['is warned about before it ends', 13, { state: 'warning', code: 'CERT_SOON' }],
    ['counts as down once it has ended', -1, down('CERT_EXPIRED')],
  ])('%s', async (_name, days, expected) => {
    const port = await secure(trusted('spse.example', days));
    expect(await probe(tlsTarget(port), long, here)).toEqual(expected);
  });

  it('counts as down when nobody vouches for it, or when it is of another name', async () => {
    const port = await secure(certificate('spse.example', 90));
    expect(await probe(tlsTarget(port), long, here)).toEqual(down('CERT_UNTRUSTED'));
    expect(await probe(httpTarget(`https://spse.example:${port}/`), long, here)).toEqual(down('CERT_UNTRUSTED'));
    const other = await secure(trusted('lain.example', 90));
    expect(await probe(tlsTarget(other), long, here)).toEqual(down('CERT_NAME'));
  });

  it('is missing where no TLS is spoken, or nothing is said at all', async () => {
    expect(await probe(tlsTarget(await raw((socket) => socket.write('220 mail.example ESMTP\r\n'))), long, here)).toEqual(down('TLS'));
    expect(await probe(tlsTarget(await raw(() => {})), short, here)).toEqual(down('TIMEOUT'));
  });
});

describe('a name', () => {
  it.each([
    ['is up when it leads to a public address', '103.13.181.1', up, long, {}],
    ['is down when it leads inward', '10.0.0.1', down('INWARD'), long, {}],
    ['may lead inward where the office says so', '10.0.0.1', up, long, { inward: true }],
    ['is down when there is none', null, down('DNS'), long, {}],
    ['is down when no name server answers', undefined, down('TIMEOUT'), short, {}],
  ])('%s', async (_name, address, expected, timeoutMs, more) => {
    const names: Names = { ...leadingTo(), servers: [await nameServer(address)] };
    expect(await probe(dnsTarget(more), timeoutMs, names)).toEqual(expected);
  });
});
