import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** Where the server ends the connection, or what it says instead of its usual answer. */
export interface Script {
  cutAt?: 'CONNECT' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'MIDDLE' | 'DOT';
  /** By verb, or `DOT` for the whole mail; a function gets the line, or the mail. */
  say?: Partial<Record<'CONNECT' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DOT', Saying | ((line: string) => Saying | Promise<Saying>)>>;
}
/** '' is silence: the client hangs. null: the connection ends; after the final dot the mail counts as kept all the same. */
type Saying = string | null;

const usual = { CONNECT: '220 scripted', EHLO: '250-scripted\r\n250 AUTH PLAIN LOGIN', AUTH: '235 ok', MAIL: '250 ok', RCPT: '250 ok', DATA: '354 go on', DOT: '250 kept', RSET: '250 ok', QUIT: '221 bye' };

/** An SMTP server that breaks off at an exact place; smtp-server cannot do it in the middle of a mail. */
export async function startScriptedSmtp(script: Script, atPort = 0) {
  const accepted: string[] = [];
  const mails: string[] = [];
  const kept: string[] = [];
  const server = createServer((socket) => { socket.on('error', () => {}); converse(socket, script, { accepted, mails, kept }); });
  await new Promise<void>((resolve, reject) => { server.once('error', reject).listen(atPort, '127.0.0.1', resolve); });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`, port,
    /** Recipients of the mails that got their 250. */
    accepted,
    /** The text of every mail that came to its final dot. */
    mails,
    /** The text of every mail that the server kept, also when its 250 never arrived. */
    kept,
    async stop(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}

interface Kept { accepted: string[]; mails: string[]; kept: string[] }

function converse(socket: Socket, { cutAt, say = {} }: Script, { accepted, mails, kept }: Kept): void {
  let inMail = false;
  let recipient = '';
  let buffer = '';
  let mail = '';
  const answer = (place: keyof typeof usual, line: string, saying: Saying): void => {
    if (place === 'DOT' && (saying === null || saying.startsWith('2'))) kept.push(line);
    if (saying === null) { socket.destroy(); return; }
    if (saying === '') return;
    if (place === 'DOT' && saying.startsWith('2')) accepted.push(recipient);
    socket.write(`${saying}\r\n`);
  };
  const reach = (place: keyof typeof usual, line = ''): void => {
    if (cutAt === place) { socket.destroy(); return; }
    const special = (say as Record<string, Saying | ((line: string) => Saying | Promise<Saying>) | undefined>)[place];
    const saying = typeof special === 'function' ? special(line) : special === undefined ? usual[place] : special;
    if (saying instanceof Promise) void saying.then((later) => answer(place, line, later));
    else answer(place, line, saying);
  };
  reach('CONNECT');
  socket.on('data', (chunk: Buffer) => {
    buffer += chunk.toString('latin1');
    for (;;) {
      if (inMail) {
        if (cutAt === 'MIDDLE') { socket.destroy(); return; }
        if (!buffer.includes('\r\n.\r\n')) { mail += buffer.slice(0, -4); buffer = buffer.slice(-4); return; }
        const whole = mail + buffer.slice(0, buffer.indexOf('\r\n.\r\n') + 2);
        mails.push(whole);
        mail = '';
        buffer = buffer.slice(buffer.indexOf('\r\n.\r\n') + 5);
        inMail = false;
        reach('DOT', whole);
        continue;
      }
      const end = buffer.indexOf('\r\n');
      if (end === -1) return;
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      const verb = line.slice(0, 4).toUpperCase() as keyof typeof usual;
      if (verb === 'RCPT') recipient = /<(.*)>/.exec(line)?.[1] ?? '';
      if (verb === 'DATA') inMail = cutAt !== 'DATA';
      reach(verb in usual ? verb : 'RSET', line);
    }
  });
}
