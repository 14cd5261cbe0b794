import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { RouteDeps } from '../api/deps.ts';
import { takeIn } from '../api/intake.ts';
import { Problem } from '../api/problems.ts';
import type { ProblemCode } from '../api/problems.ts';
import { storeFile } from '../api/store-file.ts';
import { problemContract } from '../workflows/problem/contract.ts';
import { newKey } from './form-key.ts';
import { knownOffice } from './known-office.ts';
import { sendPage } from './layout.ts';
import { bodyOf, errorsIn } from './report-check.ts';
import { emptyDraft, readDraft, uploadLimits } from './report-draft.ts';
import type { Draft } from './report-draft.ts';
import { reportPage } from './report-page.ts';
import { sentenceOf } from './sentences.ts';
import { trackingPath } from './tracking.ts';

/** What a sent form can be refused for, and the field that shows it. */
const shownAt: Partial<Record<ProblemCode, string>> = { 'unknown-role': 'peran', 'unknown-category': 'kategori', 'key-reused': 'uraian' };

/** The report form of an office. One form makes one report, however often it is sent. */
export const reportPages: FastifyPluginAsyncZod<{ deps: RouteDeps }> = async (app, { deps }) => {
  await app.register(multipart, { limits: uploadLimits, throwFileSizeLimit: false });
  const options = { config: { access: 'public', rateLimit: {} }, schema: { hide: true, params: z.object({ office: z.string() }) } } as const;

  app.get('/lapor/:office', options, async (request, reply) => {
    const office = await knownOffice(deps, request.params.office);
    return sendPage(reply.header('cache-control', 'private, no-cache'), reportPage(office, emptyDraft()));
  });

  app.post('/lapor/:office', options, async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const office = await knownOffice(deps, request.params.office);
    const draft = await readDraft(request);
    const errors = errorsIn(draft);
    if (errors.length > 0) return sendPage(reply, reportPage(office, draft, errors), 422);
    try {
      return reply.redirect(await submit(deps, office.id, draft), 303);
    } catch (error) {
      const refusal = error instanceof RefusedUpload ? error : error instanceof Problem ? { code: error.code, slot: shownAt[error.code] } : undefined;
      if (refusal?.slot === undefined) throw error;
      const { status, detail } = sentenceOf(refusal.code);
      // Under a key that is spent the mended form could never be taken.
      const key = refusal.code === 'key-reused' ? newKey() : draft.key;
      return sendPage(reply, reportPage(office, { ...draft, key }, [{ field: refusal.slot, sentence: detail }]), status);
    }
  });
};

class RefusedUpload extends Error {
  readonly slot: string;
  readonly code: ProblemCode;

  constructor(slot: string, code: ProblemCode) {
    super(code);
    this.slot = slot;
    this.code = code;
  }
}

/** @returns where the report can be followed. @throws RefusedUpload, Problem */
async function submit(deps: RouteDeps, office: string, draft: Draft): Promise<string> {
  const files: string[] = [];
  for (const { slot, ...upload } of draft.uploads) {
    const { sha256 } = await storeFile(deps, office, { ...upload, by: 'public' }).catch((error: unknown) => {
      throw error instanceof Problem ? new RefusedUpload(slot, error.code) : error;
    });
    files.push(sha256);
  }
  const intake = await takeIn(deps, { office, contract: problemContract, body: bodyOf(draft, files), principal: 'public', idempotencyKey: draft.key });
  deps.starter.startSoon(intake);
  return trackingPath(deps, intake);
}
