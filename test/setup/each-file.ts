import { afterAll, type RunnerTask } from 'vitest';
import { dropDatabases } from './database.ts';

const failed = (task: RunnerTask): boolean => task.result?.state === 'fail' || ('tasks' in task && task.tasks.some(failed));

// Registered first, so it runs after the file's own hooks have closed their connections.
afterAll(async ({}, file) => {
  await dropDatabases(file.tasks.some(failed));
});
