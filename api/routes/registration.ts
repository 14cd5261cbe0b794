import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { accessLog } from '../../db/schema.ts';
import { findAccounts, listAccounts, readAccount } from '../accounts.ts';
import { pdfBytes, refusals } from '../answers.ts';
import { attachment } from '../attachment.ts';
import { findIntake, findTracked, requireSop } from '../cases.ts';
import type { ApiDeps } from '../deps.ts';
import type { Intake } from '../intake.ts';
import { requireFunction, staffOf } from '../plugins/access.ts';
import { accountList, accountSearch, accountState, archiveAnswer, checklistAnswer, wholeAccount } from '../registration/answers.ts';
import { aboutUsers, readArchive } from '../registration/archive.ts';
import { readChecklist } from '../registration/checklist.ts';
import { receiptPdf } from '../registration/receipt.ts';
import { shelfWords, shelve } from '../registration/shelf.ts';

const ofOffice = z.object({ office: z.string() });
const ofCase = ofOffice.extend({ number: z.string() });
const ofFile = ofCase.extend({ sha256: z.string() });
const ofPaper = ofCase.extend({ item: z.string() });
const shelf = z.strictObject({ shelf: shelfWords.describe('Rak, kotak, atau map; disimpan terenkripsi.') });
const tags = ['pendaftaran'];
const security = [{ kunci: [] }];

/** What is read of registrations beside what every case has: checklist, receipt, archive; and the accounts that came of them. */
export const registrationRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'staff' } as const;
  app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'no-store'); });
  const findOf = async (sop: string, office: string, number: string) => requireSop(sop, await findIntake(deps, office, number));
  const find = (office: string, number: string) => findOf('registration', office, number);
  const sendReceipt = async (reply: FastifyReply, intake: Intake) => {
    const { bytes, name } = await receiptPdf(deps, intake);
    return reply.type('application/pdf').header('content-disposition', attachment(name)).send(bytes);
  };

  app.get('/api/v1/offices/:office/registration/:number/checklist', {
    config, schema: { tags, summary: 'Daftar persyaratan satu permohonan dan hasil pemeriksaannya; pembacaan dicatat', params: ofCase, security, response: { 200: checklistAnswer, ...refusals } },
  }, async (request) => readChecklist(deps, await find(staffOf(request).office, request.params.number), staffOf(request)));

  app.get('/api/v1/offices/:office/registration/:number/receipt.pdf', {
    config, schema: { tags, summary: 'Tanda terima berkas sebagai PDF; pembacaan dicatat', params: ofCase, security, response: { 200: pdfBytes, ...refusals } },
  }, async (request, reply) => {
    const staff = staffOf(request);
    requireFunction(staff);
    const intake = await find(staff.office, request.params.number);
    await deps.db.insert(accessLog).values({ office: staff.office, person: staff.person, what: 'receipt', caseId: intake.id });
    return sendReceipt(reply, intake);
  });

  app.get('/api/v1/tracking/:number/:secret/receipt.pdf', {
    config: { access: 'public', rateLimit: {} },
    schema: { tags: ['pelacakan'], summary: 'Tanda terima berkas sebagai PDF, dengan tautan rahasia', params: z.object({ number: z.string(), secret: z.string() }), response: { 200: pdfBytes, ...refusals } },
  }, async (request, reply) => sendReceipt(reply, requireSop('registration', await findTracked(deps, request.params.number, request.params.secret))));

  for (const sop of aboutUsers) {
    app.get(`/api/v1/offices/:office/${sop}/:number/archive`, {
      config, schema: { tags, summary: 'Arsip satu urusan pengguna: berkas, tempat simpan, dan masa simpannya (REG-21); pembacaan dicatat', params: ofCase, security, response: { 200: archiveAnswer, ...refusals } },
    }, async (request) => readArchive(deps, await findOf(sop, staffOf(request).office, request.params.number), staffOf(request)));

    app.put(`/api/v1/offices/:office/${sop}/:number/archive/:sha256/shelf`, {
      config,
      schema: { tags, summary: 'Catat tempat simpan dokumen kertasnya (REG-21)', params: ofFile, body: shelf, security, response: { 200: shelf.extend({ sha256: z.string() }), ...refusals } },
    }, async (request) => {
      const staff = staffOf(request);
      const { sha256 } = request.params;
      await shelve(deps, await findOf(sop, staff.office, request.params.number), staff, { sha256 }, request.body.shelf);
      return { sha256, ...request.body };
    });

    app.put(`/api/v1/offices/:office/${sop}/:number/archive/papers/:item/shelf`, {
      config,
      schema: { tags, summary: 'Catat tempat simpan kertas yang diserahkan tanpa salinan (REG-21)', params: ofPaper, body: shelf, security, response: { 200: shelf.extend({ item: z.string() }), ...refusals } },
    }, async (request) => {
      const staff = staffOf(request);
      const { item } = request.params;
      await shelve(deps, await findOf(sop, staff.office, request.params.number), staff, { item }, request.body.shelf);
      return { item, ...request.body };
    });
  }

  app.get('/api/v1/offices/:office/accounts', {
    config,
    schema: {
      tags, summary: 'Akun SPSE yang tercatat di kantor, nomor terbaru lebih dahulu', params: ofOffice, security, response: { 200: accountList, ...refusals },
      querystring: z.object({ state: accountState.optional(), before: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
    },
  }, async (request) => ({ accounts: await listAccounts(deps, staffOf(request).office, request.query) }));

  // By POST, because an identity number in an address would stand in logs and histories.
  app.post('/api/v1/offices/:office/accounts/search', {
    config,
    schema: { tags, summary: 'Cari akun menurut nomor pendaftaran, User ID, atau nomor identitas; pencarian dicatat', params: ofOffice, body: z.strictObject({ search: accountSearch }), security, response: { 200: accountList, ...refusals } },
  }, async (request) => ({ accounts: await findAccounts(deps, staffOf(request), request.body.search) }));

  app.get('/api/v1/offices/:office/accounts/:number', {
    config, schema: { tags, summary: 'Satu akun dengan pemegangnya; pembacaan dicatat', params: ofCase, security, response: { 200: wholeAccount, ...refusals } },
  }, async (request) => readAccount(deps, staffOf(request), request.params.number));
};
