/** Reading a YAML file so that every refusal names file, line and reason in one sentence. */
import { LineCounter, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import { reasonOf } from './reasons.ts';

/** A pack or office file that Sigap refuses. `message` is one Indonesian sentence, for the operator. */
export class LoadError extends Error {
  readonly code = 'load-refused';
  readonly file: string;
  /** 1 is the first line. */
  readonly line: number;

  constructor(file: string, line: number, reason: string) {
    super(`${file} baris ${line}: ${reason}.`);
    this.name = 'LoadError';
    this.file = file;
    this.line = line;
  }
}

/** What is wrong at one place; `reason` is a predicate ("harus ..."), the path is its subject. */
export interface Problem {
  path: PropertyKey[];
  reason: string;
}

export interface Read<T> {
  value: T;
  /** @throws LoadError for the problem that stands first in the file; returns when there is none. */
  refuse(problems: Problem[]): void;
}

/** @throws LoadError on bad YAML, a key written twice, an unknown key or a value of the wrong shape. */
export function readYaml<T>(schema: z.ZodType<T>, text: string, file: string): Read<T> {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const broken = doc.errors[0] ?? doc.warnings[0];
  if (broken) {
    const { line } = lines.linePos(broken.pos[0]);
    const twice = broken.code === 'DUPLICATE_KEY';
    throw new LoadError(file, line, twice ? `kunci ${keyAt(text, line)} tertulis dua kali` : `YAML tidak dapat dibaca (${broken.code})`);
  }
  const refuse = (problems: Problem[]): void => {
    const [first] = problems
      .map(({ path, reason }) => ({ line: lineOf(doc, lines, path), reason: `${subjectOf(path)} ${reason}` }))
      .sort((a, b) => a.line - b.line);
    if (first) throw new LoadError(file, first.line, first.reason);
  };
  const parsed = schema.safeParse(plain(doc, file), { error: reasonOf });
  if (parsed.success) return { value: parsed.data, refuse };
  // A misspelt key also makes something else missing: it is the cause, so it is told first.
  const unknown = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ path: [...issue.path, key], reason: issue.message })) : []);
  refuse(unknown);
  refuse(parsed.error.issues.map(({ path, message }) => ({ path, reason: message })));
  throw new LoadError(file, 1, 'isi berkas tidak dapat dipahami');
}

/** An alias without its anchor is only found here, and without a place. */
function plain(doc: Document, file: string): unknown {
  try {
    return doc.toJS();
  } catch {
    throw new LoadError(file, 1, 'YAML tidak dapat dibaca (BAD_ALIAS)');
  }
}

/** List positions are left out: the line says which entry, and people do not count from zero. */
function subjectOf(path: PropertyKey[]): string {
  return path.filter((segment) => typeof segment === 'string').join('.') || 'isi berkas';
}

function keyAt(text: string, line: number): string {
  return /[\w-]+(?=\s*:)/.exec(text.split('\n')[line - 1] ?? '')?.[0] ?? '';
}

/** The line of the last segment that the file has: for a missing key, its parent's line. */
function lineOf(doc: Document, lines: LineCounter, path: PropertyKey[]): number {
  let node: unknown = doc.contents;
  let offset = 0;
  for (const segment of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment));
      if (!pair || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(segment)];
      if (!isMap(node) && !isScalar(node) && !isSeq(node)) break;
      offset = node.range?.[0] ?? offset;
    } else break;
  }
  return lines.linePos(offset).line;
}
