/** One way of getting an executable. */
export interface Way {
  /** What the operator reads, for example "PATH". */
  name: string;
  /** What makes this way work. */
  cure: string;
  /**
   * @returns a path, or a reason in one sentence why this way leads nowhere.
   * @throws Refusal to end the search; any other error is a reason.
   */
  find(): Promise<Found | { reason: string }>;
}

export interface Found {
  path: string;
}

/** A way that the operator chose himself is wrong: going on would hide his mistake. */
export class Refusal extends Error {}

/** Every way was tried. The message names each with its reason and its cure. */
export class NotFound extends Error {}

/**
 * Tries the ways in order and takes the first that leads to an executable.
 * @throws NotFound when none does, Refusal when a way forbids the next.
 */
export async function firstWay(what: string, ways: Way[]): Promise<Found & { way: string }> {
  const tried: string[] = [];
  for (const way of ways) {
    const outcome = await attempt(way);
    if ('path' in outcome) return { ...outcome, way: way.name };
    tried.push(`  ${tried.length + 1}. ${way.name}: ${outcome.reason}\n     Perbaikan: ${way.cure}`);
  }
  throw new NotFound(`${what} tidak ditemukan. Cara yang sudah dicoba:\n${tried.join('\n')}`);
}

async function attempt(way: Way): Promise<Found | { reason: string }> {
  try {
    return await way.find();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return { reason: firstLine(error) };
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').find((line) => line.trim() !== '')?.trim() ?? 'gagal tanpa pesan';
}
