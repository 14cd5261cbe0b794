import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Prints `N passed, N failed` as the very last line of a run; what broke outside a test counts as failed. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandled: ReadonlyArray<SerializedError>): void {
    let passed = 0;
    let failed = unhandled.length;
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      passed += tests.filter((test) => test.result().state === 'passed').length;
      const failures = tests.filter((test) => test.result().state === 'failed').length;
      failed += failures === 0 && !module.ok() ? 1 : failures;
    }
    // A run that ends badly without any failed test, in the global set-up say, must not read as a good one.
    process.once('exit', (code) => process.stdout.write(`\n${passed} passed, ${failed || (code === 0 ? 0 : 1)} failed\n`));
  }
}
