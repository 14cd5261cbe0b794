import { expect, test } from 'vitest';
import type { ItemRule } from '../../regulations/registration-rules.ts';
import { checklistOf, codesIn, lackOf, obstacleOf } from './checklist.ts';
import type { CheckEvent } from './checklist.ts';

const source = { kind: 'sigap', why: 'contoh' } as const;
const rule = (code: string, more: Partial<ItemRule> = {}): ItemRule => ({ code, label: code, kinds: [], services: [], need: 'always', original: true, source, ...more });
const rules = [rule('ktp'), rule('akta', { need: 'if-any' }), rule('formulir', { original: false })];
const event = (type: string, data: Record<string, unknown>): CheckEvent => ({ type, actor: 'x-01', at: 7, data });
const received = (item: string) => event('item.received', { item, how: 'daring' });
const judged = (item: string, verdict: string) => event('item.judged', { item, verdict, textId: 'words' });
const seen = (item: string) => event('item.seen', { item, how: 'loket' });

/** 'ktp: lack/obstacle' of each item after these events. */
const after = (...events: CheckEvent[]): string[] => checklistOf(rules, events).map((item) => `${item.code}: ${lackOf(item)}/${obstacleOf(item)}`);

test.each<[string, CheckEvent[], string[]]>([
  ['nothing came', [], ['ktp: copy/copy', 'akta: copy/copy', 'formulir: copy/copy']],
  ['there is no deed', [event('item.absent', { item: 'akta' })], ['ktp: copy/copy', 'akta: null/null', 'formulir: copy/copy']],
  ['copies came', ['ktp', 'akta', 'formulir'].map(received), ['ktp: null/original', 'akta: null/original', 'formulir: null/unjudged']],
  ['all seen and true', rules.flatMap(({ code }) => [received(code), seen(code), judged(code, 'benar')]), ['ktp: null/null', 'akta: null/null', 'formulir: null/null']],
  ['one untrue', [received('ktp'), seen('ktp'), judged('ktp', 'tidak-benar')], ['ktp: untrue/untrue', 'akta: copy/copy', 'formulir: copy/copy']],
  ['brought anew', [received('ktp'), seen('ktp'), judged('ktp', 'tidak-benar'), received('ktp')], ['ktp: null/original', 'akta: copy/copy', 'formulir: copy/copy']],
  ['untrue and then said not to exist', [received('akta'), judged('akta', 'tidak-benar'), event('item.absent', { item: 'akta' })], ['ktp: copy/copy', 'akta: null/null', 'formulir: copy/copy']],
  ['absent does not excuse what is always needed', [event('item.absent', { item: 'ktp' })], ['ktp: copy/copy', 'akta: copy/copy', 'formulir: copy/copy']],
  ['seen without a copy', [seen('ktp'), judged('ktp', 'benar')], ['ktp: copy/copy', 'akta: copy/copy', 'formulir: copy/copy']],
  ['events of other items and kinds', [received('ijazah'), event('note.added', { item: 'ktp' })], ['ktp: copy/copy', 'akta: copy/copy', 'formulir: copy/copy']],
])('%s', (_name, events, told) => expect(after(...events)).toEqual(told));

test('another law\'s item joins the list with its words, without a clause of the text, and is needed', () => {
  const [added] = checklistOf([], [event('item.added', { item: 'lain-1', textId: 'words' })]);
  expect(added).toMatchObject({ code: 'lain-1', source: null, textId: 'words', need: 'always', original: true });
  expect(obstacleOf(added!)).toBe('copy');
});

test('an item says who received, saw and judged it, and when', () => {
  expect(checklistOf(rules, [received('ktp'), seen('ktp'), judged('ktp', 'benar')])[0]).toMatchObject({
    received: { by: 'x-01', at: 7, how: 'daring', version: 1 }, seen: { by: 'x-01', at: 7, how: 'loket' }, verdict: { by: 'x-01', at: 7, value: 'benar', textId: 'words' },
  });
});

test('a list of codes is split, an absent or empty one has none', () => {
  expect([codesIn('a,b'), codesIn(''), codesIn(null), codesIn(undefined)]).toEqual([['a', 'b'], [], [], []]);
});
