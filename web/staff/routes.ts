import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { RouteDeps } from '../../api/deps.ts';
import { accountPages } from './accounts.ts';
import { announcementPages } from './announcements.ts';
import { applicationEntryPages } from './application-entry.ts';
import { archivePages } from './archive.ts';
import { backupPages } from './backups.ts';
import { caseRoutes } from './case.ts';
import { casePages } from './cases.ts';
import { checkPages } from './check.ts';
import { sendToLogin } from './ended-session.ts';
import { entryPages } from './entry.ts';
import { figurePages } from './figures.ts';
import { groupPages } from './groups.ts';
import { importPages } from './imports.ts';
import { loginPages } from './login.ts';
import { outageTextPages } from './outage-texts.ts';
import { paperPages } from './paper.ts';
import { registerPages } from './register.ts';
import { solutionPages } from './solutions.ts';
import { taskPages } from './tasks.ts';

/** The pages for the people of an office. */
export const staffPages: FastifyPluginAsyncZod<{ deps: RouteDeps }> = async (app, { deps }) => {
  sendToLogin(app);
  // People's data stays in no cache between here and the screen.
  app.addHook('onRequest', async (_request, reply) => { void reply.header('cache-control', 'no-store'); });
  for (const pages of [loginPages, taskPages, casePages, caseRoutes, checkPages, paperPages, entryPages, applicationEntryPages, accountPages, archivePages, announcementPages, backupPages, outageTextPages, groupPages, solutionPages, figurePages, registerPages, importPages]) await app.register(pages, { deps });
};
