import { TestWorkflowEnvironment } from '@temporalio/testing';
import { testServerPath } from '../../test/setup/provided.ts';

/**
 * A time-skipping server of one's own. The SDK gives it five seconds to start, which a machine that runs
 * other tests beside it does not always keep: it is asked again, twice.
 */
export async function skippingEnvironment(identity?: string): Promise<TestWorkflowEnvironment> {
  const start = () => TestWorkflowEnvironment.createTimeSkipping({
    ...(identity === undefined ? {} : { client: { identity } }), server: { executable: { type: 'existing-path', path: testServerPath() } },
  });
  return start().catch(start).catch(start);
}
