import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Envelope, StoredMail } from './mail.ts';

/** Older mails stay in the folder but are not shown. */
const shownAtStart = 1000;
const extension = '.eml';
const envelopeHeader = 'X-Sigap-Envelope: ';

export interface MailStore {
  /** Oldest first. */
  readonly mails: StoredMail[];
  /** Resolves when the mail is kept. */
  add(envelope: Envelope, raw: Buffer): Promise<StoredMail>;
}

/** @param folder one file for each mail; without it mails live in memory */
export async function openStore(folder?: string): Promise<MailStore> {
  const mails = folder ? await load(folder) : [];
  let sequence = 0;
  return {
    mails,
    async add(envelope, raw) {
      sequence += 1;
      const id = `${envelope.receivedAtMs}-${String(sequence).padStart(6, '0')}`;
      if (folder) await write(folder, id, envelope, raw);
      const mail: StoredMail = { ...envelope, id, raw: folder ? () => readRaw(folder, id) : () => Promise.resolve(raw) };
      mails.push(mail);
      return mail;
    },
  };
}

async function load(folder: string): Promise<StoredMail[]> {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter((name) => name.endsWith(extension)).sort().slice(-shownAtStart);
  const mails = await Promise.all(names.map(async (name): Promise<StoredMail | undefined> => {
    const id = name.slice(0, -extension.length);
    const envelope = readEnvelope(await readFile(join(folder, name)));
    return envelope && { ...envelope, id, raw: () => readRaw(folder, id) };
  }));
  return mails.filter((mail) => mail !== undefined);
}

/** The envelope stands as a header before the mail, so that any mail program opens the file. */
async function write(folder: string, id: string, envelope: Envelope, raw: Buffer): Promise<void> {
  const file = join(folder, id + extension);
  const head = Buffer.from(`${envelopeHeader}${JSON.stringify(envelope)}\r\n`);
  await writeFile(`${file}.part`, Buffer.concat([head, raw]), { mode: 0o600 });
  await rename(`${file}.part`, file);
}

function readEnvelope(content: Buffer): Envelope | undefined {
  const line = content.subarray(0, content.indexOf('\r\n')).toString();
  return line.startsWith(envelopeHeader) ? (JSON.parse(line.slice(envelopeHeader.length)) as Envelope) : undefined;
}

async function readRaw(folder: string, id: string): Promise<Buffer> {
  const content = await readFile(join(folder, id + extension));
  return content.subarray(content.indexOf('\r\n') + 2);
}
