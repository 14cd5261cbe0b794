import { isLikely, readMatches } from '../../api/data-request/matches.ts';
import type { Reason } from '../../api/data-request/matches.ts';
import type { ApiDeps } from '../../api/deps.ts';
import type { Intake } from '../../api/intake.ts';
import { Problem } from '../../api/problems.ts';
import { field } from '../fields.ts';
import type { Option } from '../fields.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Desk } from './desk.ts';

export interface Tick extends Option { ticked?: boolean }

const reasons: Record<Reason, string> = { nik: 'NIK sama', npwp: 'NPWP sama', nip: 'NIP sama', mail: 'surel sama', named: 'nomornya disebut pemohon' };

/** What may be the person's, for who gives the data now; for everybody else, and at other times, nothing. */
export async function matchChoices(deps: ApiDeps, { staff }: Desk, request: Intake): Promise<Tick[]> {
  const matches = await readMatches(deps, request, staff).catch((error: unknown) => {
    if (error instanceof Problem) return [];
    throw error;
  });
  return matches.map((match) => ({
    value: match.number, ticked: isLikely(match),
    label: `${match.number}, ${match.title}, ${match.name ?? 'tanpa nama'}: ${match.by.map((reason) => reasons[reason]).join(', ')}; ${match.sameName ? 'namanya sama' : 'namanya berbeda'}`,
  }));
}

interface Numbers { id: string; name: string; label: string; hint?: string | undefined; error?: string | undefined; value: string; options: Tick[] }

/** Numbers of cases: those that match to be ticked, any other to be typed. */
export function numbersField({ id, name, label, value, options, ...shown }: Numbers): Html {
  const chosen = value.split(/\s+/).filter((number) => number !== '');
  const others = chosen.filter((number) => !options.some((option) => option.value === number));
  return html`<fieldset class="radios"><legend>${label}</legend>
${options.length === 0 && html`<p>Tidak ada laporan atau permohonan lain yang NIK, NPWP, NIP, atau surelnya sama.</p>`}
${options.map((option, index) => html`<div><input type="checkbox" id="${id}-${index}" name="${name}" value="${option.value}"${chosen.includes(option.value) && html` checked`}><label for="${id}-${index}">${option.label}</label></div>`)}
</fieldset>
${field({ id, label: 'Nomor lain', optional: true, ...shown }, (aria) => html`<textarea id="${id}" name="${name}" rows="3"${aria}>
${others.join('\n')}</textarea>`)}`;
}
