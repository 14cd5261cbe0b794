import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcome, reported } from '../../api/testing/desk.ts';
import { aForm, download } from '../../api/testing/papers.ts';
import { form, pdf } from '../../api/testing/upload.ts';
import { textOf } from '../../papers/testing/read-pdf.ts';
import { startHouse } from '../house.ts';
import type { House } from '../house.ts';
import { rawHistory } from '../raw-history.ts';

let house: House;
beforeAll(async () => { house = await startHouse(); });
afterAll(() => house.stop());

const unopenable = { category: 'dokumen-penawaran-tidak-dapat-dibuka' };

// In Salatiga the desk chooses, from its own task; in Katingan the report brings the task along (ERR-10).
describe.each([['salatiga', 'tangani', 'BERITA ACARA DOKUMEN', 'pokja-pemilihan'], ['katingan', 'saksikan', 'BERITA ACARA KESAKSIAN DOKUMEN', 'panitia-pengadaan']])('a bid document that cannot be opened in %s', (office, kind, title, party) => {
  it('is witnessed: form, number, PDF, signature and the signed copy', async () => {
    const desk = await house.staff(office, 'helpdesk');
    const { number } = await reported(house, desk, office, unopenable);
    const authorization = { authorization: `Bearer ${desk.key}` };
    const papers = `/api/v1/offices/${office}/cases/${number}/papers`;
    const filled = { ...aForm, number: `E2E/${number}`, witnesses: [{ person: desk.person }], parties: [{ ...aForm.parties[0], party }] };
    const { status, body: { id: paper } } = await house.call('POST', papers, filled, authorization);
    expect(status).toBe(201);

    const { id: taskId } = await desk.task(number, kind);
    expect((await desk.act(number, 'witness', { taskId, paper })).status).toBe(200);
    const written = await download(house, `${papers}/${paper}/pdf`, desk.key);
    expect(textOf(written.bytes)).toContain(`${title} PENAWARAN YANG TIDAK DAPAT DIBUKA Nomor: E2E/${number}`);
    expect(outcome(await desk.act(number, 'witness', { taskId, paper }))).toEqual([409, 'paper-written']);

    const signing = (await desk.task(number, 'tanda-tangan')).id;
    const scan = Buffer.concat([pdf, Buffer.from(number)]);
    const upload = await house.app.inject({ method: 'POST', url: `/api/v1/offices/${office}/files`, ...form({ bytes: scan, type: 'application/pdf', name: 'pindaian.pdf' }) });
    const { sha256: file } = upload.json();
    const drawn = (await desk.get(`/cases/${number}/papers`)).body.papers[0].sha256;
    expect(outcome(await desk.act(number, 'sign', { taskId: signing, paper, file: drawn }))).toEqual([409, 'paper-unsigned']);
    expect((await desk.act(number, 'sign', { taskId: signing, paper, file })).status).toBe(200);
    expect((await download(house, `${papers}/${paper}/signed`, desk.key)).bytes.equals(scan)).toBe(true);
    const { body: { events, files, tasks } } = await desk.get(`/cases/${number}`);
    expect(events.map(({ type }: { type: string }) => type)).toEqual(expect.arrayContaining(['witness.asked', 'paper.written', 'paper.signed']));
    expect(files.map(({ sha256 }: { sha256: string }) => sha256).sort()).toEqual([drawn, file].sort());
    expect(tasks.filter((task: { kind: string; state: string }) => ['saksikan', 'tanda-tangan'].includes(task.kind) && task.state === 'open')).toEqual([]);
  });

  it('leaves nobody’s name in Temporal', async () => {
    const names = /Ratna|Rekaan|Puskesmas|3a7bd3e2/i;
    for await (const { workflowId } of house.client.workflow.list()) {
      const history = await rawHistory(house, workflowId);
      // The payloads themselves were read.
      expect(history).toContain('"office":');
      expect(history).not.toMatch(names);
    }
  });
});
