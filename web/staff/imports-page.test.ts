import { expect, it } from 'vitest';
import { html } from '../html.ts';
import type { Desk } from './desk.ts';
import { importPage } from './imports-page.ts';

const desk = { base: '/kantor/salatiga', office: { settings: { utcOffsetMinutes: 420 } }, seal: html`` } as unknown as Desk;
type Found = Parameters<typeof importPage>[1]['found'];
const checked = (more: Partial<Found>) => importPage(desk, {
  found: { id: 'a', state: 'ready', rows: 3, open: 0, solved: 0, broken: 0, duplicates: 0, warning: null, createdAt: new Date(), doneAt: null, ...more }, rows: [], more: false, fate: undefined,
}).body.toString();

it('shows the warning before the button that starts the letters', () => {
  const page = checked({ open: 2, solved: 1, warning: 'Berkas ini memuat 2 laporan terbuka.' });
  expect(page).toMatch(/Berkas ini memuat 2 laporan terbuka\.[\s\S]*<button type="submit">Impor 3 laporan<\/button>/);
});

it('offers no button where there is nothing to import', () => {
  const page = checked({ duplicates: 3 });
  expect(page).not.toContain('<button');
  expect(page).toContain('Tidak ada laporan baru');
});
