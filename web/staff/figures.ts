import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { localMonth } from '../../activities/figures/local.ts';
import { attachment } from '../../api/attachment.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { staffOf } from '../../api/plugins/access.ts';
import { Problem } from '../../api/problems.ts';
import { monthField } from '../../api/query-fields.ts';
import { csvOf } from '../../api/reading/csv.ts';
import { figureColumns, figureLines } from '../../api/reading/figures-columns.ts';
import { figuresQuery, readFigures } from '../../api/reading/figures.ts';
import { fileNameOf } from '../../api/reading/register.ts';
import { deskOf, sendStaffPage } from './desk.ts';
import type { Desk } from './desk.ts';
import { figuresPage } from './figures-page.ts';

const params = z.object({ office: z.string() });
const text = z.string().catch('');
const querystring = z.object({ dari: text, sampai: text });

/** The figures of the office month by month (ERR-14, ERR-15); nothing personal in them. */
export const figurePages: FastifyPluginAsyncZod<{ deps: ApiDeps }> = async (app, { deps }) => {
  const config = { access: 'page' } as const;

  app.get('/kantor/:office/angka', { config, schema: { hide: true, params, querystring } }, async (request, reply) => {
    const desk = await deskOf(deps, request);
    const period = periodOf(desk, request.query);
    const months = await figures(deps, desk.staff.office, period);
    return sendStaffPage(reply, desk, figuresPage(desk, period, months), months === null ? 422 : 200);
  });

  app.get('/kantor/:office/angka/unduh', { config, schema: { hide: true, params, querystring } }, async (request, reply) => {
    const { office } = staffOf(request);
    const { dari: from, sampai: to } = request.query;
    const months = await figures(deps, office, { from, to });
    if (months === null) throw new Problem('bad-request');
    return reply.type('text/csv; charset=utf-8').header('content-disposition', attachment(fileNameOf('angka', office, from, to))).send(csvOf(figureLines(months), figureColumns));
  });
};

interface Period { from: string; to: string }

/** What was asked for; the half year up to now when nothing was. */
function periodOf({ office }: Desk, { dari, sampai }: { dari: string; sampai: string }): Period {
  const to = sampai || localMonth(Date.now(), office.settings.utcOffsetMinutes);
  const [year = 0, month = 0] = to.split('-').map(Number);
  const sixBefore = monthField.safeParse(to).success ? new Date(Date.UTC(year, month - 6, 1)).toISOString().slice(0, 7) : to;
  return { from: dari || sixBefore, to };
}

/** null: that is no period. */
async function figures(deps: ApiDeps, office: string, period: Period) {
  const parsed = figuresQuery.safeParse(period);
  if (!parsed.success) return null;
  return readFigures(deps, office, parsed.data).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'bad-request') return null;
    throw error;
  });
}
