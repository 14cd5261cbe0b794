import { expect, test } from 'vitest';
import { mailDomainOf, messageIdOf } from './message-id.ts';

test.each([
  ['sigap@lpse.example', 'lpse.example'], ['LPSE Kota <sigap@lpse.example>', 'lpse.example'], ['sigap', 'sigap.invalid'], ['sigap@', 'sigap.invalid'],
])('the sender %s puts %s into Message-IDs', (mailFrom, domain) => {
  expect(mailDomainOf(mailFrom)).toBe(domain);
});

test('the Message-ID of a row is the same at every try', () => {
  expect(messageIdOf('problem-1/3.0/lkpp', 'lpse.example')).toMatch(/^<[0-9a-f]{32}@lpse\.example>$/);
  expect(messageIdOf('problem-1/3.0/lkpp', 'lpse.example')).toBe(messageIdOf('problem-1/3.0/lkpp', 'lpse.example'));
});
