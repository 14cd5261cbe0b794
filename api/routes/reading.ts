import type { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { pdfBytes, refusals } from '../answers.ts';
import { attachment } from '../attachment.ts';
import { findIntake } from '../cases.ts';
import type { ApiDeps } from '../deps.ts';
import { staffOf } from '../plugins/access.ts';
import { chronology, figuresAnswer, governingRules, registerAnswer } from '../reading/answers.ts';
import { chronologyPdf } from '../reading/chronology-pdf.ts';
import { chronologyOf } from '../reading/chronology.ts';
import { csvOf } from '../reading/csv.ts';
import { figureColumns, figureLines } from '../reading/figures-columns.ts';
import { figuresQuery, readFigures } from '../reading/figures.ts';
import { rulesInWords } from '../reading/governing.ts';
import { fileNameOf, readRegister } from '../reading/register.ts';
import { registerQuery } from '../reading/register-filter.ts';

const ofOffice = z.object({ office: z.string() });
const ofCase = ofOffice.extend({ number: z.string() });
const security = [{ kunci: [] }];
const tags = ['pembacaan'];
/** A stream is sent as it is: the schema of its route describes it for OpenAPI and does not write it. */
const streamed = (stream: Readable) => stream as never;

/** Who did what, when: the register, the figures, one case from end to end and the rules that govern it. */
export const readingRoutes: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'staff' } as const;
  app.addHook('onRequest', async (_request, reply) => { reply.header('cache-control', 'no-store'); });

  app.get('/api/v1/offices/:office/register', {
    config,
    schema: { tags, summary: 'Register laporan menurut nomor; pembacaan dicatat', params: ofOffice, querystring: registerQuery, security, response: { 200: registerAnswer, ...refusals } },
  }, async (request, reply) => {
    const { format, from, to } = request.query;
    const staff = staffOf(request);
    const rows = await readRegister(deps, staff, request.query);
    if (format === 'csv') reply.type('text/csv; charset=utf-8').header('content-disposition', attachment(fileNameOf('register', staff.office, from, to)));
    else reply.type('application/json; charset=utf-8');
    return reply.send(streamed(rows));
  });

  app.get('/api/v1/offices/:office/figures', {
    config,
    schema: { tags, summary: 'Angka per bulan, tanpa data pribadi (ERR-14, ERR-15)', params: ofOffice, querystring: figuresQuery, security, response: { 200: figuresAnswer, ...refusals } },
  }, async (request, reply) => {
    const { format, from, to } = request.query;
    const { office } = staffOf(request);
    const months = await readFigures(deps, office, request.query);
    if (format === 'json') return reply.send({ months });
    return reply.type('text/csv; charset=utf-8').header('content-disposition', attachment(fileNameOf('angka', office, from, to)))
      .send(streamed(csvOf(figureLines(months), figureColumns)));
  });

  app.get('/api/v1/offices/:office/cases/:number/chronology', {
    config,
    schema: { tags, summary: 'Kronologi satu laporan: rencana dan pelaksanaan tiap langkah; pembacaan dicatat', params: ofCase, security, response: { 200: chronology, ...refusals } },
  }, async (request) => chronologyOf(deps, await findIntake(deps, staffOf(request).office, request.params.number), staffOf(request)));

  app.get('/api/v1/offices/:office/cases/:number/chronology.pdf', {
    config,
    schema: { tags, summary: 'Kronologi satu laporan sebagai PDF; pembacaan dicatat', params: ofCase, security, response: { 200: pdfBytes, ...refusals } },
  }, async (request, reply) => {
    const staff = staffOf(request);
    const { bytes, name } = await chronologyPdf(deps, await findIntake(deps, staff.office, request.params.number), staff);
    return reply.type('application/pdf').header('content-disposition', attachment(name)).send(bytes);
  });

  app.get('/api/v1/offices/:office/cases/:number/rules', {
    config,
    schema: { tags, summary: 'Aturan yang berlaku bagi satu laporan, tiap nilai dengan sumbernya', params: ofCase, security, response: { 200: governingRules, ...refusals } },
  }, async (request) => rulesInWords(await findIntake(deps, staffOf(request).office, request.params.number)));
};
