import type { mediumOf } from '../../api/custody/register.ts';
import type { Drill } from '../../api/drill/list.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { atIn, hash, mediumStates, paperLinks, standing } from './backup-words.ts';
import type { Desk } from './desk.ts';
import { drillTable } from './drill-table.ts';
import { table } from './table.ts';

type Medium = Awaited<ReturnType<typeof mediumOf>>;
type Move = Medium['moves'][number];

const kinds: Record<Move['kind'], string> = { keluar: 'Dibawa ke tempat simpan', kembali: 'Dibawa kembali ke ruang server', hilang: 'Hilang', ditemukan: 'Ditemukan', musnah: 'Dimusnahkan' };

/** The register of one medium (ARC-2, ARC-4): from its label to each set that lay on it, and to the figures of the drills made from it. */
export function mediumPage(desk: Desk, medium: Medium, drills: readonly Drill[]): { title: string; body: Html; here: 'backups' } {
  const { base } = desk;
  const at = atIn(desk);
  const { label, code, repositoryId, state, place, holder, since, home, registeredAt, moves, sets } = medium;
  const rows: [string, Html | string | null][] = [
    ['Kode', code], ['Nomor repositori', hash(repositoryId)], ['Keadaan', `${mediumStates[state]}${place === null ? '' : `: ${place.label}`}`], ['Pemegang', holder && (holder.name ?? holder.id)], ['Sejak', html`${at(since)}`],
    ['Tempat simpan yang ditetapkan', home?.label ?? 'tidak ada lagi dalam berkas kantor'], ['Didaftarkan', html`${at(registeredAt)}`],
  ];
  const body = html`<h1>${label}</h1>
<p class="lead">Dari label media sampai angka uji pemulihannya. <a href="${base}/cadangan">Semua cadangan</a></p>
<ul class="jump"><li><a href="#perpindahan">Perpindahan</a></li><li><a href="#isi-media">Cadangan pada media ini</a></li><li><a href="#uji">Uji pemulihan</a></li>
${state !== 'dimusnahkan' && html`<li><a href="${base}/cadangan/perpindahan?media=${code}">Pindahkan media ini</a></li>`}</ul>
<dl class="facts">${rows.map(([term, value]) => value !== null && html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>
<h2 id="perpindahan">Perpindahan</h2>
${moves.length === 0 ? html`<p>Media ini belum pernah dipindahkan sejak didaftarkan.</p>` : html`<ul class="rows">${moves.map((move) => moveRow(desk, move))}</ul>`}
<h2 id="isi-media">Cadangan pada media ini</h2>
<p>Teruji berarti: sesudah disalin, seluruh isi media dibaca ulang tanpa galat. SHA-256 manifes di sini sama dengan yang tertulis di berita acara.</p>
${sets.length === 0 ? html`<p>Belum ada cadangan pada media ini.</p>` : table(`Cadangan pada ${label}`, ['Data per', 'Pencadangan', 'SHA-256 manifes, dan snapshot di media ini', 'Disalin', 'Keadaan', 'Dihapus'], sets.map((set) => [
    at(set.takenAt), html`<a class="number" href="${base}/laporan/${set.number}">${set.number}</a>`, html`${hash(set.manifest)}${hash(set.snapshotId)}`, at(set.storedAt), standing(desk, set), at(set.removedAt),
  ]))}
<h2 id="uji">Uji pemulihan</h2>
<p>Uji dari media ini, dan uji cadangan yang sama dari tempat lain.</p>
${drills.length === 0 ? html`<p>Belum ada.</p>` : drillTable(desk, `Uji pemulihan cadangan pada ${label}`, drills)}`;
  return { title: label, body, here: 'backups' };
}

/** One move with its people, places, times and papers. On a destruction the receiver is the witness. */
function moveRow(desk: Desk, { number, kind, from, to, giver, carrier, receiver, handedAt, receivedAt, papers }: Move): Html {
  const at = atIn(desk);
  const who = (person: Move['giver']) => person && (person.name ?? person.id);
  const isJourney = kind === 'keluar' || kind === 'kembali';
  return html`<li><h3>${kinds[kind]} · <a class="number" href="${desk.base}/laporan/${number}">${number}</a></h3>
<p>${from && html`Dari ${from.label}`}${to && html` ke ${to.label}`}</p>
<p>${isJourney ? html`Diserahkan ${who(giver)}, ${at(handedAt)}; dibawa ${who(carrier)}; ${receivedAt === null ? html`akan diterima ${who(receiver)}` : html`diterima ${who(receiver)}, ${at(receivedAt)}`}`
    : html`Dicatat ${who(giver)}, ${at(handedAt)}${kind === 'musnah' && receiver !== null && html`; disaksikan ${who(receiver)}`}`}</p>
${(isJourney || kind === 'musnah') && html`<p class="quiet">Berita acara:</p>${paperLinks(desk, number, papers)}`}</li>`;
}
