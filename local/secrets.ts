import { createHmac, randomBytes } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import { z } from 'zod';
import { readJson, writeWhole } from './files.ts';

const base64Of32Bytes = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

const schema = z.strictObject({
  /** `keyId:base64`, comma separated, as SIGAP_DATA_KEYS wants it. */
  dataKeys: z.string().min(1),
  secret: base64Of32Bytes,
  /** The superuser's; the product uses the next one. */
  postgresPassword: z.string().min(16),
  databasePassword: z.string().min(16),
  /** The demo people's API keys are derived from it. */
  demoSecret: base64Of32Bytes,
});

export type Secrets = z.infer<typeof schema>;

/** @returns what the file holds, or `undefined` when there is none. @throws Error with one sentence when it cannot be understood. */
export async function readSecrets(file: string): Promise<Secrets | undefined> {
  const content = await readJson(file).catch(() => ({}));
  if (content === undefined) return undefined;
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw new Error(`${file} rusak. Kembalikan dari cadangan: tanpa isinya data pribadi di basis data tidak dapat dibaca.`);
  return parsed.data;
}

/** Reads the secrets, or makes them on the first start. Nobody but the owner may read the file. */
export async function ensureSecrets(file: string): Promise<Secrets> {
  const known = await readSecrets(file);
  if (!known) {
    const made = makeSecrets();
    await writeWhole(file, `${JSON.stringify(made, undefined, 2)}\n`, 0o600);
    return made;
  }
  await chmod(file, 0o600);
  return known;
}

function makeSecrets(): Secrets {
  const key = (): string => randomBytes(32).toString('base64');
  const password = (): string => randomBytes(24).toString('base64url');
  return { dataKeys: `k1:${key()}`, secret: key(), postgresPassword: password(), databasePassword: password(), demoSecret: key() };
}

/**
 * The API key of an example person: the same at every start, so that it need not be kept.
 * @param secret base64
 * @returns `sgp_<office>.<person>_<32 characters>`
 */
export function demoKey(secret: string, officeId: string, personId: string): string {
  const mac = createHmac('sha256', Buffer.from(secret, 'base64')).update(`demo-key\0${officeId}\0${personId}`).digest('base64url');
  return `sgp_${officeId}.${personId}_${mac.slice(0, 32)}`;
}
