import { registry } from '../workflows/registry.ts';
import type { ActContract } from '../workflows/contract.ts';
import { field } from './fields.ts';
import { newKey } from './form-key.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Sentence } from './sentences.ts';

/** An act that was tried and did not happen. */
export interface Attempt {
  act: string;
  key: string;
  text: string;
  textError?: string;
  refusal?: Sentence;
}

interface Words { heading: string; label: string; hint?: string; button: string; done: string }

const words: Record<string, Words> = {
  reply: {
    heading: 'Kirim data yang diminta', label: 'Data atau penjelasan Anda', hint: 'Jangan menulis kata sandi.', button: 'Kirim data',
    done: 'Data Anda sudah kami terima.',
  },
  confirm: { heading: 'Masalah sudah selesai?', label: '', button: 'Nyatakan selesai', done: 'Terima kasih, Anda menyatakan masalah sudah selesai.' },
  reopen: {
    heading: 'Masalah belum selesai?', label: 'Apa yang masih bermasalah?', button: 'Buka kembali laporan',
    done: 'Laporan dibuka kembali dan ditangani dari awal.',
  },
};

/** How an act reads on the page; one that has no words of its own yet is called by its summary. */
export function wordsOf(sop: string, act: string): Words {
  const summary = registry[sop]?.acts[act]?.summary ?? act;
  return words[act] ?? { heading: summary, label: 'Keterangan', button: 'Kirim', done: 'Kiriman Anda sudah kami terima.' };
}

export function takesText({ body }: ActContract): boolean {
  return 'text' in body.shape;
}

/** The form of one act; after a failed attempt with what was written. */
export function actForm(sop: string, act: string, path: string, attempt: Attempt | null): Html {
  const { heading, label, hint, button } = wordsOf(sop, act);
  const contract = registry[sop]?.acts[act];
  const mine = attempt?.act === act ? attempt : null;
  const id = textId(act);
  return html`<form class="act" method="post" action="${path}/${act}" novalidate aria-labelledby="${act}">
<h3 id="${act}">${heading}</h3>
<input type="hidden" name="kunci" value="${mine?.key ?? newKey()}">
${contract && takesText(contract) && field({ id, label, ...(hint ? { hint } : {}), error: mine?.textError }, (aria) =>
    html`<textarea id="${id}" name="teks" rows="5" required${aria}>
${mine?.text}</textarea>`)}
<button type="submit"${act === 'reopen' && html` class="second"`}>${button}</button>
</form>`;
}

export function textId(act: string): string {
  return `teks-${act}`;
}
