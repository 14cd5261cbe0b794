import { onPath } from '../../local/run-tool.ts';
import type { Environment } from '../../local/settings.ts';
import type { Tool } from './provided.ts';

/** `pdftotext` or `pdftoppm`, on the PATH: what an office's own reader makes of a paper. */
export async function findPoppler(name: 'pdftotext' | 'pdftoppm', env: Environment): Promise<Tool> {
  const path = await onPath(name, env);
  return path ? { path } : { missing: `Paper tests need ${name}: install it with \`apt-get install poppler-utils\`.` };
}
