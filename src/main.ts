// SPDX-License-Identifier: Apache-2.0
/** What the launcher calls: arguments and a process's streams in, an exit status out. */
export { runCommandLine as main } from './cli/run-command-line.ts';
