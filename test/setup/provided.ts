import { inject } from 'vitest';

/** What the global set-up started once for all test files. */
export interface Provided {
  /** A superuser's connection string of the one Postgres, database `postgres`. */
  postgresAdminUrl: string;
  /** The migrated database that new ones are cloned from. */
  templateDatabase: string;
  /** `host:port` of the one development server; in memory, shared by all files. */
  temporalAddress: string;
  temporalNamespace: string;
  temporalCli: { path: string; serverVersion: string; way: string };
  /** Where tests leave the histories of the cases that they played on time-skipping servers. */
  playedHistories: string;
  /** The time-skipping server's executable, or why there is none. */
  testServer: Tool;
  /** A Chromium for page tests, or why there is none. */
  chromium: Tool;
  /** Poppler's readers for tests of papers, or why there are none. */
  pdftotext: Tool;
  pdftoppm: Tool;
}

export type Tool = { path: string } | { missing: string };

declare module 'vitest' {
  interface ProvidedContext extends Provided {}
}

export const temporalAddress = (): string => inject('temporalAddress');
export const postgresAdminUrl = (): string => inject('postgresAdminUrl');

/** Started by `skippingEnvironment` of `workflows/testing/environment.ts`. @throws Error naming every way tried. */
export const testServerPath = (): string => required(inject('testServer'));

/** For playwright-core's `executablePath`. @throws Error that says how to install it. */
export const chromiumPath = (): string => required(inject('chromium'));

/** @throws Error that says how to install it. */
export const popplerPath = (name: 'pdftotext' | 'pdftoppm'): string => required(inject(name));

function required(tool: Tool): string {
  if ('path' in tool) return tool.path;
  throw new Error(tool.missing);
}
