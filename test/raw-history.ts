import type { House } from './house.ts';

/** All that Temporal keeps of a workflow, as text: its history, its description and its search attributes. */
export async function rawHistory({ client }: Pick<House, 'client'>, workflowId: string): Promise<string> {
  const handle = client.workflow.getHandle(workflowId);
  return textsOf([await handle.fetchHistory(), (await handle.describe()).raw]).join('\n');
}

/** The bytes of payloads are Buffers, which JSON.stringify writes as lists of numbers before a replacer sees them: nothing would ever be found. */
function textsOf(value: unknown): string[] {
  if (value instanceof Uint8Array) return [Buffer.from(value).toString()];
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, inner]) => [name, ...textsOf(inner)]) : [String(value)];
}
