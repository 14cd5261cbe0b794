/** The smallest pack that loads, and what Sigap says to one that does not. */
import { LoadError, loadPack } from '../load.ts';

export const FILE = 'regulations/packs/uji.yaml';

export const VALID = `id: uji
title: Peraturan uji
short: Uji
functions:
  kepala-lpse: { title: Kepala LPSE, article: P7 }
  administrator-sistem: { title: Administrator Sistem, article: P9, many: true }
  helpdesk: { title: Helpdesk, article: P11, many: true }
  verifikator: { title: Verifikator, article: P10, many: true }
selectionRoles:
  - { code: ppk, title: PPK, clause: GOV-8 }
law:
  - { clause: ERR-2, article: P9(2), force: must, says: Ditindaklanjuti. }
  - { clause: ERR-6, article: P24(3)a–b, force: may, says: Meneruskan. }
  - { clause: GOV-8, article: P13(3), force: must-not, says: Dilarang merangkap. }
problem:
  roles:
    - { code: penyedia, label: Penyedia, sigap: Uji. }
  categories:
    - { code: lainnya, label: Lainnya }
  desk: helpdesk
  technical: administrator-sistem
  followUp: { value: { days: 1 }, clause: ERR-2 }
  answer: null
  reminderShares: { value: [0.5, 0.8], sigap: Uji. }
  ladder: { value: [kepala-lpse], sigap: Uji. }
  rungSpacing: { value: { hours: 3.75 }, sigap: Uji. }
  lkpp:
    rung: { value: mail, sigap: Uji. }
    approver: { value: null, sigap: Uji. }
    approvalWindow: { value: { hours: 3.75 }, sigap: Uji. }
    grounds:
      - { code: tidak-dapat-diselesaikan, label: Tidak dapat diselesaikan, clause: ERR-6, article: P24(3)a }
    routes: [{ code: penerusan, label: Penerusan, clause: ERR-6, article: P24(3), ground: true, approval: { value: false, sigap: Jalur. } }]
    chase: { value: { days: 4 }, sigap: Uji. }
  rootCauseGate: { value: false, sigap: Uji. }
  confirmWindow: { value: { days: 3 }, sigap: Uji. }
  dataWindow: { value: { days: 5 }, sigap: Uji. }
  causes: [{ code: lainnya, label: Lainnya }]
  parties: [{ code: lkpp, label: LKPP }]
  substance: [{ code: ppk, label: PPK }]
  coordinator: { value: kepala-lpse, sigap: Uji. }
  witness: { force: must, title: Berita Acara, parties: [{ code: pp, label: PP }], clause: ERR-6, article: P24(3), category: lainnya }
  evaluation: null
registration:
  kinds:
    - { code: badan-usaha, label: Badan usaha, group: provider, clause: ERR-2 }
    - { code: usaha-perseorangan, label: Usaha perseorangan, group: provider, clause: ERR-2 }
    - { code: ppk, label: PPK, group: non-provider, clause: ERR-2 }
  services: [{ code: pendaftaran, label: Pendaftaran, end: activate, groups: [provider], clause: ERR-2 }]
  items:
    - { code: ktp, label: KTP, kinds: [provider], services: [pendaftaran], original: true, clause: ERR-2 }
  grounds: [{ code: dokumen-tidak-benar, label: Dokumen tidak benar, sigap: Uji. }]
  otherLaw: { value: true, sigap: Uji. }
  ladder: { value: [kepala-lpse], sigap: Uji. }
`;

/** The sentence of the refusal, or 'loaded'. */
export function refusal(text: string): string {
  try {
    loadPack(text, FILE);
  } catch (error) {
    if (error instanceof LoadError) return error.message;
    throw error;
  }
  return 'loaded';
}
