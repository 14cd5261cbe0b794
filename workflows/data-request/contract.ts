import { z } from 'zod';
import type { ActContract, IntakeParts, SopContract } from '../contract.ts';
import { caseNumber, code, named, onTask, onTaskWithText, personName, taskId, text } from '../contract-parts.ts';
import { deskChannels } from '../registration/messages.ts';
import { identifierOf, numberOf } from '../registration/numbers.ts';
import { clocks, states, taskKinds } from './messages.ts';
import type { DataRequestActName } from './messages.ts';

const caseNumbers = z.array(caseNumber);

/** The numbers only suggest what is the person's: who gives the data decides, once a person has proved who asks. */
const start = z.strictObject({
  reporter: z.strictObject({ name: personName, mail: z.email().max(254) }),
  nik: numberOf('nik').optional(),
  npwp: numberOf('npwp').optional(),
  nip: numberOf('nip').optional(),
  caseNumbers: caseNumbers.max(50).optional().describe('Nomor laporan atau permohonan milik Anda di kantor ini, bila ingat.'),
  text,
});

/** As the schema of the route left it: the counter may know no mail address, and says more. */
const request = start.extend({ reporter: start.shape.reporter.partial({ mail: true }).loose() }).loose();

function toIntake(body: Record<string, unknown>): IntakeParts {
  const { reporter, nik, npwp, nip, caseNumbers: numbers = [], text: asked } = request.parse(body);
  const given = [['nik', nik], ['npwp', npwp], ['nip', nip]] as const;
  const said: [string, string | undefined][] = [['NIK', nik], ['NPWP', npwp], ['NIP', nip], ['Nomor yang disebut', numbers.join(', ') || undefined]];
  return {
    reporter: { name: reporter.name, mail: reporter.mail ?? null }, files: [], facts: { caseNumbers: numbers.join(',') },
    text: [asked, ...said.flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${value}`]))].join('\n'),
    identifiers: given.flatMap(([kind, digits]) => (digits === undefined ? [] : [identifierOf(kind, digits)])),
  };
}

const acts: Record<DataRequestActName, ActContract> = {
  claim: { by: 'staff', summary: 'Ambil tugas', body: onTask },
  note: { by: 'staff', summary: 'Tambah catatan internal', body: onTaskWithText },
  identify: {
    by: 'staff', summary: 'Catat bagaimana identitas pemohon dibuktikan',
    body: z.strictObject({ taskId, how: z.enum(['loket', 'video']).describe('Di mana identitas dibuktikan.'), text }),
  },
  give: {
    by: 'staff', summary: 'Berikan salinan semua data tentang pemohon (UU 27/2022 Pasal 32)',
    body: z.strictObject({ taskId, cases: caseNumbers.max(500).describe('Semua nomor di kantor ini yang datanya diberikan, di samping permintaan ini; kosong bila tidak ada.'), text: text.optional() }),
  },
  refuse: {
    by: 'staff', summary: 'Tolak pemberian data dengan alasan menurut undang-undang (UU 27/2022 Pasal 33)',
    body: z.strictObject({ taskId, ground: code, text }),
  },
  'stop-giving': { by: 'staff', summary: 'Hentikan pengunduhan data yang sudah diberikan', body: onTaskWithText },
  'handed-over': { by: 'staff', summary: 'Catat bahwa data sudah diserahkan di loket', body: onTaskWithText },
  reached: { by: 'staff', summary: 'Catat bahwa pemohon atau pejabat sudah dihubungi dengan cara lain', body: onTaskWithText },
  'withdraw-for': { by: 'staff', summary: 'Catat bahwa pemohon menarik permintaannya', body: onTaskWithText },
  withdraw: { by: 'reporter', summary: 'Tarik permintaan data', body: z.strictObject({}) },
};

/** The request for one's own data (UU 27/2022 art. 32, 33) as the API and the pages see it. */
export const dataRequestContract: SopContract = {
  sop: 'data-request',
  title: 'Permintaan data pribadi',
  // A number that is not this office's is no fault: who asks must not learn from the answer which ones exist.
  start: { by: 'public', summary: 'Minta salinan semua data tentang Anda (UU 27/2022 Pasal 32)', body: start, toIntake, check: () => null, channels: deskChannels },
  sections: ['dataRequest'],
  workflowFacts: ['channel', 'enteredBy'],
  acts,
  checkAct(name, { ground }, { dataRequest: { refusals } }) {
    if (name !== 'refuse' || refusals.some((one) => one.code === ground)) return null;
    return { code: 'unknown-choice', field: 'ground', allowed: named(refusals) };
  },
  functionFor: () => null,
  states, taskKinds, clocks,
};
