import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import nodemailer from 'nodemailer';
import postgres from 'postgres';
import { expect, inject, test } from 'vitest';
import { temporaryFolder } from '../test/setup/folder.ts';
import { freePorts } from './ports.ts';
import { readSettings, type Settings } from './settings.ts';
import { startStack } from './stack.ts';

async function settings(): Promise<Settings> {
  const folder = await temporaryFolder();
  return { ...readSettings(), dataDir: join(folder, 'data'), ports: await freePorts(), temporalCli: inject('temporalCli').path };
}

test('what the stack holds survives a restart, and a crash', async () => {
  const own = await settings();
  const first = await startStack(own);
  await expect(startStack(own)).rejects.toThrow(/sudah berjalan/);
  await postgres(first.env.DATABASE_URL as string, { max: 1 })`create table kept (id int)`;
  const transport = nodemailer.createTransport(first.env.SMTP_URL);
  await transport.sendMail({ from: 'a@lpse.example', to: 'b@lpse.example', subject: 'Tetap', text: 'x' });
  await first.stop();

  const second = await startStack(own);
  expect(second.env).toEqual(first.env);
  expect((await second.mailbox.mails()).map((mail) => mail.subject)).toEqual(['Tetap']);
  const sql = postgres(second.env.DATABASE_URL as string, { max: 1 });
  expect(await sql`select count(*)::int as n from kept`).toMatchObject([{ n: 0 }]);
  await second.postgres.kill();
  await second.postgres.restart();
  await second.temporal.kill();
  await second.temporal.restart();
  expect(await sql`select count(*)::int as n from kept`).toMatchObject([{ n: 0 }]);
  await sql.end();
  const connection = await Connection.connect({ address: second.env.TEMPORAL_ADDRESS });
  const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(90 * 86_400);
  expect(await second.temporal.workerPolls('sigap')).toBe(false);
  await connection.close();
  await second.stop();
});

test('a taken port is named with the variable that changes it, and nothing is left running', async () => {
  const own = await settings();
  const taken = createServer().listen(own.ports.smtp, '127.0.0.1');
  await once(taken, 'listening');
  await expect(startStack(own)).rejects.toThrow(`Port ${own.ports.smtp} sudah dipakai program lain. Hentikan program itu, atau pilih port lain: SIGAP_PORT_SMTP=`);
  await new Promise((resolve) => taken.close(resolve));
  await (await startStack(own)).stop();
});
