import type { readBackups } from '../../api/backup/overview.ts';
import type { mediaOf } from '../../api/custody/register.ts';
import type { Drill } from '../../api/drill/list.ts';
import { sayBytes } from '../../api/reading/backup-event-words.ts';
import { capital, nounsOf } from '../../api/reading/nouns.ts';
import { sayOrigin } from '../../api/reading/sources.ts';
import { sayDate } from '../../workflows/appointment/day.ts';
import { registry } from '../../workflows/registry.ts';
import { html } from '../html.ts';
import type { Html, Part } from '../html.ts';
import { atIn, hash, mediumStates, short, standing, storeLink } from './backup-words.ts';
import { nameOf, titleOf } from './desk.ts';
import type { Desk } from './desk.ts';
import { drillTable } from './drill-table.ts';
import { table } from './table.ts';

type Overview = Awaited<ReturnType<typeof readBackups>>;
type Declared = NonNullable<Overview['declared']>;
type Medium = Awaited<ReturnType<typeof mediaOf>>[number];
interface Shown { overview: Overview; media: readonly Medium[]; drills: readonly Drill[]; /** What brought the person here. */ done: string }

const done: Record<string, string> = { tahan: 'Penahanan tercatat.', lepas: 'Penahanan diakhiri; masa simpan berlaku lagi mulai pencadangan berikutnya.' };

/** The backups of an office as they stand (ARC-1, ARC-2, ARC-3): what runs, what is due, where each verified copy lies, and what drills have shown. */
export function backupsPage(desk: Desk, { overview, media, drills, done: act }: Shown): { title: string; body: Html; here: 'backups' } {
  const { declared } = overview;
  const body = html`${done[act] !== undefined && html`<p class="notice good" role="status">${done[act]}</p>`}
<h1>Cadangan</h1>
<p class="lead">Basis data dan berkas dicadangkan setiap hari, dibaca ulang, dibawa ke tempat lain, dan dipulihkan sebagai uji.</p>
${declared === null ? notDeclared(desk, overview) : whole(desk, declared, media, drills)}`;
  return { title: 'Cadangan', body, here: 'backups' };
}

/** Why there is nothing to see, and what to do about it where it is the office's matter (ARC-1, DATA-10, GOV-15). */
function notDeclared({ staff, office: { rules } }: Desk, { applies, why }: Overview): Html {
  if (!applies) return html`<section class="notice"><p><strong>Pencadangan tidak berlaku bagi kantor ini.</strong> Yang menjalankan sistemnya juga yang mencadangkannya.</p><p class="quiet">${why}</p></section>`;
  const [basis] = rules.backup.basis;
  return html`<section class="notice bad"><p><strong>Kantor ini belum menyatakan apa yang dicadangkan.</strong> Tidak ada yang dicadangkan oleh Sigap.</p>
<p>Pengelola Sigap mengisi bagian <code>backup</code> dalam berkas kantor, lalu menjalankan <code>npm run sigap -- muat-kantor BERKAS</code> dan <code>npm run sigap -- cadangan-siapkan ${staff.office}</code>.</p>
${basis && html`<p class="quiet">${sayOrigin(basis, rules.regulation)}</p>`}</section>`;
}

function whole(desk: Desk, declared: Declared, media: readonly Medium[], drills: readonly Drill[]): Html {
  const { base } = desk;
  return html`${warnings(desk, declared)}
<ul class="jump"><li><a href="${base}/cadangan/pencadangan">Mulai pencadangan</a></li>${media.length > 0 && html`<li><a href="${base}/cadangan/perpindahan">Pindahkan media</a></li>`}<li><a href="${base}/cadangan/uji">Mulai uji pemulihan</a></li><li><a href="${base}/cadangan/penahanan">Tahan cadangan</a></li></ul>
${running(desk, declared)}
${next(desk, declared)}
<h2 id="cadangan">Cadangan terbaru</h2>
<p>Teruji berarti: sesudah disimpan, seluruh salinan di tempat itu dibaca ulang tanpa galat. Sebelum itu tidak ada yang disebut teruji.</p>
${declared.sets.length === 0 ? html`<p>Belum ada cadangan.</p>` : setTable(desk, declared)}
<h2 id="media">Media</h2>
${media.length === 0 ? html`<p>Belum ada media yang didaftarkan.</p>` : mediaTable(desk, media)}
<h2 id="uji">Uji pemulihan</h2>
${drills.length === 0 ? html`<p>Belum ada uji pemulihan.</p>` : drillTable(desk, 'Uji pemulihan, yang terbaru di atas', drills)}
${holds(desk, declared)}`;
}

/** What the office must do something about: databases that nobody declared (ARC-1), media that the text asks for (ARC-2), places that are missing. */
function warnings({ office: { settings, rules }, staff }: Desk, { undeclared, stores }: Declared): Html {
  const { portable } = rules.backup;
  const unprepared = stores.filter(({ repositoryId }) => repositoryId === null).map(({ label }) => label);
  return html`${undeclared.length > 0 && html`<section class="notice bad"><p><strong>Ada basis data yang tidak dicadangkan</strong> di server yang didaftarkan, dan belum ditindaklanjuti (ARC-1): ${undeclared.join(', ')}.</p></section>`}
${unprepared.length > 0 && html`<section class="notice bad"><p><strong>Belum disiapkan:</strong> ${unprepared.join(', ')}. Pengelola Sigap menjalankan <code>npm run sigap -- cadangan-siapkan ${staff.office}</code>.</p></section>`}
${portable.value && (settings.backup?.media ?? []).length === 0 && html`<section class="notice bad"><p><strong>Belum ada media yang mudah dipindah</strong> dalam berkas kantor.</p><p class="quiet">${sayOrigin(portable.source, rules.regulation)}</p></section>`}
${settings.backup?.scratch === undefined && html`<section class="notice"><p>Belum ada tempat uji pemulihan (<code>scratch</code>) dalam berkas kantor; uji pemulihan tidak dapat dijalankan.</p></section>`}`;
}

function running({ base }: Desk, { running: open }: Declared): Html {
  return html`<h2 id="berjalan">Sedang berjalan</h2>
${open.length === 0 ? html`<p>Tidak ada.</p>` : html`<ul class="rows">${open.map(({ number, sop, state }) =>
    html`<li><h3>${capital(nounsOf(sop).thing)} · <a class="number" href="${base}/laporan/${number}">${number}</a></h3><p>${registry[sop]?.states[state] ?? state}</p></li>`)}</ul>`}`;
}

function next(desk: Desk, { next: { daily, portable, fullDrill, sampledDrill }, sources }: Declared): Html {
  const at = atIn(desk);
  const { rules } = desk.office;
  const day = (date: string | null) => (date === null ? 'sesudah cadangan pertama teruji' : sayDate(date));
  const rows: [string, Part][] = [
    ['Cadangan harian berikutnya', at(daily)],
    ['Salinan ke media berikutnya', portable === null ? (rules.backup.portable.value ? 'sesudah cadangan pertama teruji' : 'tidak disyaratkan, dan tidak dipilih kantor') : at(portable)],
    ['Uji pemulihan lengkap berikutnya', day(fullDrill)], ['Uji dengan contoh berkas berikutnya', day(sampledDrill)],
    ['Yang dicadangkan', sources.map(({ label }) => label).join(', ')], ['Yang boleh memulai uji', rules.backup.drillers.value.map((fn) => titleOf(desk, fn)).join(' atau ')],
  ];
  return html`<h2 id="berikutnya">Jadwal</h2><dl class="facts">${rows.map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>`;
}

/** Where the copies of each set are, and which of them were read back. */
function setTable(desk: Desk, { sets }: Declared): Html {
  const { base } = desk;
  const at = atIn(desk);
  return table('Cadangan, yang terbaru di atas', ['Data per', 'Pencadangan', 'Isi', 'Snapshot dan SHA-256 manifes', 'Salinan'], sets.map(({ id, number, takenAt, manifest, databases, files, copies }) => {
    const kept = copies.filter(({ removedAt }) => removedAt === null);
    const [first] = copies;
    const bytes = files.bytes + databases.reduce((sum, one) => sum + one.bytes, 0);
    return [
      at(takenAt), html`<a class="number" href="${base}/laporan/${number}">${number}</a>`, `${databases.length} basis data, ${files.count.toLocaleString('id-ID')} berkas, ${sayBytes(bytes)}`,
      html`<details class="slim"><summary>${first ? short(first.snapshotId) : 'belum disimpan'}</summary>
<p>SHA-256 manifes ${hash(manifest)} tanda di restic ${hash(`set:${id}`)}</p>${copies.map(({ store, snapshotId, repositoryId }) => html`<p>Snapshot di ${storeLink(desk, store)} ${hash(snapshotId)} nomor repositori ${hash(repositoryId)}</p>`)}
<p><a href="${base}/cadangan/penahanan?nomor=${number}">Tahan cadangan ini</a></p></details>`,
      kept.length === 0 ? 'tidak ada lagi' : kept.map((copy) => html`<div>${storeLink(desk, copy.store)}: ${standing(desk, copy)}</div>`),
    ];
  }));
}

function mediaTable(desk: Desk, media: readonly Medium[]): Html {
  const at = atIn(desk);
  return table('Register media (ARC-2)', ['Media', 'Nomor repositori', 'Di mana', 'Pemegang', 'Sejak', 'Cadangan teruji terbaru'], media.map(({ code, label, repositoryId, state, place, holder, since, sets }) => {
    const newest = sets.find(({ verifiedAt }) => verifiedAt !== null);
    return [
      html`<a href="${desk.base}/cadangan/media/${code}">${label}</a>`, short(repositoryId), `${mediumStates[state]}${place === null ? '' : `: ${place.label}`}`, holder === null ? '–' : holder.name ?? holder.id, at(since),
      newest ? html`data per ${at(newest.takenAt)}, teruji ${at(newest.verifiedAt)}` : 'belum teruji',
    ];
  }));
}

function holds(desk: Desk, { holds: all }: Declared): Html {
  const { base, seal } = desk;
  const at = atIn(desk);
  return html`<h2 id="penahanan">Ditahan dari penghapusan</h2>
${all.length === 0 ? html`<p>Tidak ada.</p>` : html`<ul class="rows">${all.map(({ id, set, number, person, createdAt, reason }) => html`<li><h3>${set === null ? 'Semua cadangan' : `Cadangan ${number ?? set}`}</h3>
<p class="quiet">${nameOf(desk, person)}, ${at(createdAt)}</p><blockquote>${reason}</blockquote>
<form class="quick" method="post" action="${base}/cadangan/penahanan/${id}/akhiri">${seal}<button type="submit" class="second">Akhiri penahanan ini</button></form></li>`)}</ul>`}`;
}
