import { afterEach, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());
const taskOf = async (kind: string) => (await scene.task(kind)).id;
const until = (local: string) => new Date(scene.time.at(local)).toISOString();

/** ERR-11: Salatiga's Administrator Sistem, the unit of Katingan and Malang; Tulang Bawang Barat's text is silent and its office maps the function. */
test.each([
  { office: 'kota-salatiga', by: 'slt-05', technical: 'slt-03' },
  { office: 'kab-tulang-bawang-barat', by: 'tbb-04', technical: 'tbb-06' },
  { office: 'kab-katingan', by: 'ktg-05', technical: 'ktg-02' },
  { office: 'kota-malang', by: 'mlg-06', technical: 'mlg-04' },
])('in $office an instruction of LKPP becomes a task of the technical level, and its carrying out is recorded', async ({ office, by, technical }) => {
  scene = await openCase({ office, receivedAt: '2027-01-18 10:00' });
  await scene.act('instruct', { by, taskId: await taskOf('tangani'), text: 'Pasang pembaruan 4.5u20260115.' });
  const task = await scene.task('instruksi-lkpp');
  expect(task).toMatchObject({ function: 'administrator-sistem', dueAt: null });
  expect(await scene.act('instruct', { by, taskId: await taskOf('tangani'), text: 'Yang kedua.' })).toBe('refused: instruction-open');
  await scene.act('carry-out', { by: technical, taskId: task.id, text: 'Sudah dipasang pukul 11.' });
  expect(await scene.events('instruction.recorded', 'instruction.carried-out')).toMatchObject([{ actor: by }, { actor: technical }]);
  expect(await scene.openKinds()).toEqual(['tangani']);
});

test('an instruction that passes the moment LKPP gave is told once to its worker and to the coordinator', async () => {
  scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-18 10:00' });
  await scene.act('instruct', { by: 'mlg-06', taskId: await taskOf('tangani'), text: 'Pasang pembaruan.', until: until('2027-01-19 09:00') });
  expect((await scene.tasks()).find(({ kind }) => kind === 'instruksi-lkpp')).toMatchObject({ dueAt: '2027-01-19 09:00:00' });
  await scene.sleepUntil('2027-01-19 08:59');
  expect(await scene.mails('instruction-due')).toEqual([]);
  await scene.sleepUntil('2027-01-19 09:01');
  expect((await scene.mails('instruction-due')).filter((mail) => mail.endsWith('mlg-02'))).toHaveLength(1);
  expect((await scene.mails('instruction-due')).length).toBeGreaterThan(1);
  const told = (await scene.mails('instruction-due')).length;
  await scene.sleepUntil('2027-01-21 09:00');
  expect(await scene.mails('instruction-due')).toHaveLength(told);
});

test('one that was carried out in time is not told, and the report waits for an open one', async () => {
  scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-18 10:00' });
  await scene.act('instruct', { by: 'mlg-06', taskId: await taskOf('tangani'), text: 'Pasang pembaruan.', until: until('2027-01-19 09:00') });
  await scene.act('carry-out', { by: 'mlg-04', taskId: await taskOf('instruksi-lkpp'), text: 'Sudah.' });
  await scene.act('instruct', { by: 'mlg-06', taskId: await taskOf('tangani'), text: 'Mulai ulang.', until: until('2027-01-19 10:00') });
  await scene.act('answer', { by: 'mlg-06', taskId: await taskOf('tangani'), text: 'Selesai.' });
  expect(await scene.act('confirm')).toBe('menunggu-penyelesaian');
  expect(await scene.act('carry-out', { by: 'mlg-04', taskId: await taskOf('instruksi-lkpp'), text: 'Sudah.' })).toBe('ditutup');
  await scene.finish();
  expect(await scene.mails('instruction-due')).toEqual([]);
});
