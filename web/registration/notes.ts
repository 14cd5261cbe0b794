import { sayBudget } from '../../regulations/duration.ts';
import type { ItemRule, RegistrationRules } from '../../regulations/registration-rules.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { cited } from '../source-words.ts';
import type { Choice } from './choice.ts';

/** Where and how originals are shown (REG-4, REG-24). */
export function originalsNote({ place, video }: RegistrationRules, items: readonly ItemRule[]): Html | false {
  if (!items.some(({ original }) => original)) return false;
  return html`<section class="notice" aria-labelledby="asli"><h2 id="asli">Dokumen asli</h2>
<p>Salinan saja belum cukup: dokumen aslinya ditunjukkan ${place ? `di ${place.value}` : 'di loket kantor'}${video.value && ', atau lewat panggilan video yang dijadwalkan petugas'}.</p></section>`;
}

/** What an applicant must know before the form: how long it takes; to a provider, where the forms come from (REG-10) and what an account is not (REG-20). */
export function beforeYouApply({ qualifiers, verification }: RegistrationRules, { service, kind }: Choice): Html {
  const registers = service.end === 'activate';
  return html`<ul class="notes">
${registers && kind.group === 'provider' && html`<li>Daftarlah lebih dahulu secara daring di SPSE. Formulir Pendaftaran dan Formulir Keikutsertaan diperoleh di aplikasi SPSE; kami tidak menerbitkan formulir sendiri.</li>`}
${verification && html`<li>Verifikasi paling lama ${sayBudget(verification.value)} sejak permohonan diterima, tidak termasuk waktu melengkapi berkas <span class="quiet">(${cited(verification.source)})</span>.</li>`}
${registers && kind.group === 'provider' && html`<li>Akun SPSE bukan penilaian kualifikasi. Verifikasi ini tidak menggantikan pengisian data kualifikasi dan klarifikasinya oleh ${qualifiers.value} <span class="quiet">(${cited(qualifiers.source)})</span>.</li>`}
</ul>`;
}

export const personalData = html`<section class="notice" aria-labelledby="data-pribadi"><h2 id="data-pribadi">Data pribadi Anda</h2>
<p>Nama, alamat surel, nomor identitas, dan berkas dipakai hanya untuk mengurus akun SPSE ini. Semuanya disimpan terenkripsi dan setiap pembacaan oleh
petugas dicatat, sesuai Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi.</p></section>`;
