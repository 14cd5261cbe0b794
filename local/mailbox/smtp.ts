import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Faults } from './faults.ts';
import type { Envelope } from './mail.ts';

const maxMailBytes = 25 * 1024 * 1024;
const closeTimeoutMs = 200;

export interface SmtpEvents {
  faults: Faults;
  /** 250 is said when this resolves. */
  keep(envelope: Envelope, raw: Buffer): Promise<unknown>;
}

export interface RunningSmtp {
  port: number;
  close(): Promise<void>;
}

/** A real SMTP server on loopback. @throws the system's error when the port is taken. */
export async function listenSmtp(port: number, events: SmtpEvents): Promise<RunningSmtp> {
  const server = new SMTPServer({
    name: 'sigap-mailbox',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: maxMailBytes,
    closeTimeout: closeTimeoutMs,
    onRcptTo: (address, _session, reply) => reply(refusal(events.faults.atRecipient(address.address), address.address)),
    onData: (stream, session, reply) => {
      receive(server, stream, session, events).then((answer) => { if (answer) reply(); }, (error: Error) => reply(error));
    },
  });
  // A client that goes away in the middle is the client's business.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function refusal(fault: string | undefined, address: string): Error | null {
  if (fault === 'refuse') return Object.assign(new Error(`5.1.1 <${address}>: no such mailbox`), { responseCode: 550 });
  if (fault === 'defer') return Object.assign(new Error(`4.2.0 <${address}>: try again later`), { responseCode: 450 });
  return null;
}

/** @returns whether the client gets an answer */
async function receive(server: SMTPServer, stream: SMTPServerDataStream, session: SMTPServerSession, events: SmtpEvents): Promise<boolean> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const { mailFrom, rcptTo } = session.envelope;
  const to = rcptTo.map((recipient) => recipient.address);
  const fault = events.faults.atData(to);
  if (fault === 'hang') return false;
  if (fault !== 'drop-lost') {
    await events.keep({ from: mailFrom ? mailFrom.address : '', to, receivedAtMs: Date.now() }, Buffer.concat(chunks));
  }
  if (fault === undefined) return true;
  for (const connection of server.connections) if (connection.session === session) connection._socket.destroy();
  return false;
}
