import { randomUUID } from 'node:crypto';
import type { House } from '../../test/house.ts';

export const typed = {
  nama: 'Sari Penyedia', surel: 'sari@penyedia.example', peran: 'penyedia', kategori: 'aplikasi-spse', paket: 'PKT-2026-7',
  uraian: 'Tidak dapat mengunggah dokumen penawaran.\nMuncul kesalahan 500.',
};

export const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export interface Sent { fields?: Record<string, string>; files?: [slot: string, name: string, mediaType: string, bytes: Buffer][]; key?: string }

/** Sends a form with files as a browser does, without following the answer. */
export function sendUpload({ url }: House, path: string, { fields = {}, files = [], key = randomUUID() }: Sent, headers: Record<string, string> = {}): Promise<Response> {
  const form = new FormData();
  form.set('kunci', key);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const [slot, name, type, bytes] of files) form.set(slot, new Blob([new Uint8Array(bytes)], { type }), name);
  return fetch(`${url}${path}`, { method: 'POST', body: form, redirect: 'manual', headers });
}

export function sendReport(house: House, office: string, sent: Sent = {}): Promise<Response> {
  return sendUpload(house, `/lapor/${office}`, { fields: typed, ...sent });
}

/** Reports, and answers with the way to the tracking page. */
export async function reported(house: House, office: string, sent: Sent = {}): Promise<{ path: string; number: string }> {
  const answer = await sendReport(house, office, sent);
  const path = answer.headers.get('location') ?? '';
  if (answer.status !== 303) throw new Error(`The form was answered with ${answer.status}: ${await answer.text()}`);
  return { path, number: path.split('/')[2] ?? '' };
}

/** Sends a small form. */
export function sendForm({ url }: House, path: string, fields: Record<string, string>): Promise<Response> {
  return fetch(`${url}${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
}

/** Asks for a page as it is, redirects and all. */
export async function getPage({ url }: House, path: string, headers: Record<string, string> = {}): Promise<{ status: number; headers: Headers; text: string }> {
  const answer = await fetch(`${url}${path}`, { headers, redirect: 'manual' });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

/** Breaks out of text, attributes and textareas wherever a page forgets to escape. */
export const evil = `</textarea><script>alert(1)</script>"'><img src=x onerror=alert(2)>`;
