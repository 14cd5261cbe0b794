/** The only file that reads the environment: one schema, refuse to start on anything wrong. */
import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((v) => v === 'true');
const whole = (min: number, max: number) => z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(min).max(max));

const schema = z.object({
  DATABASE_URL: z.string().startsWith('postgres'),
  DATABASE_POOL: whole(1, 200).default(20),
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_TLS: flag.default(false),
  TEMPORAL_TASK_QUEUE: z.string().default('sigap'),
  SMTP_URL: z.string().regex(/^smtps?:\/\//),
  /** The envelope sender and From of every mail. */
  MAIL_FROM: z.string().min(3),
  /** Copies of mails to many that are handed over a minute, by all workers together. */
  MAIL_BULK_PER_MINUTE: whole(1, 10_000_000).default(600),
  /** `keyId:base64(32 bytes)`, comma separated; the first encrypts, all decrypt. */
  SIGAP_DATA_KEYS: z.string().regex(/^[a-z0-9]+:[A-Za-z0-9+/=]{44}(,[a-z0-9]+:[A-Za-z0-9+/=]{44})*$/),
  /** base64 of 32 bytes; makes the secrets of tracking links. */
  SIGAP_SECRET: z.string().regex(/^[A-Za-z0-9+/=]{44}$/),
  SIGAP_DOCUMENTS_DIR: z.string().min(1),
  SIGAP_BUNDLE_DIR: z.string().optional(),
  /** Passwords of repositories and URLs of databases to back up: one file each, `<office>/<name>`. Absent: no backup runs here. */
  SIGAP_BACKUP_SECRETS_DIR: z.string().min(1).optional(),
  /** The data file of an embedded Temporal, so that Sigap's own backup has it. */
  SIGAP_TEMPORAL_FILE: z.string().min(1).optional(),
  /** The secrets of an embedded stack, likewise: without them nothing sealed can be read. */
  SIGAP_SECRETS_FILE: z.string().min(1).optional(),
  /** Public requests per minute and address. */
  SIGAP_RATE_LIMIT: whole(1, 10_000_000).default(60),
  /** true behind a proxy that sets X-Forwarded-For: rate limits then count its callers, not the proxy. */
  SIGAP_TRUST_PROXY: flag.default(false),
  PUBLIC_URL: z.url(),
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(0, 65535).default(8080),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Every variable that the server and the worker read. */
export const configKeys = Object.keys(schema.shape);

export type Config = z.infer<typeof schema>;

/** @throws Error with one line per wrong or missing variable; never shows a value. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not complete:\n${lines.join('\n')}`);
}

/** What a tool like pg_dump needs of the environment, and none of Sigap's secrets. */
export function toolEnvironment({ PATH = '', HOME = '/', LANG = 'C.UTF-8' }: Record<string, string | undefined> = process.env): Record<string, string> {
  return { PATH, HOME, LANG };
}
