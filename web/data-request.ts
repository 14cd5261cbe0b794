import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findByExportLink, requireGiven } from '../api/data-request/export.ts';
import type { RouteDeps } from '../api/deps.ts';
import { takeIn } from '../api/intake.ts';
import type { Intake } from '../api/intake.ts';
import type { OfficeInForce } from '../api/offices.ts';
import { sayClock } from '../regulations/duration.ts';
import { dataRequestContract } from '../workflows/data-request/contract.ts';
import { errorSummary } from './fields.ts';
import type { FieldError } from './fields.ts';
import { draftOf, emptyDraft } from './form-draft.ts';
import type { Draft } from './form-draft.ts';
import { html } from './html.ts';
import { knownOffice } from './known-office.ts';
import { sendPage } from './layout.ts';
import type { Page } from './layout.ts';
import { lineError, lineField } from './line-fields.ts';
import type { Line } from './line-fields.ts';
import { localTime } from './local-time.ts';
import { refusedForm } from './refused-form.ts';
import { cited } from './source-words.ts';
import { trackingPath } from './tracking.ts';

const lines: Line[] = [
  { name: 'nama', path: 'reporter.name', label: 'Nama', required: true, sentence: 'Isi nama Anda, 2 sampai 200 huruf.' },
  { name: 'surel', path: 'reporter.mail', label: 'Alamat surel (email)', kind: 'mail', hint: 'Alamat yang Anda pakai di kantor ini.', required: true, sentence: 'Isi alamat surel yang benar, misalnya nama@contoh.id.' },
  { name: 'nik', path: 'nik', label: 'NIK', kind: 'digits', hint: '16 angka di KTP.', required: false, sentence: 'NIK terdiri atas 16 angka.' },
  { name: 'npwp', path: 'npwp', label: 'NPWP', kind: 'digits', hint: '15 atau 16 angka.', required: false, sentence: 'NPWP terdiri atas 15 atau 16 angka.' },
  { name: 'nip', path: 'nip', label: 'NIP', kind: 'digits', hint: '18 angka, bila Anda pegawai negeri.', required: false, sentence: 'NIP terdiri atas 18 angka.' },
  { name: 'nomor', path: 'caseNumbers', label: 'Nomor laporan atau permohonan Anda', hint: 'Bila ingat; beberapa nomor dipisahkan dengan spasi.', required: false, sentence: 'Tulis nomornya seperti SLT-2026-000123, dipisahkan dengan spasi.' },
  { name: 'uraian', path: 'text', label: 'Data yang Anda minta', kind: 'words', required: true, sentence: 'Uraikan permintaan Anda, 3 sampai 10.000 huruf.' },
];

/** The request for everything that an office holds about a person (UU 27/2022 art. 32). */
export const dataRequestPages: FastifyPluginAsyncZod<{ deps: RouteDeps }> = async (app, { deps }) => {
  const config = { access: 'public', rateLimit: {} } as const;
  const params = z.object({ office: z.string() });

  app.get('/data-pribadi/:office', { config, schema: { hide: true, params } }, async (request, reply) => {
    const office = await knownOffice(deps, request.params.office, dataRequestContract);
    return sendPage(reply.header('cache-control', 'private, no-cache'), requestPage(office, emptyDraft(), []));
  });

  app.post('/data-pribadi/:office', { bodyLimit: 256 * 1024, config, schema: { hide: true, params, body: z.record(z.string(), z.string().catch('')) } }, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const office = await knownOffice(deps, request.params.office, dataRequestContract);
    const draft = draftOf(request.body);
    const parsed = dataRequestContract.start.body.safeParse(bodyOf(draft));
    const issues = parsed.error?.issues.map((issue) => (issue.path[0] === 'caseNumbers' ? { ...issue, path: ['caseNumbers'] } : issue)) ?? [];
    const errors = lines.flatMap((line) => lineError(line, draft.values.get(line.name)?.trim() ?? '', issues));
    if (!parsed.success || errors.length > 0) return sendPage(reply, requestPage(office, draft, errors), 422);
    try {
      const intake = await takeIn(deps, { office: office.id, contract: dataRequestContract, body: parsed.data, principal: 'public', idempotencyKey: draft.key });
      deps.starter.startSoon(intake);
      return reply.redirect(trackingPath(deps, intake), 303);
    } catch (error) {
      const { sent, errors: refused, status } = refusedForm(error, draft, (code) => (code === 'key-reused' ? 'uraian' : undefined));
      return sendPage(reply, requestPage(office, sent, refused), status);
    }
  });

  // The mail leads to a page, so that what looks into mails beforehand fetches nothing.
  app.get('/data-pribadi/ambil/:number/:secret', { config, schema: { hide: true, params: z.object({ number: z.string(), secret: z.string() }) } }, async (request, reply) => {
    const intake = await findByExportLink(deps, request.params.number, request.params.secret);
    const until = await requireGiven(deps, intake);
    return sendPage(reply.header('cache-control', 'no-store'), fetchPage(intake, request.params.secret, until));
  });
};

function fetchPage({ number, rules: { office } }: Intake, secret: string, until: Date): Page {
  const title = 'Ambil data pribadi Anda';
  return {
    title, body: html`<h1>${title}</h1>
<p class="lead">Salinan semua data tentang Anda atas permintaan ${number}, dalam satu berkas ZIP. Dapat diunduh sampai ${localTime(until.toISOString(), office.utcOffsetMinutes)}; setiap pengunduhan dicatat.</p>
<p><a href="/api/v1/exports/${number}/${secret}/data.zip">Unduh salinan data Anda (ZIP)</a></p>`,
  };
}

function bodyOf({ values }: Draft): Record<string, unknown> {
  const value = (name: string) => values.get(name)?.trim() ?? '';
  const numbers = value('nomor').toUpperCase().split(/[\s,;]+/).filter((number) => number !== '');
  return {
    reporter: { name: value('nama'), mail: value('surel') }, text: value('uraian'), ...Object.fromEntries(['nik', 'npwp', 'nip'].flatMap((name) => (value(name) === '' ? [] : [[name, value(name)]]))),
    ...(numbers.length === 0 ? {} : { caseNumbers: numbers }),
  };
}

function requestPage({ id, name, rules: { dataRequest } }: OfficeInForce, draft: Draft, errors: readonly FieldError[]): Page {
  const title = 'Minta data pribadi Anda';
  const body = html`${errors.length > 0 && errorSummary(errors)}
<p class="place">${name}</p>
<h1>${title}</h1>
<p class="lead">Anda berhak memperoleh salinan data pribadi Anda yang disimpan kantor ini, paling lambat ${sayClock(dataRequest.window.value)} sejak permintaan diterima <span class="quiet">(${cited(dataRequest.window.source)})</span>.
Sebelum data diberikan, identitas Anda dibuktikan di loket atau lewat video.</p>
<form method="post" action="/data-pribadi/${id}?kirim" novalidate>
<input type="hidden" name="kunci" value="${draft.key}">
${lines.map((line) => lineField(line, draft.values.get(line.name) ?? '', errors.find(({ field }) => field === line.name)?.sentence))}
<button type="submit">Kirim permintaan</button>
</form>`;
  return { title: `${errors.length > 0 ? 'Perbaiki isian: ' : ''}${title} · ${name}`, body };
}
