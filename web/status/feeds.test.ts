import { XMLParser, XMLValidator } from 'fast-xml-parser';
import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBoard } from '../../api/status/board.ts';
import { windowsCalendar } from '../../api/status/calendar.ts';
import { officeStatus, statusJson } from '../../api/status/status-json.ts';
import { announce } from '../../api/status/testing/announce.ts';
import type { Published } from '../../api/status/testing/announce.ts';
import { announcements } from '../../db/schema.ts';
import { startHouse } from '../../test/house.ts';
import type { House } from '../../test/house.ts';
import { evil } from '../testing/report.ts';
import { atomFeed } from './atom.ts';

let house: House;
beforeAll(async () => { house = await startHouse({ startWorker: false, sweep: false }); });
beforeEach(async () => { await house.db.delete(announcements); });
afterAll(() => house.stop());

const now = Date.parse('2026-11-24T10:00:00+07:00');
const home = 'https://sigap.example';
const board = () => readBoard(house.deps, 'contoh', now);
/** Everything that has broken a feed somewhere. */
const nasty = `${evil} ]]> &amp; \u0000\u0007\u001b[31m \ud800 "kutip", titik; koma: \\n \\ garis\r\nBEGIN:VEVENT\nEND:VCALENDAR 🙂 ${'panjäng'.repeat(30)}`;
const window: Published = { at: '2026-11-20T08:00:00+07:00', state: 'terjadwal', startsAt: '2026-11-30T23:00:00+07:00', endsAt: '2026-12-01T01:00:00+07:00', systems: ['spse', 'spse-e-katalog'] };
const moved: Published = { at: '2026-11-21T08:00:00+07:00', state: 'terjadwal', startsAt: '2026-12-01T23:00:00+07:00', endsAt: '2026-12-02T01:00:00+07:00', news: 'Menyesuaikan jadwal tender' };
const cancelled: Published = { at: '2026-11-22T08:00:00+07:00', state: 'dibatalkan' };

describe('the Atom feed', () => {
  interface Link { '@_rel': string; '@_href': string; '@_type'?: string }
  interface Entry { id: string; title: string; updated: string; published: string; content: { '#text': string; '@_type': string }; link: Link[] }
  interface Feed { id: string; title: string; updated: string; link: Link[]; author: { name: string }[]; entry?: Entry[] }
  const list = ['feed.entry', 'feed.link', 'feed.author', 'feed.entry.link'];
  const feedNow = async (): Promise<Feed & { raw: string }> => {
    const raw = atomFeed(await board(), home);
    expect(XMLValidator.validate(raw)).toBe(true);
    const { feed } = new XMLParser({ ignoreAttributes: false, isArray: (_name, path) => list.includes(String(path)) }).parse(raw) as { feed: Feed };
    return { ...feed, raw };
  };
  /** What RFC 4287, 4.1 asks of every feed and entry. */
  const expectValid = ({ id, title, updated, link, author, entry = [] }: Feed): void => {
    const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
    const ids = [id, ...entry.map((one) => one.id)];
    expect(new Set(ids).size).toBe(ids.length);
    for (const one of ids) expect(one).toMatch(/^tag:sigap\.example,\d{4}-\d\d-\d\d:[\w/-]+$/);
    for (const at of [updated, ...entry.flatMap((one) => [one.updated, one.published])]) {
      expect(at).toMatch(date);
      expect(Date.parse(at)).toBeGreaterThan(0);
    }
    for (const text of [title, ...entry.map((one) => one.title)]) expect(text.trim()).not.toBe('');
    expect(author.map(({ name }) => name)).toEqual(['LPSE Kota Contoh']);
    expect(link.filter((one) => one['@_rel'] === 'self').map((one) => one['@_href'])).toEqual([`${home}/status/contoh/atom.xml`]);
    for (const one of entry) expect(one.link.filter((each) => each['@_rel'] === 'alternate')).toHaveLength(1);
  };

  it('is valid without any entry', async () => {
    const feed = await feedNow();
    expectValid(feed);
    expect(feed.entry).toBeUndefined();
  });

  it('keeps the id of an entry and raises its time with every piece of news', async () => {
    const number = await announce(house.deps, 'maintenance', { words: 'Pembaruan' }, [window, moved]);
    const before = await feedNow();
    await house.db.update(announcements).set({ updatedAt: new Date('2026-11-23T00:00:00Z'), state: 'dibatalkan', revision: 2 });
    const after = await feedNow();
    for (const feed of [before, after]) expectValid(feed);
    expect(before.entry?.[0]?.id).toBe(after.entry?.[0]?.id);
    expect([before.updated, after.updated, after.entry?.[0]?.updated, after.entry?.[0]?.published]).toEqual(['2026-11-21T08:00:00+07:00', '2026-11-23T07:00:00+07:00', '2026-11-23T07:00:00+07:00', '2026-11-20T08:00:00+07:00']);
    expect(after.entry?.[0]?.content['#text']).toContain('Menyesuaikan jadwal tender');
    expect(after.entry?.[0]?.link[0]?.['@_href']).toBe(`${home}/status/contoh#${number}`);
  });

  it('carries the words of people as text, whatever they are', async () => {
    await announce(house.deps, 'outage', { words: nasty }, [{ at: '2026-11-24T08:10:00+07:00', state: 'gangguan', startsAt: '2026-11-24T08:00:00+07:00', endsAt: null, news: nasty }]);
    await announce(house.deps, 'outage', { words: 'Belum untuk umum' }, [{ at: '2026-11-24T08:10:00+07:00', state: 'diperiksa', isPublic: false, startsAt: '2026-11-24T08:00:00+07:00', endsAt: null }]);
    const feed = await feedNow();
    expectValid(feed);
    expect(feed.entry).toHaveLength(1);
    const html = feed.entry?.[0]?.content['#text'] ?? '';
    expect(feed.raw).not.toMatch(/<script|<img|\]\]>|[\u0000-\u0008\u000b\u000c\u000e-\u001f]|Belum untuk umum|cth-03/);
    // What the parser gives is HTML, in which the words are still text.
    expect(html).toContain('🙂');
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('<script');
  });
});

describe('the calendar', () => {
  const calendarNow = async () => {
    const raw = windowsCalendar(await board(), home);
    expect(raw).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\nPRODID:-\/\/Sigap\/\/[^]*\r\nEND:VCALENDAR\r\n$/);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of raw.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const root = new ICAL.Component(ICAL.parse(raw) as unknown[]);
    return root.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      const text = (name: string) => String(component.getFirstPropertyValue(name));
      return {
        uid: event.uid, sequence: event.sequence, summary: event.summary, description: event.description, status: text('status'), stamp: text('dtstamp'), modified: text('last-modified'),
        start: event.startDate.toJSDate().getTime(), end: event.endDate.toJSDate().getTime(), zone: event.startDate.zone?.tzid, url: text('url'),
      };
    });
  };

  it('says when, in UTC, under a UID that stays, and moves its event', async () => {
    const number = await announce(house.deps, 'maintenance', { words: 'Pembaruan' }, [window, moved]);
    expect(await calendarNow()).toEqual([{
      uid: `${number}@sigap.example`, sequence: 1, summary: 'Pemeliharaan SPSE, E-purchasing dan katalog lokal', status: 'CONFIRMED', stamp: '2026-11-21T01:00:00Z', modified: '2026-11-21T01:00:00Z',
      description: `Pembaruan\n\nMenyesuaikan jadwal tender\n\nNomor ${number}`, start: Date.parse(moved.startsAt ?? ''), end: Date.parse(moved.endsAt ?? ''), zone: 'UTC', url: `${home}/status/contoh#${number}`,
    }]);
  });

  it('keeps a cancelled window as cancelled, under its UID', async () => {
    const number = await announce(house.deps, 'maintenance', {}, [window, moved, cancelled]);
    expect(await calendarNow()).toMatchObject([{ uid: `${number}@sigap.example`, sequence: 2, status: 'CANCELLED', start: Date.parse(moved.startsAt ?? '') }]);
  });

  it('has the windows of the last thirty days and of the future, no outage and nothing that is not announced', async () => {
    const at = (days: number) => new Date(now + days * 86_400_000).toISOString();
    const of = (from: number, to: number, more: Partial<Published> = {}) => announce(house.deps, 'maintenance', {}, [{ at: at(-60), state: 'selesai', startsAt: at(from), endsAt: at(to), ...more }]);
    await of(-32, -31);
    const kept = await of(-30, -29);
    const far = await of(300, 301, { state: 'terjadwal' });
    await of(2, 3, { state: 'terjadwal', isPublic: false });
    await announce(house.deps, 'outage', {}, [{ at: at(-1), state: 'gangguan', startsAt: at(-1), endsAt: null }]);
    expect((await calendarNow()).map(({ uid }) => uid.split('@')[0])).toEqual([far, kept]);
  });

  it('carries the words of people as text, whatever they are', async () => {
    const number = await announce(house.deps, 'maintenance', { words: nasty }, [window]);
    const events = await calendarNow();
    expect(events).toHaveLength(1);
    const words = nasty.toWellFormed().replaceAll(/[\u0000\u0007\u001b]/g, '').replaceAll('\r\n', '\n');
    expect(events[0]?.description).toBe(`${words}\n\nNomor ${number}`);
  });
});

it('the JSON is what OpenAPI says, with instants by the clock of the office', async () => {
  const number = await announce(house.deps, 'maintenance', { words: nasty }, [window, moved]);
  const json = JSON.parse(JSON.stringify(statusJson(await board(), false))) as unknown;
  const read = officeStatus.parse(json);
  expect(read).toEqual(json);
  expect(read.announcements).toMatchObject([{ number, kind: 'maintenance', state: 'terjadwal', phase: 'planned', startsAt: '2026-12-01T23:00:00+07:00', revision: 1 }]);
  expect(read.announcements[0]?.news.map(({ startsAt }) => startsAt)).toEqual(['2026-11-30T23:00:00+07:00', '2026-12-01T23:00:00+07:00']);
  const { body } = await house.call('GET', '/docs/json');
  expect(Object.keys(body.paths['/status/{office}/status.json'].get.responses['200'].content['application/json'].schema.properties)).toEqual(Object.keys(read));
});

it('each is sent as what it is', async () => {
  const types = await Promise.all(['atom.xml', 'kalender.ics', 'status.json'].map(async (name) => (await house.app.inject({ url: `/status/salatiga/${name}` })).headers['content-type']));
  expect(types).toEqual(['application/atom+xml; charset=utf-8', 'text/calendar; charset=utf-8', 'application/json; charset=utf-8']);
});
