/** Does the work for every item, at most `width` at a time; results stand in the order of the items. After a failure no new item is begun. */
export async function inParallel<Item, Result>(items: readonly Item[], width: number, work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = [...items.entries()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, item] = next;
      results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: width }, () => lane().catch((error: unknown) => {
    waiting.length = 0;
    throw error;
  })));
  return results;
}
