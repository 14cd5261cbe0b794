import { askedSentence, stoppedSentence } from '../../api/routes/subscriptions.ts';
import type { Named } from '../../api/status/announced.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Page } from '../layout.ts';
import { subscribeForm, systemBoxes } from './subscribe-form.ts';
import type { Asked } from './subscribe-form.ts';
import { listed } from './words.ts';

interface Office { id: string; name: string }
interface OfficeOfSystems extends Office { systems: readonly Named[] }

const afterwards = 'Sesudah berhenti, kantor ini tidak mengirim pengumuman pemeliharaan dan gangguan lewat surel lagi kepada Anda. Surel tentang laporan atau permohonan Anda sendiri tetap dikirim.';

const page = ({ id, name }: Office, title: string, body: Html): Page => ({
  title, here: 'status', hidden: true,
  body: html`<p class="place">${name}</p>
${body}
<p><a href="/status/${id}">Ke status layanan</a></p>`,
});

/** The form again, with what is wrong in it. */
export function askPage(office: OfficeOfSystems, asked: Asked): Page {
  return page(office, 'Perbaiki isian: Berlangganan lewat surel', html`<h1>Status layanan</h1>
${subscribeForm(office.id, office.systems, asked)}`);
}

/** The same whatever the house knows of the address. */
export function askedPage(office: Office): Page {
  return page(office, 'Periksa surel Anda', html`<h1>Periksa surel Anda</h1>
<p class="lead">${askedSentence}</p>
<p>Surelnya tiba dalam beberapa menit; periksa juga folder spam. Surel yang sama dikirim paling banyak satu kali dalam sepuluh menit dan tiga kali dalam sehari.</p>`);
}

export function confirmPage(office: OfficeOfSystems, path: string, systems: readonly string[] | null): Page {
  return page(office, 'Konfirmasi langganan', html`<h1>Konfirmasi langganan</h1>
<p class="lead">Anda akan menerima pengumuman pemeliharaan dan gangguan lewat surel tentang: ${chosenWords(office, systems)}.</p>
<form method="post" action="${path}/konfirmasi"><button type="submit">Konfirmasi</button></form>`);
}

/** @param sent what was done just now */
export function managePage(office: OfficeOfSystems, path: string, systems: readonly string[] | null, sent: string | undefined): Page {
  return page(office, 'Langganan Anda', html`${sent === 'konfirmasi' && html`<p class="notice good" role="status">Langganan Anda sudah aktif.</p>`}
${sent === 'sistem' && html`<p class="notice good" role="status">Pilihan sistem sudah disimpan.</p>`}
<h1>Langganan Anda</h1>
<p class="lead">Anda menerima pengumuman pemeliharaan dan gangguan lewat surel tentang: ${chosenWords(office, systems)}.</p>
<form method="post" action="${path}/sistem">${systemBoxes(office.systems, systems ?? [])}<button type="submit">Simpan pilihan</button></form>
<h2>Berhenti</h2>
<p>${afterwards}</p>
<form method="post" action="${path}/berhenti"><button type="submit" class="second">Berhenti berlangganan</button></form>`);
}

export function stopPage(office: Office, action: string): Page {
  return page(office, 'Berhenti menerima pengumuman', html`<h1>Berhenti menerima pengumuman</h1>
<p class="lead">${afterwards}</p>
<form method="post" action="${action}"><button type="submit">Berhenti</button></form>`);
}

export function stoppedPage(office: Office): Page {
  return page(office, 'Pengumuman dihentikan', html`<h1>Pengumuman dihentikan</h1>
<p class="lead">${stoppedSentence} Bila berubah pikiran, berlanggananlah kembali di halaman status layanan.</p>`);
}

function chosenWords({ systems }: OfficeOfSystems, chosen: readonly string[] | null): string {
  return chosen === null ? 'semua sistem' : listed(systems.filter(({ code }) => chosen.includes(code)));
}
