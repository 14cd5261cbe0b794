import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';

const types = { SigapOffice: 2, SigapSop: 2, SigapState: 2, SigapDueAt: 6, SigapLateSeconds: 3 } as const;

/** A Temporal namespace of one's own, with Sigap's search attributes, so that tests share no workflow id. */
export async function createNamespace(address: string): Promise<string> {
  const namespace = `test-${randomUUID().slice(0, 8)}`;
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds: 86_400 as never } });
    for (const end = Date.now() + 20_000; ;) {
      try {
        await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: types });
        return namespace;
      } catch (error) {
        if (Date.now() > end) throw error;
        await new Promise((resolve) => { setTimeout(resolve, 100); });
      }
    }
  } finally {
    await connection.close();
  }
}
