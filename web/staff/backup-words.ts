import type { MediumState } from '../../activities/types.ts';
import { backupNames, repositoryStore } from '../../offices/backup-names.ts';
import type { Option } from '../fields.ts';
import { html } from '../html.ts';
import type { Html, Part } from '../html.ts';
import { localTime } from '../local-time.ts';
import type { Desk } from './desk.ts';

/** Where a medium is, as people read it. */
export const mediumStates: Record<MediumState, string> = {
  'di-ruang-server': 'di ruang server', 'dalam-perjalanan': 'dalam perjalanan', 'di-tempat-simpan': 'di tempat simpan', hilang: 'hilang', dimusnahkan: 'sudah dimusnahkan',
};

/** The media of the office, to choose from. */
export const mediaOptions = ({ office: { settings } }: Desk): Option[] => (settings.backup?.media ?? []).map(({ code, label }) => ({ value: code, label: `${label} (${code})` }));

/** A hash or an id in full, to be compared letter by letter. */
export const hash = (text: string): Html => html`<code class="hash">${text}</code>`;

/** restic's own short form of an id, which `restic snapshots` shows. */
export const short = (id: string): string => id.slice(0, 8);

/** An instant of a row, or a dash. */
export const atIn = ({ office }: Desk) => (instant: Date | null): Part => (instant === null ? '–' : localTime(instant.toISOString(), office.settings.utcOffsetMinutes));

interface Copy { verifiedAt: Date | null; doubtedAt: Date | null; refutedAt: Date | null }

/** Whether a copy was read back, and if it counts no more, since when and why. */
export function standing(desk: Desk, { verifiedAt, doubtedAt, refutedAt }: Copy): Html {
  const at = atIn(desk);
  if (refutedAt !== null) return html`<strong>tidak teruji</strong>: uji pemulihan menemukan isi yang lain dari manifesnya, ${at(refutedAt)}`;
  if (doubtedAt !== null) return html`<strong>tidak lagi teruji</strong>: kerusakan ditemukan di tempatnya, ${at(doubtedAt)}`;
  return verifiedAt === null ? html`<strong>belum teruji</strong>` : html`teruji ${at(verifiedAt)}`;
}

/** What a store is called; a medium leads to its register. */
export function storeLink({ base, office }: Desk, store: string): Part {
  return store === repositoryStore ? 'repositori' : html`<a href="${base}/cadangan/media/${store}">${backupNames(office.settings).medium(store)}</a>`;
}

/** The PDF of a paper and its signed copy, each with the hash that the record has. */
export function paperLinks({ base }: Desk, number: string, papers: readonly { id: string; number: string; sha256: string | null; signedSha256: string | null }[]): Html {
  const path = `${base}/laporan/${number}/berita-acara`;
  return papers.length === 0 ? html`belum ada` : html`${papers.map(({ id, number: official, sha256, signedSha256 }) => html`<details class="slim"><summary>${official}</summary>
<p>${sha256 === null ? 'Sedang ditulis.' : html`<a href="${path}/${id}/pdf">Unduh PDF</a>, SHA-256 ${hash(sha256)}`}</p>
<p>${signedSha256 === null ? 'Salinan yang ditandatangani belum diunggah.' : html`<a href="${path}/${id}/signed">Unduh salinan yang ditandatangani</a>, SHA-256 ${hash(signedSha256)}`}</p></details>`)}`;
}
