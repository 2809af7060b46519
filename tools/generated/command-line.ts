// SPDX-License-Identifier: Apache-2.0
/** docs/reference/command-line.md: the help page of every command. */
import { COMMANDS, loadAllCommands } from '../../src/cli/commands.ts';
import { renderHelp, renderOverview } from '../../src/cli/help.ts';
import { readVersion } from '../../src/cli/version.ts';

export async function renderCommandLine(): Promise<string> {
  const commands = await loadAllCommands();
  const pages = commands.map((command) => `## tocsin ${command.name}\n\n\`\`\`\n${renderHelp(command)}\`\`\`\n`);
  return ['# Command line\n', `\`\`\`\n${renderOverview(COMMANDS, readVersion())}\`\`\`\n`, ...pages].join('\n');
}
