/** Besides config.ts the only file that reads the environment: what the one-machine stack lets an operator choose. */
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Default TCP ports, each with the variable that changes it. */
export const portVariables = {
  api: { variable: 'SIGAP_PORT_API', fallback: 8080 },
  temporal: { variable: 'SIGAP_PORT_TEMPORAL', fallback: 7233 },
  temporalUi: { variable: 'SIGAP_PORT_TEMPORAL_UI', fallback: 8233 },
  mailboxWeb: { variable: 'SIGAP_PORT_MAILBOX', fallback: 8025 },
  smtp: { variable: 'SIGAP_PORT_SMTP', fallback: 1025 },
  postgres: { variable: 'SIGAP_PORT_POSTGRES', fallback: 54329 },
} as const;

export type PortName = keyof typeof portVariables;
export type Ports = Record<PortName, number>;
export type Environment = Record<string, string | undefined>;

export interface Settings {
  /** Everything that must survive a restart. */
  dataDir: string;
  /** Executables that were downloaded or built; safe to delete, shared by all data folders. */
  cacheDir: string;
  ports: Ports;
  /** An executable the operator names; `undefined`: look for one. */
  temporalCli: string | undefined;
  testServer: string | undefined;
  /** What children inherit. */
  environment: Environment;
}

/** @throws Error with one sentence for the operator when a port is no port. */
export function readSettings(env: Environment = process.env, cwd: string = process.cwd()): Settings {
  return {
    dataDir: resolve(cwd, env.SIGAP_DATA || '.sigap'),
    cacheDir: cacheFolder(env, cwd),
    ports: readPorts(env),
    temporalCli: env.TEMPORAL_CLI || undefined,
    testServer: env.TEMPORAL_TEST_SERVER || undefined,
    environment: env,
  };
}

function cacheFolder(env: Environment, cwd: string): string {
  if (env.SIGAP_CACHE) return resolve(cwd, env.SIGAP_CACHE);
  if (env.XDG_CACHE_HOME) return join(resolve(cwd, env.XDG_CACHE_HOME), 'sigap');
  const home = env.HOME || homedir();
  return home ? join(home, '.cache', 'sigap') : join(tmpdir(), 'sigap-cache');
}

function readPorts(env: Environment): Ports {
  const read = (name: PortName): number => {
    const { variable, fallback } = portVariables[name];
    const text = env[variable];
    if (text === undefined || text === '') return fallback;
    const port = Number(text);
    if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return port;
    throw new Error(`${variable} harus berupa nomor port 1 sampai 65535, bukan "${text}".`);
  };
  return {
    api: read('api'),
    temporal: read('temporal'),
    temporalUi: read('temporalUi'),
    mailboxWeb: read('mailboxWeb'),
    smtp: read('smtp'),
    postgres: read('postgres'),
  };
}
