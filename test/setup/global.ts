import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../db/migrate.ts';
import { freePort } from '../../local/ports.ts';
import { startPostgres } from '../../local/postgres.ts';
import { readSettings, type Settings } from '../../local/settings.ts';
import { namespace, startTemporal } from '../../local/temporal.ts';
import { findTemporalCli } from '../../local/temporal-cli.ts';
import { findTestServer } from '../../local/test-server.ts';
import { findChromium } from './chromium.ts';
import { createEmptyDatabase, keptDatabases } from './databases.ts';
import { disown, folderPrefix, own, recordDir, removeLeftovers } from './leftovers.ts';
import { findPoppler } from './poppler.ts';
import type { Tool } from './provided.ts';

const templateDatabase = 'sigap_template';
const say = (line: string): void => console.log(line);

/** Starts one Postgres and one Temporal for the whole run; returns what ends them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const settings = readSettings();
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), folderPrefix));
  await own(folder);
  const started: { stop(): Promise<void> }[] = [];
  const stopAll = async (): Promise<void> => void (await Promise.all(started.map((server) => server.stop())));
  const start = <T extends { stop(): Promise<void> }>(server: T): T => {
    started.push(server);
    return server;
  };
  const outcomes = await Promise.allSettled([
    startDatabase(folder, start),
    startEngine(settings, folder, start, project),
    findTool(() => findTestServer(settings, say)).then((tool) => project.provide('testServer', tool)),
    findChromium(settings.environment).then((tool) => project.provide('chromium', tool)),
    ...(['pdftotext', 'pdftoppm'] as const).map((name) => findPoppler(name, settings.environment).then((tool) => project.provide(name, tool))),
  ]);
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) {
    await stopAll();
    throw failure.reason;
  }
  const adminUrl = (outcomes[0] as PromiseFulfilledResult<string>).value;
  const played = join(folder, 'played');
  await mkdir(played);
  project.provide('playedHistories', played);
  project.provide('postgresAdminUrl', adminUrl);
  project.provide('templateDatabase', templateDatabase);
  return async () => {
    const kept = await keptDatabases(adminUrl).catch(() => []);
    await stopAll();
    if (kept.length === 0) return rm(folder, { recursive: true, force: true });
    await disown(folder);
    say(`The databases of failed tests are kept in ${join(folder, 'postgres')} (password "sigap"): ${kept.join(', ')}`);
  };
}

type Start = <T extends { stop(): Promise<void> }>(server: T) => T;

/** @returns the superuser's connection string */
async function startDatabase(folder: string, start: Start): Promise<string> {
  const postgres = start(await startPostgres({
    folder: join(folder, 'postgres'),
    port: await freePort(),
    password: 'sigap',
    logFile: join(folder, 'postgres.log'),
    recordDir: recordDir(folder),
    durable: false,
  }));
  await createEmptyDatabase(postgres.url('postgres'), templateDatabase);
  await migrate(postgres.url(templateDatabase));
  return postgres.url('postgres');
}

async function startEngine(settings: Settings, folder: string, start: Start, project: TestProject): Promise<void> {
  const cli = await findTemporalCli(settings, say);
  const server = start(await startTemporal({
    cli,
    port: await freePort(),
    logFile: join(folder, 'temporal.log'),
    recordDir: recordDir(folder),
    environment: settings.environment,
  }));
  project.provide('temporalAddress', server.address);
  project.provide('temporalNamespace', namespace);
  project.provide('temporalCli', cli);
}

/** Only the tests that need the tool fail without it. */
async function findTool(find: () => Promise<string>): Promise<Tool> {
  return find().then((path) => ({ path }), (error: unknown) => ({ missing: error instanceof Error ? error.message : String(error) }));
}
