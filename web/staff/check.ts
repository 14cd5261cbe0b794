import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { act } from '../../api/act.ts';
import { attachment } from '../../api/attachment.ts';
import { findIntake, requireSop } from '../../api/cases.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { requireFunction } from '../../api/plugins/access.ts';
import { translate } from '../../api/plugins/problem-details.ts';
import { Problem } from '../../api/problems.ts';
import { receiptPdf } from '../../api/registration/receipt.ts';
import { accessLog } from '../../db/schema.ts';
import { registrationContract } from '../../workflows/registration/contract.ts';
import type { FieldError } from '../fields.ts';
import { readDraft, sentAgain } from '../form-draft.ts';
import type { Draft } from '../form-draft.ts';
import { fileSlot } from '../registration/body.ts';
import { maxRequestBytes, registrationLimits } from '../registration/limits.ts';
import { sentenceOf } from '../sentences.ts';
import { casePage } from './case-page.ts';
import { readWholeCase } from './case-read.ts';
import type { WholeCase } from './case-read.ts';
import { checkFields } from './checklist.ts';
import { deskOf, sendStaffPage } from './desk.ts';

const ofCase = z.object({ office: z.string(), number: z.string() });
const text = z.string().catch('');

/** The form over the checklist of a registration, and its receipt. */
export const checkPages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  await app.register(multipart, registrationLimits);
  const config = { access: 'page' } as const;

  app.post('/kantor/:office/laporan/:number/periksa', { config, schema: { hide: true, params: ofCase, querystring: z.object({ tanda: text, tugas: text }) } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    requireFunction(desk.staff);
    const intake = requireSop('registration', await findIntake(deps, desk.staff.office, request.params.number));
    const draft = await readDraft(deps, request, { office: desk.staff.office, by: desk.staff.person, slot: fileSlot, maxRequestBytes });
    const whole = await readWholeCase(deps, desk, intake);
    const show = async (checked: { draft: Draft; errors: FieldError[] }, status: number) => sendStaffPage(reply, desk, casePage(desk, whole, { checked }), status);
    const body = bodyOf((whole.checklist?.items ?? []).map(({ code }) => code), request.query.tugas, draft);
    const errors = errorsIn(body, draft);
    if (errors.length > 0) return show({ draft, errors }, 422);
    const parsed = registrationContract.acts.check?.body.safeParse(body);
    if (!parsed?.success) throw new Problem('unknown-task');
    try {
      await act(deps, { intake, act: 'check', body: parsed.data, staff: desk.staff, idempotencyKey: draft.key });
    } catch (error) {
      const { code } = translate(error);
      if (!(error instanceof Problem) || code === 'internal') throw error;
      const { status, detail } = sentenceOf(code);
      const again = sentAgain(draft, code);
      const errors = [{ field: 'daftar-periksa', sentence: detail }];
      if (code !== 'item-changed') return show({ draft: again, errors }, status);
      const now = await readWholeCase(deps, desk, intake);
      return sendStaffPage(reply, desk, casePage(desk, now, { checked: { draft: withoutChanged(again, now), errors } }), status);
    }
    return reply.redirect(`${desk.base}/laporan/${intake.number}?selesai=check`, 303);
  });

  app.get('/kantor/:office/laporan/:number/tanda-terima.pdf', { config, schema: { hide: true, params: ofCase } }, async (request, reply) => {
    const { staff } = await deskOf(deps, request);
    requireFunction(staff);
    const intake = requireSop('registration', await findIntake(deps, staff.office, request.params.number));
    await deps.db.insert(accessLog).values({ office: staff.office, person: staff.person, what: 'receipt', caseId: intake.id });
    const { bytes, name } = await receiptPdf(deps, intake);
    return reply.type('application/pdf').header('content-disposition', attachment(name)).send(bytes);
  });
};

/** What was said of a copy that stands there no more is not said of the newer one. */
function withoutChanged(draft: Draft, { checklist }: WholeCase): Draft {
  const { version, seen, verdict } = checkFields;
  const changed = (checklist?.items ?? []).filter(({ code, received }) => draft.values.get(version(code)) !== (received === null ? undefined : String(received.version)));
  const dropped = new Set(changed.flatMap(({ code }) => [version(code), seen(code), verdict(code)]));
  return { ...draft, values: new Map([...draft.values].filter(([name]) => !dropped.has(name))) };
}

interface Check { taskId: string; items: { item: string; copy?: true; absent?: true; seen?: string; verdict?: string; version?: number }[]; files: { item: string; sha256: string }[]; text?: string }

/** Only the rows that were filled in; a copy that was uploaded is a copy that was received. */
function bodyOf(codes: string[], taskId: string, { values, files }: Draft): Check {
  const value = (name: string) => values.get(name)?.trim() ?? '';
  const words = value('periksa-keterangan');
  const items = codes.flatMap((item) => {
    const [state, seen, verdict, version] = [checkFields.state, checkFields.seen, checkFields.verdict, checkFields.version].map((field) => value(field(item))) as [string, string, string, string];
    const copy = state === 'diterima' || files.has(checkFields.file(item));
    if (!copy && state === '' && seen === '' && verdict === '') return [];
    return [{ item, ...(copy ? { copy: true as const } : {}), ...(state === 'tidak-ada' && !copy ? { absent: true as const } : {}), ...(seen === '' ? {} : { seen }), ...(verdict === '' ? {} : { verdict }), ...(version === '' ? {} : { version: Number(version) }) }];
  });
  return {
    taskId, items, files: codes.flatMap((item) => { const file = files.get(checkFields.file(item)); return file ? [{ item, sha256: file.sha256 }] : []; }),
    ...(words === '' ? {} : { text: words }),
  };
}

function errorsIn({ items, text: words = '' }: Check, { refused }: Draft): FieldError[] {
  const untrue = items.some(({ verdict }) => verdict === 'tidak-benar');
  return [
    ...refused, ...(items.length === 0 && refused.length === 0 ? [{ field: 'daftar-periksa', sentence: 'Isi hasil pemeriksaan paling sedikit satu berkas.' }] : []),
    ...((untrue && words === '') || (words !== '' && words.length < 3) ? [{ field: 'periksa-keterangan', sentence: 'Sebutkan apa yang tidak benar, 3 sampai 10.000 huruf.' }] : []),
  ];
}
