import { inFull } from '../workflows/kernel/cite.ts';
import { sayBudget } from '../regulations/duration.ts';
import type { Rules } from '../regulations/rules.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

/** How soon a report is followed up (not solved), and whose number that is; only a number of law is called law. */
export function followUpNote({ regulation, problem }: Rules): Html {
  const { followUp, roles } = problem;
  if (!followUp || followUp.source.kind === 'sigap' || followUp.source.kind === 'statute') return html`<p class="lead">Setiap laporan dicatat, diberi nomor, dan dapat Anda pantau sampai ditutup.</p>`;
  const { source } = followUp;
  const paper = ({ document, number }: { document: string; number: string }) => `${document}, ${number}`;
  const whose = source.kind === 'office' ? `ketetapan kantor: ${paper(source)}`
    : `${regulation}, ${inFull(source.article)}${source.reading ? `; cara menghitungnya menurut ketetapan kantor: ${paper(source.reading)}` : ''}`;
  const outside = roles.filter((role) => !role.legalDeadline).map((role) => role.label);
  return html`<p class="lead">Laporan ditindaklanjuti paling lama ${sayBudget(followUp.value)} sejak diterima <span class="quiet">(${whose})</span>.
${outside.length > 0 && html`Batas waktu ini tidak mencakup pelapor dengan peran: ${outside.join(', ')}.`}</p>`;
}
