import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refusals } from '../answers.ts';
import { findIntake, requireSop } from '../cases.ts';
import { lossFacts } from '../custody/loss-facts.ts';
import { lossNotice } from '../custody/loss-notice.ts';
import { mediaOf, mediumOf } from '../custody/register.ts';
import type { ApiDeps } from '../deps.ts';
import { staffOf } from '../plugins/access.ts';

const instant = z.date().nullable();
const named = z.object({ code: z.string(), label: z.string() }).nullable();
const person = z.object({ id: z.string(), name: z.string().nullable() }).nullable();

const doubts = {
  doubtedAt: instant.describe('Sejak kapan medianya diketahui rusak; teruji lagi sesudah dibaca ulang seluruhnya.'),
  refutedAt: instant.describe('Kapan uji pemulihan menemukan isi yang lain dari manifesnya; tidak akan teruji lagi.'),
};

const medium = z.object({
  code: z.string(), label: z.string(), repositoryId: z.string().describe('Tertulis oleh restic di media itu sendiri.'),
  state: z.enum(['di-ruang-server', 'dalam-perjalanan', 'di-tempat-simpan', 'hilang', 'dimusnahkan']),
  place: named.describe('null: dalam perjalanan, hilang, atau belum pernah dipindahkan.'), home: named, holder: person, since: z.date(), registeredAt: z.date(),
  sets: z.array(z.object({ set: z.string(), number: z.string().describe('Nomor pencadangannya.'), takenAt: z.date(), verifiedAt: instant.describe('Kapan salinan ini dibaca ulang; null: belum.'), ...doubts })),
});

const whole = medium.extend({
  moves: z.array(z.object({
    number: z.string(), kind: z.enum(['keluar', 'kembali', 'hilang', 'ditemukan', 'musnah']), from: named, to: named, giver: person, carrier: person,
    receiver: person.describe('Pada pemusnahan: saksinya.'), handedAt: z.date(), receivedAt: instant,
    papers: z.array(z.object({ id: z.string(), number: z.string(), sha256: z.string().nullable(), signedSha256: z.string().nullable() })),
  })),
  sets: z.array(z.object({ set: z.string(), number: z.string(), snapshotId: z.string(), manifest: z.string().describe('SHA-256 manifes.'), takenAt: z.date(), storedAt: z.date(), verifiedAt: instant, ...doubts, removedAt: instant })),
});

const text = z.object({ title: z.string(), body: z.string() });

/** The register of portable media (ARC-2): where each is and was, with its papers; and the ready notice of a loss. */
export const mediaRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'staff' } as const;
  const params = z.object({ office: z.string() });
  const schema = { tags: ['cadangan'], security: [{ kunci: [] }] };
  app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'no-store'); });

  app.get('/api/v1/offices/:office/media', {
    config, schema: { ...schema, params, summary: 'Register media cadangan: di mana tiap media sekarang (ARC-2); pembacaan dicatat', response: { 200: z.object({ media: z.array(medium) }), ...refusals } },
  }, async (request) => ({ media: await mediaOf(deps, staffOf(request)) }));

  app.get('/api/v1/offices/:office/media/:code', {
    config, schema: { ...schema, params: params.extend({ code: z.string() }), summary: 'Satu media: semua perpindahan dengan berita acaranya, dan semua salinan yang pernah ada padanya; pembacaan dicatat', response: { 200: whole, ...refusals } },
  }, async (request) => mediumOf(deps, staffOf(request), request.params.code));

  app.get('/api/v1/offices/:office/custody/:number/notice', {
    config,
    schema: {
      ...schema, params: params.extend({ number: z.string() }), response: { 200: z.object({ subjects: text, authority: text }), ...refusals },
      summary: 'Teks siap kirim pemberitahuan kehilangan media (UU 27/2022 Pasal 46); dikirim oleh petugas, pembacaan dicatat',
    },
  }, async (request) => {
    const staff = staffOf(request);
    return lossNotice(await lossFacts(deps, requireSop('custody', await findIntake(deps, staff.office, request.params.number)), staff));
  });
};
