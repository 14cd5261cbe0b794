/** What an office may choose on maintenance and outages, its systems, and what is watched. */
import { z } from 'zod';
import { leads, operation } from '../regulations/announcement-schema.ts';
import { clockDuration } from '../regulations/duration.ts';
import { code, ladder, named, text } from '../regulations/schema-parts.ts';
import { series } from '../regulations/schema.ts';
import { parameter } from './parameter.ts';

const maintenance = z.strictObject({
  operation: parameter(operation).optional(),
  /** null: nobody approves. */
  approver: parameter(code.nullable()).optional(),
  leads: parameter(leads).optional(),
  overrun: parameter(clockDuration).optional(),
  ladder: parameter(ladder).optional(),
  atNight: parameter(z.boolean()).optional(),
});

const outage = z.strictObject({
  declarer: parameter(code).optional(),
  confirmation: parameter(clockDuration).optional(),
  response: parameter(clockDuration).optional(),
  ladder: parameter(ladder).optional(),
  /** null: LKPP is told of no outage by itself. */
  lkppAfter: parameter(clockDuration.nullable()).optional(),
  /** The office's own series of numbers for the paper on an outage. */
  series: parameter(series).optional(),
});

export const announcementParameters = { maintenance: maintenance.prefault({}), outage: outage.prefault({}) };

const host = z.string().regex(/^[A-Za-z0-9.:-]{1,253}$/, 'harus nama host atau alamat IP');
const port = z.int().min(1).max(65_535);
/** Credentials would stand in a file, a page and a log. */
const url = z.url({ protocol: /^https?$/ }).refine((address) => new URL(address).username === '' && new URL(address).password === '', 'tidak boleh memuat nama pengguna atau kata sandi');

const common = {
  code,
  /** true: its address may be one of the office's own network; every other probe is kept from such addresses. */
  inward: z.boolean().default(false),
};
const http = z.strictObject({ ...common, kind: z.literal('http'), url, status: z.array(z.int().min(100).max(599)).min(1).default([200]), contains: text.optional() });
const tcp = z.strictObject({ ...common, kind: z.literal('tcp'), host, port });
/** Down when no trusted connection comes about; warned about when the certificate ends within `warnDays`. */
const tls = z.strictObject({ ...common, kind: z.literal('tls'), host, port: port.default(443), warnDays: z.int().min(1).max(90).default(14) });
const dns = z.strictObject({ ...common, kind: z.literal('dns'), host, type: z.enum(['A', 'AAAA', 'CNAME']).default('A') });

const target = z.discriminatedUnion('kind', [http, tcp, tls, dns]);
const ofSystem = { system: code };
const probe = z.discriminatedUnion('kind', [http.extend(ofSystem), tcp.extend(ofSystem), tls.extend(ofSystem), dns.extend(ofSystem)]);

export const watch = z.strictObject({
  /** Between two rounds, by the clock: no storm of probes, and no run of them that waits longer for its next round than it may take (`workflows/watch-office.ts`). */
  every: clockDuration.refine((ms) => ms >= 1000 && ms <= 300_000, 'harus di antara satu detik dan lima menit').default(15_000),
  /** With `every` and `failures`: 53 s at most from a failure to what it counts as, so that its mail is there within the minute. */
  timeout: clockDuration.refine((ms) => ms >= 100, 'paling sedikit sepersepuluh detik').default(8000),
  /** So many failures, or successes, in a row until it counts. */
  failures: z.int().min(1).max(20).default(3),
  recoveries: z.int().min(1).max(20).default(3),
  /** Far away and not the office's: where these fail too, Sigap's own network is down and nothing is known. */
  control: z.array(target).min(1).max(10, 'paling banyak 10 sasaran'),
  /** All of them are under way at once, so that a round is over within `timeout` whatever hangs. */
  probes: z.array(probe).min(1).max(100, 'paling banyak 100 probe'),
}).refine(({ every, timeout }) => timeout <= every, 'timeout tidak boleh lebih lama daripada every');

export const systems = z.array(named).min(1).default([{ code: 'spse', label: 'SPSE' }]);
/** So many refusals in a row until an address gets no more mails to many. */
export const bounceLimit = z.int().min(1).max(20).default(3);

export type Target = z.output<typeof target>;
export type Probe = z.output<typeof probe>;
export type Watch = z.output<typeof watch>;
