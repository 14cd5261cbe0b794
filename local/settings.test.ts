import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

test('folders follow SIGAP_CACHE, then XDG_CACHE_HOME, then the home folder', () => {
  const home = { HOME: '/home/ani' };
  expect(readSettings(home, '/house')).toMatchObject({ dataDir: '/house/.sigap', cacheDir: '/home/ani/.cache/sigap' });
  expect(readSettings({ ...home, XDG_CACHE_HOME: '/xdg' }).cacheDir).toBe('/xdg/sigap');
  expect(readSettings({ ...home, XDG_CACHE_HOME: '/xdg', SIGAP_CACHE: 'own', SIGAP_DATA: 'data' }, '/house')).toMatchObject({ dataDir: '/house/data', cacheDir: '/house/own' });
});

test.each(['0', '65536', '80a', '-1', '1e3'])('a port of %s is refused by name', (port) => {
  expect(() => readSettings({ SIGAP_PORT_SMTP: port })).toThrow(/SIGAP_PORT_SMTP/);
});
