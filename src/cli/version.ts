// SPDX-License-Identifier: Apache-2.0
import packageJson from '../../package.json' with { type: 'json' };

/** The version in the package's own package.json. */
export function readVersion(): string {
  return packageJson.version;
}
