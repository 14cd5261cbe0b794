import { until } from '../../test/house.ts';
import type { Answer, House } from '../../test/house.ts';

export const commonAnswer = 'Gangguan pada pengunggahan sudah diperbaiki; silakan coba lagi.';

/** What a person of an office does with groups of reports. */
export function groupsOf(house: House, key: string, office = 'contoh') {
  const call = (method: string, path: string, body?: unknown, idempotencyKey?: string): Promise<Answer> =>
    house.call(method, `/api/v1/offices/${office}/groups${path}`, body, { authorization: `Bearer ${key}`, ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}) });
  const read = (id: string) => call('GET', `/${id}`);
  return {
    read,
    list: () => call('GET', ''),
    create: (numbers: string[], idempotencyKey?: string, title = 'Unggahan gagal sejak pagi') => call('POST', '', { title, numbers }, idempotencyKey),
    add: (id: string, numbers: string[], idempotencyKey?: string) => call('POST', `/${id}/members`, { numbers }, idempotencyKey),
    remove: (id: string, number: string, idempotencyKey?: string) => call('DELETE', `/${id}/members/${number}`, undefined, idempotencyKey),
    answer: (id: string, idempotencyKey?: string, text = commonAnswer) => call('POST', `/${id}/answer`, { text }, idempotencyKey),
    /** The group, once each report has said what became of the newest answer. */
    settled: (id: string, timeoutMs = 30_000): Promise<Whole> => until(async () => {
      const { body } = await read(id) as { body: Whole };
      return (body.answers[0]?.members.every(({ outcome }) => outcome !== null) ?? false) && body;
    }, `every outcome of group ${id}`, timeoutMs),
  };
}

export interface Whole {
  title: string;
  members: { number: string; state: string; deadline: string | null; closedAt: string | null }[];
  answers: { id: string; person: string; text: string | null; members: { number: string; outcome: string | null; sentence: string }[] }[];
}

/** Number and outcome of each report, in the order of the numbers. */
export const outcomes = (members: { number: string; outcome: string | null }[]): Record<string, string | null> =>
  Object.fromEntries(members.map(({ number, outcome }) => [number, outcome]));
