import { aReport } from '../../test/house.ts';
import type { Answer, House, Staff } from '../../test/house.ts';

export interface Reported {
  number: string;
  /** The open task of the desk. */
  taskId: string;
  /** An act of the reporter, by the tracking link. */
  reporter(act: string, body?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
  /** What the reporter sees. */
  follow(): Promise<Answer>;
}

/** A fresh report that the desk can work on. */
export async function reported(house: House, desk: Staff, office = 'contoh', more: Record<string, unknown> = {}): Promise<Reported> {
  const { status, body } = await house.report(office, { ...aReport, ...more });
  if (status !== 202) throw new Error(`The report was answered with ${status} ${body.code}`);
  const { number, trackingUrl } = body as { number: string; trackingUrl: string };
  const link = `/api/v1/tracking/${number}/${trackingUrl.split('/').at(-1)}`;
  return {
    number, taskId: (await desk.task(number, 'tangani')).id,
    reporter: (act, answer = {}, headers = {}) => house.call('POST', `${link}/acts/${act}`, answer, headers),
    follow: () => house.call('GET', link),
  };
}

/** Status and state of a taken act, status and code of a refused one. */
export const outcome = ({ status, body }: Answer): [number, string] => [status, status < 300 ? body.state : body.code];

/** Another person of the same office: `staff` gives the first holder only. */
export async function colleague(house: House, office: string, person: string): Promise<Pick<Staff, 'act' | 'person' | 'get'>> {
  const authorization = `Bearer ${await house.key(office, person)}`;
  const base = `/api/v1/offices/${office}`;
  return {
    person,
    get: (path) => house.call('GET', `${base}${path}`, undefined, { authorization }),
    act: (number, act, body, headers = {}) => house.call('POST', `${base}/problem/${number}/acts/${act}`, body, { authorization, ...headers }),
  };
}
