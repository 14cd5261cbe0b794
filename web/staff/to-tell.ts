import { caseRules } from '../../workflows/problem/rules.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { WholeCase } from './case-read.ts';

type Event = WholeCase['found']['events'][number];

/** News of a reporter (ERR-25): the mail that would bring it, how a person says it, and whether its words go with it. */
const news: Record<string, { mail: string; words: string; quoted?: true }> = {
  'data.asked': { mail: 'data-asked', words: 'Data berikut diminta:', quoted: true },
  answered: { mail: 'answer', words: 'Jawaban atas laporannya; tanyakan apakah masalahnya sudah selesai:', quoted: true },
  forwarded: { mail: 'forwarded', words: 'Laporannya diteruskan ke LKPP.' },
  'lkpp.replied': { mail: 'progress', words: 'LKPP sudah membalas penerusan laporannya; helpdesk melanjutkan penanganannya.' },
  'task.handed-over': { mail: 'progress', words: 'Laporannya sedang ditangani di tingkat teknis.' },
  'refused-substance': { mail: 'substance-refused', words: 'Pertanyaannya menyangkut substansi pengadaan, di luar kewenangan LPSE.' },
};

/**
 * What a person tells the reporter by telephone or otherwise: everything since he was last reached, or, where he has an
 * address, the mails that did not arrive.
 */
export function toTell({ found }: Pick<WholeCase, 'found'>): Html {
  const { events, reporter, texts, rules, number } = found;
  const since = events.slice(events.findLastIndex(({ type }) => type === 'reporter.reached') + 1);
  const failed = since.filter(({ type, data }) => type === 'notice.failed' && data.recipient === 'reporter').map(({ data }) => data.template);
  const isUpwards = ({ type, data }: Event) => type !== 'task.handed-over' || (data.function === rules.problem.technical && rules.problem.technical !== rules.problem.desk);
  const told = (reporter.mail === null ? since : events).filter((event) => {
    const one = news[event.type];
    return one !== undefined && isUpwards(event) && (reporter.mail === null || failed.includes(one.mail));
  });
  const whom = (code: unknown) => caseRules(rules.problem).substance.find((one) => one.code === code)?.label ?? String(code);
  const hasNews = told.length > 0 || failed.includes('receipt');
  return html`<p>Hubungi ${reporter.name ?? 'pelapor'}${reporter.contact !== null && ` (${reporter.contact})`}, lalu catat di sini.${hasNews && ' Sampaikan:'}</p>
${hasNews && html`<ul>${failed.includes('receipt') && html`<li>Laporannya sudah diterima dengan nomor ${number}.</li>`}${told.map(({ type, data }) => html`<li>${news[type]?.words}${type === 'refused-substance' && ` Pertanyaannya disampaikan kepada ${whom(data.whom)}.`}
${news[type]?.quoted && typeof data.textId === 'string' && html`<blockquote>${texts[data.textId]?.body}</blockquote>`}</li>`)}</ul>`}`;
}
