import type { Drill } from '../../api/drill/list.ts';
import { stateWords } from '../../api/reading/state-words.ts';
import { saySpan } from '../../regulations/duration.ts';
import { scopes } from '../../workflows/restore-drill/messages.ts';
import { html } from '../html.ts';
import type { Html, Part } from '../html.ts';
import { atIn, hash, paperLinks, short, storeLink } from './backup-words.ts';
import type { Desk } from './desk.ts';
import { table } from './table.ts';

const count = (n: number): string => n.toLocaleString('id-ID');

/** Drills with their figures: what was restored, from where, how long it took, how old the data was, and whether it was equal. */
export function drillTable(desk: Desk, caption: string, drills: readonly Drill[]): Html {
  const at = atIn(desk);
  return table(caption, ['Uji', 'Cakupan dan asal', 'Hasil', 'Waktu pemulihan (RTO)', 'Umur data (RPO)', 'Salinan uji dimusnahkan', 'Berita acara'], drills.map((drill) => {
    const { number, scope, store, takenAt, run, result, destroyedAt, papers } = drill;
    return [
      html`<a class="number" href="${desk.base}/laporan/${number}">${number}</a><br><span class="quiet">${at(drill.receivedAt)}</span>`,
      html`${scopes[scope as keyof typeof scopes] ?? scope}; dari ${storeLink(desk, store)}${run !== null && html`<br><span class="quiet">pencadangan <a class="number" href="${desk.base}/laporan/${run}">${run}</a>, data per ${at(takenAt)}</span>`}`,
      resultOf(drill), result === null ? '–' : saySpan(result.rtoMs), result === null ? '–' : saySpan(result.rpoMs), at(destroyedAt), paperLinks(desk, number, papers),
    ];
  }));
}

/** Equal or different, in words and figures; before it has a result, how far it is. */
function resultOf({ state, result, manifest, closedAt }: Drill): Part {
  if (result === null) return closedAt === null ? stateWords('restore-drill', state, []) : 'tanpa hasil';
  const { isEqual, databases, tables, rows, files, unsteady, differingTables, missingTables, differingFiles, missingFiles, snapshotId } = result;
  return html`<span class="tag ${isEqual ? 'on-time' : 'late'}">${isEqual ? 'sama' : 'berbeda'}</span>
<details class="slim"><summary>Angka</summary><p>${count(databases)} basis data, ${count(tables)} tabel dengan ${count(rows)} baris, dan ${count(files)} berkas dibandingkan.</p>
<p>Tabel berbeda ${count(differingTables)}, hilang atau berlebih ${count(missingTables)}; berkas berbeda ${count(differingFiles)}, hilang ${count(missingFiles)}${unsteady > 0 && `; ${count(unsteady)} berkas berubah selagi dicadangkan`}.</p>
<p>Snapshot ${short(snapshotId)}. SHA-256 manifes dalam salinan ${hash(result.manifest)} ${manifest === null ? '' : manifest === result.manifest ? 'sama dengan catatannya.' : html`<strong>berbeda dari catatannya: ${hash(manifest)}</strong>`}</p></details>`;
}
