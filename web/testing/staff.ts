import type { Page } from 'playwright-core';
import { startHouse } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { getPage, sendForm } from './report.ts';

export interface Session { cookie: string; token: string }

/** A house with one office and a person of it logged in. Without a worker no act gets an answer, and every state can be written as it is wanted, and stays: nothing that is due is taken in, either. */
export async function stillHouse(file: string, office: string, person: string): Promise<{ house: House; session: Session }> {
  const house = await startHouse({ offices: [file], startWorker: false, sweep: false });
  return { house, session: await loggedIn(house, office, person) };
}

/** Logs in over HTTP. @returns the header that a browser would send, and the token of the session's forms */
export async function loggedIn(house: House, office: string, person: string): Promise<Session> {
  const answer = await sendForm(house, '/masuk', { kantor: office, 'kunci-api': await house.key(office, person) });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  if (answer.status !== 303) throw new Error(`The login was answered with ${answer.status}`);
  const { text } = await getPage(house, `/kantor/${office}`, { cookie });
  return { cookie, token: /name="tanda" value="([\w-]+)"/.exec(text)?.[1] ?? '' };
}

/** Sends a form of the office with a cookie. */
export function sendAs({ url }: House, path: string, cookie: string, fields: Record<string, string>): Promise<Response> {
  return fetch(`${url}${path}`, { method: 'POST', headers: { cookie }, body: new URLSearchParams(fields), redirect: 'manual' });
}

/** Logs in as a person does, on the page that is shown. */
export async function logIn(page: Page, house: House, office: string, person: string): Promise<void> {
  await page.goto('/masuk');
  await fillLogin(page, office, await house.key(office, person));
}

export async function fillLogin(page: Page, office: string, key: string): Promise<void> {
  await page.getByLabel('Kantor').selectOption(office);
  await page.getByLabel('Kunci API pribadi').fill(key);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.waitForURL(/\/kantor\//);
}
