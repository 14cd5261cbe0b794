import { type Say } from './say.ts';
import { readSettings } from './settings.ts';
import { findTemporalCli } from './temporal-cli.ts';
import { findTestServer } from './test-server.ts';

/** Gets both Temporal executables ahead of time, side by side: for CI and for machines that will be cut off. */
const settings = readSettings();
const say: Say = (line) => console.log(line);
const outcomes = await Promise.allSettled([
  findTemporalCli(settings, say).then((cli) => say(`temporal: ${cli.path} (${cli.way})`)),
  findTestServer(settings, say).then((path) => say(`server uji: ${path}`)),
]);
for (const outcome of outcomes) {
  if (outcome.status === 'fulfilled') continue;
  console.error(outcome.reason instanceof Error ? outcome.reason.message : outcome.reason);
  process.exitCode = 1;
}
