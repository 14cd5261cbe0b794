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
  });
});
