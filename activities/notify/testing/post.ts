import PostalMime from 'postal-mime';
import pino from 'pino';
import type { Connection } from '../../../db/client.ts';
import type { House } from '../../../test/house.ts';
import { startPostman } from '../postman.ts';
import { createSmtp } from '../smtp.ts';
import { startScriptedSmtp } from './scripted-smtp.ts';
import type { Script } from './scripted-smtp.ts';

/** A postman in this process, on a mail server that does what the script says. */
export async function startPost(house: House, connection: Connection, script: Script) {
  const server = await startScriptedSmtp(script);
  const smtp = createSmtp(server.url);
  const postman = startPostman({ ...house.deps, connection, smtp, log: pino({ level: 'silent' }), mailFrom: 'sigap@lpse.example', publicUrl: 'http://127.0.0.1:1' });
  return {
    server,
    async stop(): Promise<void> {
      // A server that went away frees the mails that it never answered.
      await server.stop();
      await postman.stop();
      smtp.close();
    },
  };
}

/** A mail as its reader and the ledger see it. */
export async function opened(raw: string) {
  const { subject = '', messageId, headers, text = '', html = '' } = await PostalMime.parse(Buffer.from(raw, 'latin1'));
  return { subject, messageId, text, html, keys: headers.filter(({ key }) => key === 'x-sigap-notice').map(({ value }) => value) };
}
