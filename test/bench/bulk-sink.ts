import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * The quickest SMTP server that still counts: it answers, and keeps of each mail only whom it was for. In a process of its
 * own, asked over IPC: 'count' how many came since 'reset', 'copies' how many addresses got more than one.
 */
let received = new Map<string, number>();
let count = 0;

const server = createServer((socket) => {
  let buffer = '';
  let recipient = '';
  let inMail = false;
  socket.setNoDelay(true).on('error', () => {});
  socket.write('220 sink\r\n');
  socket.on('data', (chunk: Buffer) => {
    buffer += chunk.toString('latin1');
    for (;;) {
      const end = buffer.indexOf(inMail ? '\r\n.\r\n' : '\r\n');
      if (end === -1) return;
      if (inMail) {
        buffer = buffer.slice(end + 5);
        inMail = false;
        count += 1;
        received.set(recipient, (received.get(recipient) ?? 0) + 1);
        socket.write('250 kept\r\n');
        continue;
      }
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'RCPT') recipient = /<(.*)>/.exec(line)?.[1] ?? '';
      if (verb === 'DATA') inMail = true;
      socket.write({ EHLO: '250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n', DATA: '354 go on\r\n', QUIT: '221 bye\r\n' }[verb] ?? '250 ok\r\n');
    }
  });
});

process.on('message', (ask) => {
  if (ask === 'reset') { received = new Map(); count = 0; }
  process.send?.({ count, addresses: received.size, more: [...received.values()].filter((copies) => copies > 1).length });
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
