import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { configKeys } from './config.ts';
import { portVariables } from './local/settings.ts';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
/** Of the system, not of Sigap. */
const foreign = new Set(['HOME', 'XDG_CACHE_HOME']);

it('every variable that Sigap reads is in docs/operators.md, and no other', () => {
  const local = found(read('local/settings.ts'), /\benv\.([A-Z][A-Z_]+)/g).filter((name) => !foreign.has(name));
  const ports = Object.values(portVariables).map(({ variable }) => variable);
  const compose = found(read('docker-compose.yml'), /\$\{([A-Z_]+)/g);
  const documented = found(read('docs/operators.md'), /`((?:SIGAP|TEMPORAL|SMTP|MAIL|LOG|PUBLIC|DATABASE)_[A-Z_]+|HOST|PORT)`/g);
  expect([...new Set(documented)].sort()).toEqual([...new Set([...configKeys, ...local, ...ports, ...compose])].sort());
});
