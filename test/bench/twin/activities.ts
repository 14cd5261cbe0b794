/** Empty but for noting when they ran. */
export function createTwinActivities(note: (kind: 'open' | 'due', lateMs: number) => void) {
  return {
    open: async (): Promise<void> => note('open', 0),
    due: async (dueAt: number): Promise<void> => note('due', Date.now() - dueAt),
  };
}

export type TwinActivities = ReturnType<typeof createTwinActivities>;
