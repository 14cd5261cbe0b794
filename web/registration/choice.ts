import type { ApplicantKind, RegistrationRules, RegistrationService } from '../../regulations/registration-rules.ts';
import { kindsFor } from '../../workflows/registration/checklist.ts';
import { errorSummary, field } from '../fields.ts';
import type { FieldError } from '../fields.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { Named } from '../../regulations/rules.ts';

/** What is asked for, and by what kind of applicant: these two make the form. */
export interface Choice { service: RegistrationService; kind: ApplicantKind }

export interface Asked { layanan: string; jenis: string }

/** null: not chosen yet, or not together. */
export function choiceOf(rules: RegistrationRules, { layanan, jenis }: Asked): Choice | null {
  const service = rules.services.find(({ code }) => code === layanan);
  const kind = service && kindsFor(rules, service).find(({ code }) => code === jenis);
  return kind ? { service, kind } : null;
}

/** The address of the form for a choice. */
export const choiceQuery = ({ service, kind }: Choice): string => new URLSearchParams({ layanan: service.code, jenis: kind.code }).toString();

const groups: [ApplicantKind['group'], string][] = [['provider', 'Penyedia'], ['non-provider', 'Bukan penyedia']];

/** The first step: two lists, sent by GET, so that the form for a choice has an address of its own. */
export function choiceForm(rules: RegistrationRules, asked: Asked, action: string): Html {
  const { services, kinds } = rules;
  const errors = choiceErrors(rules, asked);
  const error = (id: string) => errors.find((one) => one.field === id)?.sentence;
  const options = (all: readonly Named[], chosen: string) => all.map(({ code, label }) => html`<option value="${code}"${code === chosen && html` selected`}>${label}</option>`);
  return html`${errors.length > 0 && errorSummary(errors)}
<form method="get" action="${action}" novalidate>
${field({ id: 'layanan', label: 'Layanan', error: error('layanan') }, (aria) => html`<select id="layanan" name="layanan" required${aria}>${options(services, asked.layanan)}</select>`)}
${field({ id: 'jenis', label: 'Jenis pemohon', error: error('jenis') }, (aria) => html`<select id="jenis" name="jenis" required${aria}>
<option value="">Pilih jenis pemohon</option>
${groups.map(([group, label]) => html`<optgroup label="${label}">${options(kinds.filter((kind) => kind.group === group), asked.jenis)}</optgroup>`)}
</select>`)}
<button type="submit">Lanjutkan</button>
</form>`;
}

/** Nothing is wrong before anything was chosen. */
export function choiceErrors(rules: RegistrationRules, { layanan, jenis }: Asked): FieldError[] {
  if (layanan === '' && jenis === '') return [];
  const service = rules.services.find(({ code }) => code === layanan);
  if (!service) return [{ field: 'layanan', sentence: 'Pilih layanan yang diminta.' }];
  if (!rules.kinds.some(({ code }) => code === jenis)) return [{ field: 'jenis', sentence: 'Pilih jenis pemohon.' }];
  const served = kindsFor(rules, service);
  if (served.some(({ code }) => code === jenis)) return [];
  return [{ field: 'jenis', sentence: `Layanan "${service.label}" tersedia bagi: ${served.map(({ label }) => label).join(', ')}. Pilih jenis pemohon yang sesuai.` }];
}
