import { openCustody, registerMedium } from '../custody/testing/scene.ts';
import { openPortable, openRun } from '../backup/testing/scene.ts';
import { approve, plan, withLeads } from '../maintenance/testing/scene.ts';
import { openOutage } from '../outage/testing/scene.ts';
import { apply } from '../registration/testing/scene.ts';
import { openDrill } from '../restore-drill/testing/scene.ts';
import { insertAccount, refuseMail } from './account.ts';
import { draftDrillPaper, draftMediaPaper, draftOutagePaper, draftPaper, scannedCopy } from './papers.ts';
import { openCase, type Case } from './skipping.ts';
import { failing, tools } from './tools.ts';

export const words = { ask: 'Mohon kirim tangkapan layar galatnya.', answer: 'Sertifikat server sudah diperbarui.', forward: 'Galat 500 pada SPSE pusat.' };

async function work(scene: Case, kind: string): Promise<string> {
  return (await scene.task(kind)).id;
}

const salatiga = () => openCase({ office: 'kota-salatiga', receivedAt: '2027-01-18 10:00' });

/** Whole lives of cases, each told from receipt to end; their histories are kept in `histories` beside their SOP and replayed. */
export const fullCases: Record<string, () => Promise<Case>> = {
  async 'silent-to-lkpp'() {
    const scene = await salatiga();
    await scene.sleepUntil('2027-01-21 09:00');
    await scene.act('answer', { by: 'slt-05', taskId: await work(scene, 'tangani'), text: words.answer });
    await scene.sleepUntil('2027-01-26 16:00');
    return scene;
  },
  async 'answered-and-confirmed'() {
    const scene = await salatiga();
    await scene.act('claim', { by: 'slt-05', taskId: await work(scene, 'tangani') });
    await scene.act('ask', { by: 'slt-05', taskId: await work(scene, 'tangani'), text: words.ask });
    await scene.sleepUntil('2027-01-19 11:00');
    await scene.act('reply', { text: words.ask });
    await scene.act('answer', { by: 'slt-05', taskId: await work(scene, 'tangani'), text: words.answer });
    await scene.act('confirm');
    return scene;
  },
  async 'reopened'() {
    const scene = await salatiga();
    await scene.act('answer', { by: 'slt-06', taskId: await work(scene, 'tangani'), text: words.answer });
    await scene.sleepUntil('2027-01-19 14:00');
    await scene.act('reopen', { text: words.ask });
    await scene.sleepUntil('2027-01-20 15:00');
    await scene.act('hand-over', { by: 'slt-06', taskId: await work(scene, 'tangani'), to: 'technical' });
    await scene.act('answer', { by: 'slt-03', taskId: await work(scene, 'tangani'), text: words.answer });
    await scene.act('close', { by: 'slt-05', taskId: await work(scene, 'tutup'), text: words.answer });
    return scene;
  },
  async 'forwarded'() {
    const scene = await salatiga();
    await scene.act('forward', { by: 'slt-05', taskId: await work(scene, 'tangani'), ground: 'belum-tercakup', text: words.forward });
    await scene.act('approve', { by: 'slt-01', taskId: await work(scene, 'setujui-penerusan') });
    await scene.signal('noticeFailed', { noticeId: 1, template: 'lkpp-forward', recipient: 'lkpp', params: {}, state: 'refused' });
    await scene.act('record-ticket', { by: 'slt-05', taskId: await work(scene, 'beritahu-lkpp'), text: 'TKT-2027-77' });
    await scene.act('answer', { by: 'slt-05', taskId: await work(scene, 'tangani'), text: words.answer });
    await scene.act('confirm');
    return scene;
  },
  async 'unreached'() {
    const scene = await salatiga();
    await scene.sleepUntil('2027-01-19 10:00');
    const refuse = async (recipient: string) => {
      const mail = (await scene.notices('escalation')).findLast((one) => one.recipient === recipient)!;
      await scene.signal('noticeFailed', { noticeId: mail.id, template: 'escalation', recipient, params: mail.params, state: 'refused' });
    };
    await refuse('slt-02');
    await refuse('slt-01');
    await scene.act('reached', { by: 'slt-05', taskId: await work(scene, 'hubungi-pejabat'), text: words.ask });
    await scene.act('answer', { by: 'slt-05', taskId: await work(scene, 'tangani'), text: words.answer });
    await scene.act('confirm');
    return scene;
  },
  async 'calendar-moved'() {
    const scene = await salatiga();
    await scene.sleepUntil('2027-01-18 14:50');
    await scene.changeOffice((yaml) => yaml.replace('\nparameters:', `
daysOff:
  - { date: 2027-01-19, name: Contoh libur, document: { title: Contoh surat edaran, number: CONTOH/SE-1/2027, date: 2027-01-15 } }

parameters:`));
    await scene.sleepUntil('2027-01-20 10:30');
    await scene.act('answer', { by: 'slt-05', taskId: await work(scene, 'tangani'), text: words.answer });
    await scene.act('confirm');
    return scene;
  },
  async 'root-cause'() {
    const scene = await openCase({ office: 'kab-tulang-bawang-barat', receivedAt: '2027-01-18 10:00' });
    await scene.act('ask', { by: 'tbb-04', taskId: await work(scene, 'tangani'), text: words.ask });
    await scene.sleepUntil('2027-01-25 10:30');
    await scene.act('root-cause', { by: 'tbb-05', taskId: await work(scene, 'tutup'), text: words.answer });
    return scene;
  },
  async 'chased-and-witnessed'() {
    const scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-18 10:00' });
    const by = 'mlg-06';
    const desk = async (act: string, more: Record<string, unknown> = {}, kind = 'tangani') => scene.act(act, { by, taskId: await work(scene, kind), ...more });
    await desk('claim');
    await desk('classify', { category: 'dokumen-penawaran-tidak-dapat-dibuka' });
    await desk('note', { text: words.ask });
    await desk('coordinate', { text: words.ask });
    await scene.act('advise', { by: 'mlg-02', taskId: await work(scene, 'koordinasi'), text: words.answer });
    await desk('instruct', { text: words.forward, until: new Date(scene.time.at('2027-01-19 09:00')).toISOString() });
    await desk('forward', { ground: 'belum-tercakup', text: words.forward });
    await scene.sleepUntil('2027-01-21 10:30');
    await scene.act('carry-out', { by: 'mlg-04', taskId: await work(scene, 'instruksi-lkpp'), text: words.answer });
    await desk('record-reply', { text: words.answer });
    await desk('consult', { party: 'ppk', text: words.ask });
    const paper = await draftPaper(scene, by);
    await desk('witness', { paper }, 'saksikan');
    await desk('root-cause', { cause: 'data-pengguna', text: words.answer });
    await desk('answer', { text: words.answer });
    await scene.act('confirm');
    await scene.sleepUntil('2027-01-27 10:30');
    await desk('sign', { paper, file: await scannedCopy(scene, by) }, 'tanda-tangan');
    return scene;
  },
  async 'told-by-telephone'() {
    const scene = await openCase({ office: 'kab-katingan', receivedAt: '2027-01-18 10:00', reporterHasMail: false, enteredBy: 'ktg-04' });
    const desk = async (act: string, more: Record<string, unknown> = {}, kind = 'tangani') => scene.act(act, { by: 'ktg-04', taskId: await work(scene, kind), ...more });
    await desk('group', { group: '11111111-1111-4111-8111-111111111111' });
    await desk('hand-over', { to: 'coordinator' });
    await scene.act('hand-over', { by: 'ktg-01', taskId: await work(scene, 'tangani'), to: 'desk' });
    await desk('ask', { text: words.ask });
    await desk('reached', { text: words.ask }, 'hubungi-pelapor');
    await desk('reply-for', { text: words.ask });
    await desk('answer', { text: words.answer });
    await desk('reopen-for', { text: words.ask }, 'tutup');
    await desk('refuse', { whom: 'ppk' });
    await desk('reached', { text: words.answer }, 'hubungi-pelapor');
    return scene;
  },
  async 'data-handed-over'() {
    const scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-15 16:00', sop: 'data-request', facts: {}, reporterHasMail: false, enteredBy: 'mlg-06' });
    const hand = async (act: string, more: Record<string, unknown>, kind = 'periksa-identitas') => scene.act(act, { by: 'mlg-05', taskId: await work(scene, kind), ...more });
    await scene.sleepUntil('2027-01-18 16:00');
    await hand('identify', { how: 'loket', text: words.ask });
    await hand('give', { cases: ['MLG-2027-000009'] });
    // Seconds later than the fourteen days end: they began with an act, which a slow machine does seconds after the hour.
    await scene.sleepUntil('2027-02-01 16:00:30');
    await hand('reached', { text: words.ask }, 'serahkan-data');
    await hand('handed-over', { text: words.answer }, 'serahkan-data');
    return scene;
  },
  async 'data-giving-stopped'() {
    const scene = await openCase({ office: 'kota-malang', receivedAt: '2027-01-15 16:00', sop: 'data-request', facts: {} });
    const hand = async (act: string, more: Record<string, unknown>, kind = 'periksa-identitas') => scene.act(act, { by: 'mlg-05', taskId: await work(scene, kind), ...more });
    await hand('identify', { how: 'video', text: words.ask });
    await hand('give', { cases: [] });
    await hand('stop-giving', { text: words.answer }, 'awasi-pengunduhan');
    return scene;
  },
  async 'deactivated-over-lkpp'() {
    const scene = await openCase({ office: 'kab-katingan', receivedAt: '2027-01-18 10:00', sop: 'deactivation', facts: { account: 'KTG-2026-000001', kind: 'badan-usaha', ground: 'daftar-hitam', requester: 'ppk' }, enteredBy: 'ktg-03' });
    const hand = async (act: string, kind: string, by = 'ktg-03', more: Record<string, unknown> = {}) => scene.act(act, { by, taskId: await work(scene, kind), text: words.answer, ...more });
    await refuseMail(scene, 'clarification-asked');
    await scene.sleepUntil('2027-01-25 10:30');
    await hand('reached', 'hubungi-pengguna');
    await scene.sleepUntil('2027-02-01 10:30');
    await scene.act('clarify', { text: words.ask });
    await hand('claim', 'putuskan', 'ktg-01');
    await scene.sleepUntil('2027-02-05 10:30');
    await hand('decide-yes', 'putuskan', 'ktg-01');
    await hand('record-ticket', 'usul-lkpp');
    await hand('record-reply', 'usul-lkpp', 'ktg-03', { outcome: 'disetujui' });
    await hand('carry-out', 'nonaktifkan');
    return scene;
  },
  async 'deactivation-refused'() {
    const scene = await openCase({ office: 'kab-katingan', receivedAt: '2027-01-18 10:00', sop: 'deactivation', facts: { account: 'KTG-2026-000001', kind: 'ppk', ground: 'pelanggaran', requester: null }, enteredBy: 'ktg-03', reporterHasMail: false });
    const hand = async (act: string, kind: string, by = 'ktg-03') => scene.act(act, { by, taskId: await work(scene, kind), text: words.answer });
    await hand('clarify-for', 'hubungi-pengguna');
    await hand('decide-no', 'putuskan', 'ktg-01');
    await hand('reached', 'hubungi-pengguna');
    return scene;
  },
  async 'term-flagged-and-extended'() {
    const scene = await openCase({ office: 'kab-tulang-bawang-barat', receivedAt: '2026-12-01 00:05', sop: 'appointment', facts: { account: 'TBB-2026-000001', kind: 'ppk', until: '2026-12-31', confirmBy: '2026-12-31' }, reporterHasMail: true });
    await insertAccount(scene, 'tulang-bawang-barat', 'TBB-2026-000001', { until: scene.input.facts.until ?? null });
    await scene.sleepUntil('2027-01-09 10:00');
    await scene.act('send-decree', { until: null, files: [{ item: 'surat-tugas', sha256: 'ab'.repeat(32) }], text: words.ask });
    await scene.act('extend', { by: 'tbb-07', taskId: await work(scene, 'masa-tugas'), until: null, text: words.answer });
    return scene;
  },
  async 'office-ended'() {
    const scene = await openCase({ office: 'kab-tulang-bawang-barat', receivedAt: '2026-12-01 00:05', sop: 'appointment', facts: { account: 'TBB-2026-000001', kind: 'ppk', until: null, confirmBy: '2026-12-31' }, reporterHasMail: false });
    const hand = async (act: string, kind: string) => scene.act(act, { by: 'tbb-07', taskId: await work(scene, kind), text: words.answer });
    await insertAccount(scene, 'tulang-bawang-barat', 'TBB-2026-000001');
    await scene.sleepUntil('2026-12-20 10:00');
    await hand('end', 'konfirmasi-jabatan');
    await hand('reached', 'hubungi-pengguna');
    return scene;
  },
  async 'evaluation-returned'() {
    const scene = await openCase({ office: 'kab-tulang-bawang-barat', receivedAt: '2027-01-01 00:05', period: { from: '2026-10-01', to: '2026-12-31' } });
    await scene.act('claim', { by: 'tbb-03', taskId: await work(scene, 'susun-evaluasi') });
    await scene.sleepUntil('2027-01-19 07:30');
    await scene.act('evaluate', { by: 'tbb-03', taskId: await work(scene, 'susun-evaluasi'), text: words.answer });
    await scene.sleepUntil('2027-01-22 08:00');
    await scene.act('return', { by: 'tbb-02', taskId: await work(scene, 'terima-evaluasi'), text: words.ask });
    await scene.act('evaluate', { by: 'tbb-03', taskId: await work(scene, 'susun-evaluasi'), text: words.answer });
    await scene.act('accept', { by: 'tbb-02', taskId: await work(scene, 'terima-evaluasi'), text: words.forward });
    return scene;
  },
  async 'registered-after-completion'() {
    const scene = await apply({ kind: 'badan-usaha', items: ['formulir-pendaftaran', 'ktp'] });
    await scene.work('claim');
    await scene.work('note', { text: words.ask });
    await scene.work('blacklist', { result: 'tidak-tercantum' });
    await scene.sleepUntil('2027-01-21 10:30');
    await scene.work('check', { items: [{ item: 'ktp', verdict: 'tidak-benar', version: 2 }], text: words.ask });
    await scene.work('ask', { text: words.ask });
    await scene.deliverMails();
    // Half a minute after the hour, so that no pause of some milliseconds moves a summary by a minute.
    await scene.sleepUntil('2027-01-26 09:00:30');
    const owed = (await scene.checklist()).filter(({ code }) => code !== 'formulir-pendaftaran' && code !== 'akta-perubahan');
    await scene.act('complete', { files: [{ item: 'npwp', sha256: 'cd'.repeat(32) }] });
    await scene.act('complete', { files: owed.filter(({ code }) => code !== 'npwp').map(({ code: item }) => ({ item, sha256: 'cd'.repeat(32) })), absent: ['akta-perubahan'] });
    await scene.work('book', { at: new Date(scene.time.at('2027-01-27 09:00')).toISOString(), how: 'loket' });
    await scene.sleepUntil('2027-01-27 10:30');
    await scene.work('book', { at: new Date(scene.time.at('2027-01-28 09:00')).toISOString(), how: 'loket' });
    await scene.sleepUntil('2027-01-28 09:10');
    await scene.checkAll();
    await scene.work('approve');
    await scene.sleepUntil('2027-01-29 13:30');
    await scene.work('activate', { text: words.answer }, 'aktivasi');
    return scene;
  },
  async 'application-silent'() {
    const scene = await apply({ office: 'kota-salatiga', kind: 'ppk', counter: 'slt-05', reporterHasMail: false });
    await scene.work('add-item', { text: words.ask });
    await scene.work('ask');
    await scene.deliverMails();
    await scene.sleepUntil('2027-01-25 11:00');
    await scene.act('reached', { by: 'slt-05', taskId: await work(scene, 'hubungi-pengguna'), text: words.ask });
    await scene.deliverMails();
    await scene.sleepUntil('2027-02-01 13:00');
    return scene;
  },
  async 'changed-over-lkpp'() {
    const scene = await apply({ service: 'ubah-npwp', kind: 'badan-usaha', items: ['npwp-baru'] });
    await scene.checkAll();
    await scene.work('approve', { text: words.forward });
    await scene.signal('noticeFailed', { noticeId: 1, template: 'lkpp-request', recipient: 'lkpp', params: {}, state: 'refused' });
    await scene.sleepUntil('2027-01-19 10:30');
    await scene.work('record-ticket', { text: 'TKT-2027-77' }, 'teruskan-lkpp');
    await scene.work('record-reply', { outcome: 'disetujui', text: words.answer }, 'teruskan-lkpp');
    await scene.work('carry-out', { text: words.answer }, 'aktivasi');
    return scene;
  },
  async 'registered-centrally'() {
    const scene = await apply({ office: 'kab-katingan', kind: 'ppk', items: ['surat-tugas-atau-keputusan'] });
    await scene.signal('noticeFailed', { noticeId: 1, template: 'receipt', recipient: 'reporter', params: {}, state: 'refused' });
    await scene.checkAll();
    await scene.work('approve');
    await scene.sleepUntil('2027-01-21 11:00');
    await scene.work('central', { outcome: 'aktif' }, 'hasil-pusat');
    await scene.deliverMails();
    await scene.sleepUntil('2027-01-22 11:00:30');
    await scene.act('reached', { by: 'ktg-04', taskId: await work(scene, 'hubungi-pengguna'), text: words.answer });
    return scene;
  },
  async 'application-rejected'() {
    const scene = await apply({ office: 'kota-malang', kind: 'perorangan' });
    await scene.sleepUntil('2027-01-19 10:30');
    await scene.work('reject', { ground: 'dokumen-tidak-benar', text: words.answer });
    return scene;
  },
  async 'window-moved-and-overrun'() {
    const scene = await plan({ change: withLeads('[{ days: 1 }]') });
    await scene.work('move', { startsAt: scene.iso('2027-01-22 22:00'), endsAt: scene.iso('2027-01-23 02:00'), text: words.ask });
    // Half a minute after the hour, so that no pause of some milliseconds moves a summary by a minute.
    await scene.sleepUntil('2027-01-19 10:30:30');
    await scene.work('approve', approve);
    await scene.sleepUntil('2027-01-20 10:00');
    await scene.work('move', { startsAt: scene.iso('2027-01-29 22:00'), endsAt: scene.iso('2027-01-30 02:00'), text: words.ask });
    await scene.sleepUntil('2027-01-30 02:45');
    await refuseMail(scene, 'end-asked');
    await scene.work('extend', { endsAt: scene.iso('2027-01-30 04:00'), text: words.forward });
    await scene.work('reached', { kind: 'hubungi-pejabat', by: 'slt-02', text: words.ask });
    // The ladder has ended, and the planner is asked again.
    await scene.sleepUntil('2027-01-31 05:10:30');
    await scene.work('step', { text: words.ask });
    await scene.work('finish', { endedAt: scene.iso('2027-01-30 04:05'), text: words.answer });
    await scene.deliverToMany({ held: 1 });
    await scene.work('checked', { kind: 'periksa-surat' });
    return scene;
  },
  async 'window-broken-off'() {
    const scene = await plan({ receivedAt: '2027-01-18 22:00', window: ['2027-01-18 21:59', '2027-01-19 01:00'], facts: { emergency: 'ya' } });
    await scene.sleepUntil('2027-01-18 23:00');
    await scene.work('cancel', { text: words.answer });
    await scene.deliverToMany();
    return scene;
  },
  async 'outage-to-lkpp'() {
    const scene = await openOutage();
    const said = { text: words.ask };
    await scene.sleepUntil('2027-01-18 22:31:30');
    await scene.technician('claim');
    await scene.technician('step', { at: scene.iso('2027-01-18 22:30'), ...said });
    await scene.technician('draft-inaproc', said);
    await scene.declarer('approve', {}, 'setujui-inaproc');
    await scene.technician('posted', { channel: 'inaproc', at: scene.iso('2027-01-18 22:31'), ...said }, 'pasang-inaproc');
    await scene.hears('probeRecovered', '2027-01-18 23:00');
    await scene.sleepUntil('2027-01-18 23:30');
    await scene.hears('probeFailed', '2027-01-18 23:30');
    // Half a minute after the hour, so that no pause of some milliseconds moves a summary by a minute.
    await scene.sleepUntil('2027-01-19 03:10:30');
    await scene.technician('scope', { systems: ['spse', 'situs'], ...said });
    await scene.sleepUntil('2027-01-19 12:30:30');
    await refuseMail(scene, 'lkpp-report');
    await scene.technician('record-ticket', { text: 'TKT-2027-77' }, 'beritahu-lkpp');
    await scene.technician('restore', { at: scene.iso('2027-01-19 12:30'), ...said });
    await scene.sleepUntil('2027-01-20 13:30');
    await scene.fix();
    const paper = await draftOutagePaper(scene, 'slt-03');
    await scene.technician('paper', { paper }, 'berita-acara-gangguan');
    await scene.sleepUntil('2027-01-27 14:00:30');
    await scene.technician('sign', { paper, file: await scannedCopy(scene, 'slt-03') }, 'tanda-tangan');
    await scene.deliverToMany();
    return scene;
  },
  async 'outage-dismissed'() {
    const scene = await openOutage({ enteredBy: 'slt-05', receivedAt: '2027-01-18 10:00' });
    await scene.sleepUntil('2027-01-18 10:20');
    await scene.technician('inform', { text: words.ask });
    await refuseMail(scene, 'outage-opened');
    await scene.technician('dismiss', { text: words.answer });
    await scene.deliverToMany();
    return scene;
  },
  async 'medium-carried-late'() {
    const scene = await openCustody({ move: 'keluar' });
    await registerMedium(scene, 'media-a', { takenAt: new Date(1), verifiedAt: new Date(2) });
    // Half a minute after the hour, so that no pause of some milliseconds moves a summary by a minute.
    await scene.sleepUntil('2027-01-20 13:10:30');
    await scene.keeper('claim', 'serahkan-media');
    await scene.hand('2027-01-20 13:10');
    await scene.sleepUntil('2027-01-21 15:30:30');
    await scene.keeper('redirect', 'awasi-perjalanan', { to: 'arsip', receiver: 'slt-02', receiverFunction: 'kepala-lpse', inServerRoom: false, text: words.ask });
    await scene.receive('2027-01-21 15:30', 'slt-02');
    const paper = await draftMediaPaper(scene, 'slt-03');
    await scene.sleepUntil('2027-01-22 15:40:30');
    await scene.keeper('paper', 'berita-acara', { paper });
    await scene.keeper('sign', 'tanda-tangan', { paper, file: await scannedCopy(scene, 'slt-03') });
    return scene;
  },
  async 'medium-lost-on-the-way'() {
    const scene = await openCustody({ move: 'kembali' });
    await scene.hand('2027-01-18 10:00');
    await scene.sleepUntil('2027-01-18 11:00:30');
    await scene.keeper('lost', 'awasi-perjalanan', { text: words.ask });
    await refuseMail(scene, 'medium-lost');
    await scene.sleepUntil('2027-01-22 12:30:30');
    await scene.head('notified', 'beri-tahu-kehilangan', { at: scene.iso('2027-01-22 12:00'), text: words.answer });
    await scene.head('reached', 'hubungi-pejabat', { text: words.ask });
    await scene.sleepUntil('2027-01-25 11:30:30');
    await scene.keeper('found', 'cari-media', { place: 'brankas', inServerRoom: false, text: words.answer });
    return scene;
  },
  async 'medium-destroyed'() {
    const scene = await openCustody({ move: 'musnah' });
    await scene.keeper('destroy', 'musnahkan-media', { at: scene.iso('2027-01-18 10:00'), witness: 'slt-05', text: words.answer });
    await scene.sleepUntil('2027-01-19 11:30:30');
    await scene.keeper('no-paper', 'berita-acara', { text: words.ask });
    return scene;
  },
  async 'drill-mended-and-explained'() {
    tools.next('restoreScratch', failing('scratch-missing'));
    tools.next('destroyScratch', failing('server-unreachable'));
    tools.next('compareScratch', async () => ({ tables: 12, rows: 3_400, files: 240, bytes: 10_000, manifest: 'aa'.repeat(32), unsteady: 0, differingTables: 1, differingFiles: 0, missingFiles: 0, missingTables: 0 }));
    const scene = await openDrill();
    const said = { text: words.ask };
    // Half a minute after the hour, so that no pause of some milliseconds moves a summary by a minute.
    await scene.sleepUntil('2027-01-18 13:10:30');
    await scene.keeper('retry', 'perbaiki-uji');
    await scene.keeper('retry', 'perbaiki-uji', said);
    await scene.sleepUntil('2027-01-20 09:10:30');
    await scene.keeper('explain', 'jelaskan-perbedaan', said);
    const paper = await draftDrillPaper(scene, 'slt-03');
    await scene.keeper('paper', 'berita-acara', { paper });
    await scene.sleepUntil('2027-01-26 09:10:30');
    await scene.keeper('sign', 'tanda-tangan', { paper, file: await scannedCopy(scene, 'slt-03') });
    await scene.keeper('key-tried', 'coba-kunci', said);
    return scene;
  },
  async 'backup-mended'() {
    tools.next('preflightBackup', async () => ({ undeclared: [{ source: 'spse', databases: ['arsip'] }] }));
    tools.next('takeSet', failing('dump-failed'), failing('no-space'));
    tools.next('forgetCopies', async () => ({ removed: ['99999999-2222-4333-8444-555555555555'] }));
    const scene = await openRun();
    // Half a minute after the hour, so that no pause of some milliseconds moves a summary by a minute.
    await scene.sleepUntil('2027-01-19 02:00:30');
    await scene.keeper('retry', 'perbaiki-cadangan', { text: words.answer });
    await scene.keeper('settle', 'periksa-basis-data', { text: words.ask });
    return scene;
  },
  async 'medium-attached-late'() {
    tools.next('copySet', failing('medium-missing'), failing('wrong-medium'));
    const scene = await openPortable();
    await scene.sleepUntil('2027-01-20 12:00:30');
    await scene.keeper('attached', 'pasang-media', { medium: 'media-b' });
    await scene.keeper('attached', 'pasang-media', { medium: 'media-a' });
    return scene;
  },
  async 'backup-abandoned'() {
    tools.next('takeSet', failing('server-newer'));
    const scene = await openRun();
    await scene.keeper('abandon', 'perbaiki-cadangan', { text: words.answer });
    return scene;
  },
};
