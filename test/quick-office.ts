import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Pace { followUp: number; spacing: number; approval: number; confirm?: number; data?: number; answer?: number }

/** The invented office with other seconds in its budgets, as a file. */
export function officeWith({ followUp, spacing, approval, confirm = 60, data = 60, answer }: Pace, change: (text: string) => string = (text) => text): string {
  const example = readFileSync(fileURLToPath(new URL('../offices/kota-contoh.yaml', import.meta.url)), 'utf8');
  const paper = 'document: { title: Uji, number: UJI/1, date: 2024-12-20 }';
  const parameter = (name: string, seconds: number) => `    ${name}:\n      value: { seconds: ${seconds} }\n      ${paper}\n`;
  const parameters = parameter('followUp', followUp) + parameter('rungSpacing', spacing) + parameter('approvalWindow', approval)
    + parameter('confirmWindow', confirm) + parameter('dataWindow', data) + (answer === undefined ? '' : parameter('answer', answer));
  const text = example.replace(/  problem:\n[\s\S]*?\n\nlkpp/, `  problem:\n${parameters}\nlkpp`);
  const file = join(mkdtempSync(join(tmpdir(), 'sigap-office-')), 'kota-contoh.yaml');
  writeFileSync(file, change(text));
  return file;
}
