import { expect, test } from 'vitest';
import { readArguments, usage } from './arguments.ts';

const given = (to: string) => ['--from', '/media/a', '--password-file', 'sandi', '--to', to];

test('a restore goes into a folder of its own, never into the backup that it comes from', () => {
  expect(readArguments(given('baru'), '/srv')).toEqual({ from: '/media/a', passwordFile: '/srv/sandi', to: '/srv/baru' });
  for (const inside of ['/media/a', '/media/a/baru', '/media/b/../a/baru']) expect(() => readArguments(given(inside), '/srv')).toThrow('di dalam cadangan itu sendiri');
  expect(() => readArguments(given('/media/ab').slice(2), '/srv')).toThrow(usage);
  expect(readArguments(given('/media/ab'), '/srv').to).toBe('/media/ab');
});
