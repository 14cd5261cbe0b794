import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accounts } from '../../db/schema.ts';
import { openStage } from '../testing/stage.ts';
import type { Stage } from '../testing/stage.ts';
import { apply } from './testing/scene.ts';
import type { Applied } from './testing/scene.ts';

const person = ['formulir-keikutsertaan', 'formulir-pendaftaran', 'ktp', 'npwp'];
const company = ['akta-pendirian', 'akta-perubahan', ...person];
const licensed = (list: string[]) => [...list, 'surat-ijin-usaha'];
const letter = ['surat-tugas-atau-keputusan'];
const officials = (...kinds: string[]) => Object.fromEntries(kinds.map((kind) => [kind, letter]));
/** Where a licence is asked for (REG-8). */
const providers = { 'badan-usaha': licensed(company), 'usaha-perseorangan': licensed(company), perorangan: licensed(person) };

/** REG-3 to REG-9: what each kind brings under each regulation, from the texts. */
const lists: Record<string, Record<string, string[]>> = {
  'kota-salatiga': {
    'badan-usaha': company, 'usaha-perseorangan': company, perorangan: person,
    ...officials('personel-lpse', 'pengguna-anggaran', 'kepala-ukpbj', 'ppk', 'pokja-pemilihan', 'pejabat-pengadaan', 'penyelenggara-swakelola', 'pedagang-daring'),
  },
  'kab-tulang-bawang-barat': { ...providers, ...officials('ukpbj', 'pejabat-pengadaan', 'ppk', 'auditor', 'entitas-lain') },
  'kab-katingan': { ...providers, ...officials('ulp', 'panitia-pengadaan', 'pejabat-pengadaan', 'ppk', 'auditor', 'entitas-lain') },
  'kota-malang': { ...providers, ...officials('panitia-pengadaan', 'pejabat-pengadaan', 'ppk', 'auditor', 'entitas-lain') },
};

let stage: Stage;
let scene: Applied;
beforeAll(async () => { stage = await openStage(); });
afterEach(() => scene.end());
afterAll(() => stage.end());

describe.each(Object.entries(lists))('in %s', (office, kinds) => {
  test.each(Object.entries(kinds))('%s brings its own list, is approved by it and gets an account', async (kind, list) => {
    const isCentral = office === 'kab-katingan';
    scene = await apply({ office, kind, until: '2027-12-31' }, stage);
    expect(scene.input.rules.registration.kinds.map(({ code }) => code).sort()).toEqual(Object.keys(kinds).sort());
    const { number } = scene.input.identity;
    expect((await scene.checklist()).map(({ code }) => code).sort()).toEqual([...list].sort());
    expect(await scene.work('approve')).toBe('refused: item-missing');
    await scene.checkAll();
    expect(await scene.work('approve')).toBe(isCentral ? 'menunggu-pusat' : 'menunggu-aktivasi');
    const [act, more, task] = isCentral ? ['central', { outcome: 'aktif' }, 'hasil-pusat'] as const : ['activate', { text: 'USER01' }, 'aktivasi'] as const;
    expect(await scene.work(act, more, task)).toBe('menunggu-pemberitahuan');
    expect(await scene.mails('activated')).toEqual(['activated -> reporter']);
    expect(await stage.db.select().from(accounts).where(eq(accounts.number, number))).toMatchObject([{ kind, state: 'aktif', until: scene.input.facts.until }]);
    await scene.finish();
    expect(await scene.state()).toBe('ditutup');
    expect((await scene.events('case.closed'))[0]).toMatchObject({ data: { outcome: 'activated' } });
  });
});
