import { capital, nounsOf } from '../../api/reading/nouns.ts';
import { aboutUsers } from '../../api/registration/archive.ts';
import { registry } from '../../workflows/registry.ts';
import { sayDate } from '../../workflows/appointment/day.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { localTime } from '../local-time.ts';
import { backupFacts } from './backup-facts.ts';
import { announcedFacts } from './announced-facts.ts';
import { custodyFacts } from './custody-facts.ts';
import type { WholeCase } from './case-read.ts';
import type { Desk } from './desk.ts';
import { drillFacts } from './drill-facts.ts';

/** What a fact is called, and its words; none is not shown. */
export type Row = [term: string, value: Html | string | null | undefined];
type Labelled = readonly { code: string; label: string }[];

const label = (all: Labelled, code: string | null | undefined) => all.find((one) => one.code === code)?.label ?? code;

/** Who asked for what, with the words and the files. */
export function caseFacts(desk: Desk, whole: WholeCase): Html {
  const { base, office } = desk;
  const { found } = whole;
  const { reporter, files, sop, number } = found;
  const { thing, who } = nounsOf(sop);
  const at = (instant: Date) => localTime(instant.toISOString(), office.settings.utcOffsetMinutes);
  const rows: Row[] = [
    [capital(who), reporter.name], ['Surel', reporter.mail ?? (reporter.name === null ? null : 'tidak ada')], ['Kontak lain', reporter.contact],
    ...ownFacts(desk, whole),
    ['Saluran', registry[sop]?.start?.channels.find(({ code }) => code === found.channel)?.label], ['Nomor di saluran asal', found.externalNumber],
    ['Diterima', at(found.receivedAt)], ['Dicatat', found.enteredAt.getTime() - found.receivedAt.getTime() > 60_000 ? at(found.enteredAt) : null], ['Ditutup', found.closedAt && at(found.closedAt)],
    ['Berkas', files.length > 0 ? html`${files.map(({ sha256, name, size, item }) =>
      html`<a href="${base}/laporan/${number}/berkas/${sha256}">${name}</a> <span class="quiet">(${itemOf(whole, item)}${sayBytes(size)})</span><br>`)}` : null],
  ];
  return html`<h2 id="isi-laporan">${registry[sop]?.start?.by === 'public' ? `Isi ${thing}` : 'Keterangan'}</h2>
${found.description !== null && html`<blockquote>${found.description}</blockquote>`}
<dl class="facts">${rows.map(([term, value]) => value !== null && value !== undefined && html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>
${found.description !== null && sop === 'problem' && html`<p><a href="${base}/cari?laporan=${number}">Cari solusi dari laporan serupa</a></p>`}
${sop === 'registration' && html`<p><a href="${base}/laporan/${number}/tanda-terima.pdf">Unduh tanda terima berkas (PDF)</a></p>`}
${sop === 'outage' && whole.announced?.isPublic === true && html`<p><a href="${base}/laporan/${number}/teks">Teks siap pasang untuk SPSE, WhatsApp, dan surat edaran</a></p>`}
${keepsPapers(sop) && html`<p><a href="${base}/laporan/${number}/arsip">Arsip berkas</a></p>`}
${sop === 'data-request' && found.state === 'diberikan' && html`<p><a href="${base}/laporan/${number}/data.zip">Unduh data untuk diserahkan di loket (ZIP)</a></p>`}`;
}

/** Its papers have an archive (REG-21). */
const keepsPapers = (sop: string): boolean => aboutUsers.some((one) => one === sop);

/** What only cases of this SOP have. */
function ownFacts(desk: Desk, whole: WholeCase): Row[] {
  const { base } = desk;
  const { found: { rules, facts, sop }, marks } = whole;
  const account: Row = ['Akun', facts.account && html`<a class="number" href="${base}/akun/${facts.account}">${facts.account}</a>`];
  switch (sop) {
    case 'problem': return [
      ['Peran', label(rules.problem.roles, facts.role)], ['Kategori', label(rules.problem.categories, marks.category ?? facts.category)],
      ['Kategori menurut pelapor', marks.category !== null && marks.category !== facts.category ? label(rules.problem.categories, facts.category) : null],
      ['Jenis', label(rules.problem.kinds ?? [], marks.kind)], ['Penyebab', label(rules.problem.causes ?? [], marks.cause)],
      ['Kelompok', marks.group && html`<a href="${base}/kelompok/${marks.group.id}">${marks.group.title}</a>`], ['Kode paket', facts.packageCode],
    ];
    case 'registration': return [
      ['Layanan', label(rules.registration.services, facts.service)], ['Jenis pemohon', label(rules.registration.kinds, facts.kind)], ['Masa tugas sampai', sayUntil(facts.until) ?? (facts.term ? 'tidak dibatasi' : null)],
    ];
    case 'deactivation': return [
      account, ['Jenis pengguna', label(rules.registration.kinds, facts.kind)], ['Alasan', label(rules.deactivation.grounds, facts.ground)],
      ['Diminta oleh', facts.requester && label(rules.deactivation.grounds.flatMap(({ requesters }) => requesters), facts.requester)],
    ];
    case 'appointment': return [account, ['Jenis pengguna', label(rules.registration.kinds, facts.kind)], ['Masa tugas sampai', sayUntil(facts.until) ?? 'tidak dibatasi']];
    case 'maintenance': case 'outage': return announcedFacts(desk, whole);
    case 'backup': return backupFacts(desk, whole);
    case 'custody': return custodyFacts(desk, whole);
    case 'restore-drill': return drillFacts(desk, whole);
    default: return [];
  }
}

const sayUntil = (date: string | null | undefined): string | null => (date ? sayDate(date) : null);

/** What on the list a file is a copy of, before its size. */
function itemOf({ found }: WholeCase, item: string | null): string {
  const known = found.rules.registration?.items.find(({ code }) => code === item);
  return known ? `${known.label}, ` : '';
}

function sayBytes(size: number): string {
  return size < 1024 * 1024 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1024 / 1024).toFixed(1).replace('.', ',')} MB`;
}
