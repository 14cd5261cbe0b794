import { expect, test } from 'vitest';
import { html } from './html.ts';

test('a value is escaped, in text and in an attribute', () => {
  const evil = `"><script>alert('x')</script>&`;
  expect(String(html`<p title="${evil}">${evil}</p>`))
    .toBe('<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</p>');
});

test('markup inside markup stays markup, and a list is joined without commas', () => {
  expect(String(html`<ul>${['a', '<b>'].map((item) => html`<li>${item}</li>`)}</ul>`)).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>');
});

test('nothing is shown for what is not there, but zero is shown', () => {
  expect(String(html`[${null}${undefined}${false}${[]}${0}]`)).toBe('[0]');
});

test('an object that only looks like markup is escaped', () => {
  const forged = { toString: () => '<script>' } as unknown as string;
  expect(() => String(html`${forged}`)).toThrow();
  expect(String(html`${String(forged)}`)).toBe('&lt;script&gt;');
});
