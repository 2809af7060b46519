// SPDX-License-Identifier: Apache-2.0
/** A vitest reporter whose last line is plain: `N passed, N failed, N skipped`, the line that build servers read. */
import type { Reporter, TestModule } from 'vitest/node';

class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    let skipped = 0;
    for (const module of modules) {
      let failedHere = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failedHere += 1;
        else skipped += 1;
      }
      // A file that could not be loaded has no failed test of its own, and is a failure all the same.
      if (failedHere === 0 && module.state() === 'failed') failedHere = 1;
      failed += failedHere;
    }
    process.on('exit', () => process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`));
  }
}

// oxlint-disable-next-line import/no-default-export -- vitest loads reporters by their default export
export default ClosingLineReporter;
