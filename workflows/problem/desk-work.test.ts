import { afterEach, describe, expect, test } from 'vitest';
import { openCase, type Case } from '../testing/skipping.ts';

let scene: Case;
afterEach(() => scene.end());
const work = async () => (await scene.task('tangani')).id;
const taskOf = async (kind: string) => (await scene.task(kind)).id;

const desks = [
  { office: 'kota-salatiga', by: 'slt-05', coordinator: 'slt-02' },
  { office: 'kab-tulang-bawang-barat', by: 'tbb-04', coordinator: 'tbb-03' },
  { office: 'kab-katingan', by: 'ktg-05', coordinator: 'ktg-01' },
  { office: 'kota-malang', by: 'mlg-06', coordinator: 'mlg-02' },
];

describe.each(desks)('in $office', ({ office, by, coordinator }) => {
  test('the coordinator is asked and advises (ERR-22); a note, a consultation (ERR-12, ERR-26) and the known solution (ERR-21) stay in the record; no clock stops before the hand-over to the technical level', async () => {
    scene = await openCase({ office, receivedAt: '2027-01-18 10:00' });
    const due = await scene.due();
    const taskId = await work();
    expect(await scene.act('note', { by, taskId, text: 'Sudah dicek di peramban lain.' })).toBe('diterima');
    expect(await scene.act('consult', { by, taskId, party: 'lkpp', text: 'Ditanyakan lewat telepon 144.' })).toBe('diterima');
    expect(await scene.act('consult', { by, taskId, party: 'ppk', text: 'PPK mencoba ulang.' })).toBe('diterima');
    expect(await scene.act('use-solution', { by, taskId, solution: 'XXX-2026-000007' })).toBe('diterima');
    expect(await scene.act('coordinate', { by, taskId, text: 'Bagaimana sebaiknya?' })).toBe('diterima');
    expect(await scene.act('coordinate', { by, taskId, text: 'Sekali lagi?' })).toBe('refused: already-asked');
    expect(await scene.mails('advice-asked')).toEqual([`advice-asked -> ${coordinator}`]);
    expect(await scene.act('advise', { by: coordinator, taskId: await taskOf('koordinasi'), text: 'Coba kosongkan tembolok.' })).toBe('diterima');
    expect((await scene.mails('advice-given')).length).toBeGreaterThan(0);
    expect((await scene.events('note.added', 'consulted', 'solution.linked', 'coordination.asked', 'advice.given')).map(({ type }) => type))
      .toEqual(['note.added', 'consulted', 'consulted', 'solution.linked', 'coordination.asked', 'advice.given']);
    expect(await scene.act('root-cause', { by, taskId, text: 'Sertifikat.', cause: 'tidak-ada' })).toBe('refused: wrong-state');
    await scene.act('root-cause', { by, taskId, text: 'Sertifikat.', cause: 'server' });
    expect(await scene.row()).toMatchObject({ cause: 'server' });
    expect(await scene.due()).toBe(due);
    expect(await scene.events('followed-up')).toEqual([]);

    // What it cannot handle goes to the coordinator (ERR-23) without stopping the clock, to the technical level (ERR-3) stopping it.
    expect(await scene.act('hand-over', { by, taskId: await work(), to: 'coordinator' })).toBe('diterima');
    expect(await scene.task('tangani')).toMatchObject({ function: scene.input.rules.problem.coordinator.value });
    expect(await scene.act('hand-over', { by: coordinator, taskId: await work(), to: 'technical' })).toBe('ditangani');
    expect(await scene.events('followed-up')).toHaveLength(1);
    expect(await scene.mails('progress')).toEqual(['progress -> reporter']);
  });

  test('a question of substance is refused with the standard answer (ERR-5, GOV-9): closed at once, no gate, no further clock', async () => {
    scene = await openCase({ office, receivedAt: '2027-01-18 10:00' });
    expect(await scene.act('refuse', { by, taskId: await work(), whom: 'nobody' })).toBe('refused: wrong-state');
    expect(await scene.act('refuse', { by, taskId: await work(), whom: 'ppk' })).toBe('ditutup');
    expect((await scene.notices('substance-refused', 'closed')).map(({ template, params }) => [template, params.whom])).toEqual([['substance-refused', 'PPK paket tersebut']]);
    expect(await scene.due()).toBeNull();
    expect(await scene.events('refused-substance', 'case.closed')).toMatchObject([{ actor: by, data: { whom: 'ppk' } }, { data: { outcome: 'substance' } }]);
    await scene.finish();
  });
});

test('Tulang Bawang Barat tells three kinds apart (ERR-13, ERR-20); a category of the office replaces the reported one', async () => {
  scene = await openCase({ office: 'kab-tulang-bawang-barat', receivedAt: '2027-01-18 10:00' });
  for (const kind of ['permasalahan', 'gangguan', 'permintaan-layanan']) {
    await scene.act('classify', { by: 'tbb-04', taskId: await work(), kind });
    expect(await scene.row()).toMatchObject({ kind, category: null });
  }
  await scene.act('classify', { by: 'tbb-04', taskId: await work(), category: 'akun-login' });
  expect(await scene.row()).toMatchObject({ kind: 'permintaan-layanan', category: 'akun-login' });
  expect(await scene.events('classified')).toHaveLength(4);
});

test('elsewhere there are no kinds', async () => {
  scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-18 10:00' });
  expect(await scene.act('classify', { by: 'mlg-06', taskId: await work(), kind: 'gangguan' })).toBe('refused: wrong-state');
});

test('the first group wins; a report that left its group can join another', async () => {
  scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-18 10:00' });
  const [first, second] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
  const answers = await Promise.all([first, second].map(async (group) => scene.act('group', { by: 'mlg-06', taskId: await work(), group })));
  expect(answers.sort()).toEqual(['diterima', 'refused: already-grouped']);
  const { groupId } = await scene.row();
  await scene.act('ungroup', { by: 'mlg-06', taskId: await work() });
  expect((await scene.row()).groupId).toBeNull();
  expect(await scene.act('ungroup', { by: 'mlg-06', taskId: await work() })).toBe('refused: not-grouped');
  const other = groupId === first ? second : first;
  await scene.act('group', { by: 'mlg-06', taskId: await work(), group: other });
  expect((await scene.row()).groupId).toBe(other);
});
