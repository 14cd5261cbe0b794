/**
 * Major versions as numbers that can be compared: 15.18 is 1500; before version 10 the second number belonged to it, so 9.6.24 is 906.
 * @param text what a tool prints for --version, or a server for server_version
 */
export function majorOf(text: string): number | undefined {
  const [, first, second = '0'] = /(?:^|\s)(\d+)(?:\.(\d+))?/.exec(text.replace(/^.*\(PostgreSQL\)/, '')) ?? [];
  if (first === undefined) return undefined;
  return Number(first) * 100 + (Number(first) < 10 ? Number(second) : 0);
}

/** pg_dump reads servers of its own major version and older ones. */
export function canDump(tool: string, server: string): boolean {
  const [ours, theirs] = [majorOf(tool), majorOf(server)];
  return ours !== undefined && theirs !== undefined && ours >= theirs;
}
