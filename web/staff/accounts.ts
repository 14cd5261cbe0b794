import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findAccounts, listAccounts, readAccount } from '../../api/accounts.ts';
import type { RouteDeps } from '../../api/deps.ts';
import { accountSearch } from '../../api/registration/answers.ts';
import { startByStaff } from '../../api/start-by-staff.ts';
import { deactivationContract } from '../../workflows/deactivation/contract.ts';
import type { FieldError } from '../fields.ts';
import { emptyDraft, readDraft } from '../form-draft.ts';
import type { Draft } from '../form-draft.ts';
import { refusedForm } from '../refused-form.ts';
import { registrationLimits } from '../registration/limits.ts';
import { casesOfAccount } from './account-cases.ts';
import { accountPage, accountsPage, evidenceSlots } from './accounts-page.ts';
import { deskOf, sendStaffPage } from './desk.ts';

const text = z.string().max(100).catch('');
const pageSize = 50;

/** The accounts of the users of this office, and the way to end one (REG-16, REG-17). */
export const accountPages: FastifyPluginAsyncZod<{ deps: RouteDeps }> = async (app, { deps }) => {
  await app.register(multipart, registrationLimits);
  const config = { access: 'page' } as const;
  const ofAccount = z.object({ office: z.string(), number: z.string() });

  app.get('/kantor/:office/akun', { config, schema: { hide: true, params: z.object({ office: z.string() }), querystring: z.object({ keadaan: z.enum(['aktif', 'ditandai', 'nonaktif']).optional().catch(undefined), sebelum: text }) } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    const { keadaan, sebelum } = request.query;
    const found = await listAccounts(deps, desk.staff.office, { limit: pageSize + 1, state: keadaan, ...(sebelum === '' ? {} : { before: sebelum }) });
    return sendStaffPage(reply, desk, accountsPage(desk, found.slice(0, pageSize), { state: keadaan, isFirst: sebelum === '', hasMore: found.length > pageSize }));
  });

  app.post('/kantor/:office/akun', { config, schema: { hide: true, params: z.object({ office: z.string() }), body: z.object({ cari: text, tanda: text }) } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    const { cari } = request.body;
    const search = accountSearch.safeParse(cari);
    const found = search.success ? await findAccounts(deps, desk.staff, search.data) : [];
    return sendStaffPage(reply, desk, accountsPage(desk, found, { search: { typed: cari, isWrong: !search.success } }), search.success ? 200 : 422);
  });

  const show = async (desk: Awaited<ReturnType<typeof deskOf>>, number: string, draft: Draft, errors: readonly FieldError[]) => {
    const account = await readAccount(deps, desk.staff, number);
    return accountPage(desk, account, await casesOfAccount(deps, desk.staff.office, account), draft, errors);
  };

  app.get('/kantor/:office/akun/:number', { config, schema: { hide: true, params: ofAccount } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    return sendStaffPage(reply, desk, await show(desk, request.params.number, emptyDraft(), []));
  });

  app.post('/kantor/:office/akun/:number', { config, schema: { hide: true, params: ofAccount, querystring: z.object({ tanda: text }) } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    const { staff, base } = desk;
    const draft = await readDraft(deps, request, { office: staff.office, by: staff.person, slot: /^bukti-[1-3]$/ });
    const typed = (name: string) => draft.values.get(name)?.trim() ?? '';
    const parsed = deactivationContract.start.body.safeParse({
      account: request.params.number, ground: typed('ground'), ...(typed('requester') === '' ? {} : { requester: typed('requester') }), text: typed('text'), files: evidenceSlots.flatMap((slot) => draft.files.get(slot)?.sha256 ?? []),
    });
    const wrong = new Set(parsed.error?.issues.map(({ path }) => String(path[0])));
    const errors = [
      ...(wrong.has('ground') ? [{ field: 'ground', sentence: 'Pilih alasan penonaktifan.' }] : []), ...(wrong.has('text') ? [{ field: 'text', sentence: 'Uraikan buktinya, 3 sampai 10.000 huruf.' }] : []), ...draft.refused,
    ];
    if (!parsed.success || errors.length > 0) return sendStaffPage(reply, desk, await show(desk, request.params.number, draft, errors), 422);
    try {
      const intake = await startByStaff(deps, { contract: deactivationContract, staff, body: parsed.data, idempotencyKey: draft.key });
      deps.starter.startSoon(intake);
      return reply.redirect(`${base}/laporan/${intake.number}?selesai=lapor`, 303);
    } catch (error) {
      const { sent, errors: refused, status } = refusedForm(error, draft, (code, { field }) => (typeof field === 'string' && field !== 'account' ? field : code === 'wrong-function' ? 'ground' : code === 'key-reused' ? 'text' : undefined));
      return sendStaffPage(reply, desk, await show(desk, request.params.number, sent, refused), status);
    }
  });
};
