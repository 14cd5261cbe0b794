import { afterEach, expect, test } from 'vitest';
import { asCentral } from '../../offices/testing/central.ts';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());
const taskOf = async (kind: string) => (await scene.task(kind)).id;
const until = (local: string) => new Date(scene.time.at(local)).toISOString();

/** Hand-overs in an office whose desk is its technical level, as it runs no system itself (GOV-15). */
test('an office without Administrator Sistem takes, answers and escalates a report through its desk; a click on "technical" is no follow-up', async () => {
  const chosen = (name: string, value: string) => `    ${name}: { value: ${value}, document: { title: Contoh SOP, number: CONTOH/2, date: 2024-12-20 } }\n`;
  const problem = `  problem:\n${chosen('followUp', '{ hours: 2 }')}${chosen('ladder', '[administrator-sistem, kepala-lpse]')}`;
  scene = await openCase({ office: 'kab-katingan', receivedAt: '2027-01-18 09:00', change: (yaml) => asCentral(yaml).replace('  registration:\n', `${problem}  registration:\n`) });
  const before = await scene.due();
  expect(await scene.act('hand-over', { by: 'ktg-04', taskId: await taskOf('tangani'), to: 'technical' })).toBe('diterima');
  expect([await scene.due(), await scene.mails('progress')]).toEqual([before, []]);
  await scene.act('instruct', { by: 'ktg-05', taskId: await taskOf('tangani'), text: 'Pasang pembaruan.' });
  expect(await scene.act('carry-out', { by: 'ktg-04', taskId: await taskOf('instruksi-lkpp'), text: 'Sudah diteruskan.' })).toBe('diterima');
  await scene.sleepUntil('2027-01-19 16:00');
  expect((await scene.rungs()).map((rung) => rung.split(' ').slice(0, 2).join(' '))).toEqual(['1 helpdesk', '2 kepala-lpse', '3 lkpp']);
  expect(await scene.act('answer', { by: 'ktg-05', taskId: await taskOf('tangani'), text: 'Sudah pulih.' })).toBe('menunggu-konfirmasi');
  expect(new Set((await scene.tasks()).map((task) => task.function))).toEqual(new Set(['helpdesk']));
});

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
