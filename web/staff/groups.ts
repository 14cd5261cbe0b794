import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ApiDeps } from '../../api/deps.ts';
import { answerTogether } from '../../api/group-answers.ts';
import { addMembers, createGroup } from '../../api/groups.ts';
import { requireFunction, staffOf } from '../../api/plugins/access.ts';
import { Problem } from '../../api/problems.ts';
import { findGroup, listGroups, readGroup } from '../../api/read-groups.ts';
import type { FieldError } from '../fields.ts';
import { keyFrom, newKey } from '../form-key.ts';
import { sentenceOf } from '../sentences.ts';
import { deskOf, sendStaffPage } from './desk.ts';
import { groupPage, groupsPage } from './groups-page.ts';
import type { GroupEntry } from './groups-page.ts';

const params = z.object({ office: z.string() });
const ofGroup = params.extend({ group: z.uuid() });
const text = z.string().catch('');
const sent = z.object({ kunci: text, judul: text, nomor: text, jawaban: text });

/** Reports of one cause: brought together and answered together; each keeps its own clock, number and mail. */
export const groupPages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'page' } as const;
  app.addHook('preHandler', async (request) => { requireFunction(staffOf(request)); });
  const entryOf = (body: z.infer<typeof sent>): GroupEntry => ({ ...body, kunci: keyFrom(body.kunci), jawaban: body.jawaban.replaceAll('\r\n', '\n') });
  const empty = (): GroupEntry => ({ kunci: newKey(), judul: '', nomor: '', jawaban: '' });

  app.get('/kantor/:office/kelompok', { config, schema: { hide: true, params } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    return sendStaffPage(reply, desk, groupsPage(desk, await listGroups(deps, desk.staff, { limit: 100 }), empty(), []));
  });

  app.post('/kantor/:office/kelompok', { config, schema: { hide: true, params, body: sent } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    const { staff } = desk;
    const entry = entryOf(request.body);
    const title = entry.judul.trim();
    const numbers = numbersIn(entry.nomor);
    const errors: FieldError[] = [
      ...(title.length < 3 || title.length > 200 ? [{ field: 'judul', sentence: 'Isi apa yang sama pada laporan-laporan ini, 3 sampai 200 huruf.' }] : []),
      ...numberErrors(numbers),
    ];
    const show = async (shown: GroupEntry, wrong: FieldError[], status: number) => sendStaffPage(reply, desk, groupsPage(desk, await listGroups(deps, staff, { limit: 100 }), shown, wrong), status);
    if (errors.length > 0) return show(entry, errors, 422);
    try {
      const { id, members } = await createGroup(deps, { title, numbers, staff, idempotencyKey: entry.kunci });
      return sendStaffPage(reply, desk, groupPage(desk, await readGroup(deps, staff, id), empty(), { fates: members }));
    } catch (error) {
      const { status, detail } = refusalOf(error);
      return show({ ...entry, ...(status < 500 ? { kunci: newKey() } : {}) }, [{ field: 'judul', sentence: detail }], status);
    }
  });

  app.get('/kantor/:office/kelompok/:group', { config, schema: { hide: true, params: ofGroup } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    return sendStaffPage(reply, desk, groupPage(desk, await readGroup(deps, desk.staff, request.params.group), empty(), {}));
  });

  app.post('/kantor/:office/kelompok/:group', {
    bodyLimit: 256 * 1024, config, schema: { hide: true, params: ofGroup, querystring: z.object({ tindakan: z.enum(['tambah', 'jawab']) }), body: sent },
  }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    const { staff } = desk;
    const { id } = await findGroup(deps, staff.office, request.params.group);
    const entry = entryOf(request.body);
    const show = async (shown: GroupEntry, outcome: Parameters<typeof groupPage>[3], status = 200) =>
      sendStaffPage(reply, desk, groupPage(desk, await readGroup(deps, staff, id), shown, outcome), status);
    const adding = request.query.tindakan === 'tambah';
    const numbers = numbersIn(entry.nomor);
    const words = entry.jawaban.trim();
    const errors = adding ? numberErrors(numbers) : words.length < 3 || words.length > 10_000 ? [{ field: 'jawaban', sentence: 'Isi jawabannya, 3 sampai 10.000 huruf.' }] : [];
    if (errors.length > 0) return show(entry, { errors }, 422);
    try {
      if (adding) return await show(empty(), { fates: await addMembers(deps, id, { numbers, staff, idempotencyKey: entry.kunci }) });
      await answerTogether(deps, { groupId: id, text: words, staff, idempotencyKey: entry.kunci });
      return await reply.redirect(`${desk.base}/kelompok/${id}#jawaban-bersama`, 303);
    } catch (error) {
      const { status, detail } = refusalOf(error);
      return show({ ...entry, ...(status < 500 ? { kunci: newKey() } : {}) }, { errors: [{ field: adding ? 'nomor' : 'jawaban', sentence: detail }] }, status);
    }
  });
};

/** As they are copied from a list: one a line, or with anything else between them. */
function numbersIn(typed: string): string[] {
  return [...new Set(typed.toUpperCase().split(/[\s,;]+/).filter((one) => one !== ''))];
}

function numberErrors(numbers: string[]): FieldError[] {
  const wrong = numbers.find((number) => !/^[A-Z]{3}-\d{4}-\d{6,}$/.test(number));
  if (wrong !== undefined) return [{ field: 'nomor', sentence: `Bukan nomor laporan: ${wrong.slice(0, 40)}.` }];
  return numbers.length === 0 || numbers.length > 200 ? [{ field: 'nomor', sentence: 'Isi 1 sampai 200 nomor laporan.' }] : [];
}

function refusalOf(error: unknown): { status: number; detail: string } {
  if (!(error instanceof Problem) || error.code === 'internal') throw error;
  return sentenceOf(error.code);
}
