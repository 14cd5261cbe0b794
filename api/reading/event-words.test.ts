import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { eventWords } from './event-words.ts';
import type { Said } from './event-words.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = (folder: string) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.includes('test')).map((name) => readFileSync(join(root, folder, name), 'utf8'));

/** Names of events in `record('...')`, also in a choice between two, and in rows that are written beside the workflow. */
const recorded = new Set(['workflows', 'activities', 'api/imports'].flatMap((folder) => {
  try {
    return sources(folder);
  } catch {
    return [];
  }
}).flatMap((code) => [
  ...[...code.matchAll(/\brecord\(([^,)]*)/g)].flatMap(([, name = '']) => [...(name.includes('?') ? name.slice(name.indexOf('?')) : name).matchAll(/'([a-z.-]+)'/g)].map(([, one = '']) => one)),
  // A name that is handed on, or made of a prefix and an outcome.
  ...[...code.matchAll(/(?:asked: |, )'((?:maintenance|paper|witness)\.[a-z-]+)'/g)].map(([, name = '']) => name),
  ...(code.includes('record(`maintenance.${outcome}`') ? ['maintenance.approved', 'maintenance.rejected'] : []),
  ...[...code.matchAll(/\b(?:type: 'event', name|type): '([a-z-]+\.[a-z-]+)'/g)].map(([, name = '']) => name),
]));

const said: Said = {
  data: {}, title: (fn) => `fungsi ${fn}`, label: (_list, code) => `label ${code}`, person: (id) => `orang ${id}`, clock: (name) => `jam ${name}`,
  task: (kind) => `tugas ${kind}`, when: (at) => `saat ${at}`,
  outcome: (code) => `hasil ${code}`, thing: 'permohonan', who: 'pemohon',
};
const sayOf = (name: string, data: Record<string, unknown>) => {
  const words = eventWords[name]?.words;
  return typeof words === 'function' ? words({ ...said, data }) : words;
};

describe('the words of the record', () => {
  it('exist for every event that a workflow or the house records', () => {
    expect(recorded.size).toBeGreaterThan(35);
    expect([...recorded].filter((name) => !(name in eventWords))).toEqual([]);
  });

  it('exist for nothing that nobody records', () => {
    expect(Object.keys(eventWords).filter((name) => !recorded.has(name) && name !== 'case.imported')).toEqual([]);
  });

  it('are made from what the event carries', () => {
    expect(sayOf('task.handed-over', { function: 'helpdesk', to: 'slt-05' })).toBe('Tugas diserahkan kepada fungsi helpdesk, orang slt-05');
    expect(sayOf('task.handed-over', { function: 'helpdesk', to: null })).toBe('Tugas diserahkan kepada fungsi helpdesk');
    expect(sayOf('classified', { category: 'lainnya', kind: null })).toBe('Laporan diklasifikasikan (kategori: label lainnya)');
    expect(sayOf('escalated', { clock: 'answer', rung: 3, to: 'lkpp' })).toBe('jam answer terlewat; jenjang 3 diberi tahu: LKPP');
    expect(sayOf('forwarded', { route: 'tiket-helpdesk', ground: null })).toBe('Laporan diteruskan ke LKPP (label tiket-helpdesk)');
    expect(sayOf('concluded', { outcome: 'unconfirmed' })).toBe('Penanganan berakhir: hasil unconfirmed');
    expect(sayOf('case.closed', { outcome: 'silent' })).toBe('Permohonan ditutup: hasil silent');
    expect(sayOf('deficiency.told', { items: 'ktp,npwp' })).toBe('Kekurangan berkas diberitahukan; waktu verifikasi berhenti: label ktp; label npwp');
    expect(sayOf('reporter.reached', {})).toBe('Pemohon dihubungi dengan cara lain');
    expect(sayOf('case.opened', { systems: 'spse,situs', startsAt: 1, endsAt: 2, isEmergency: true })).toBe('Pemeliharaan label spse, label situs direncanakan: saat 1 sampai saat 2, darurat');
    expect(sayOf('case.opened', { systems: 'spse', kind: 'gangguan', probe: 'web' })).toBe('Gangguan label spse dicatat oleh pemantauan');
    expect(sayOf('mailing.done', { template: 'moved', sent: 9_998, refused: 2, held: 0, dropped: 0 })).toBe('Surat untuk banyak orang tuntas, jadwal berpindah: 9998 terkirim, 2 ditolak');
    expect(sayOf('maintenance.moved', { beforeStartsAt: 1, beforeEndsAt: 2, startsAt: 3, endsAt: 4 })).toBe('Jadwal dipindahkan dari saat 1 ke saat 3 sampai saat 4');
    expect(sayOf('scope.changed', { before: 'spse', systems: 'spse,situs' })).toBe('Sistem yang terganggu diubah dari label spse menjadi label spse, label situs');
  });
});
