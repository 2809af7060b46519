// SPDX-License-Identifier: Apache-2.0
/** What the serving thread and the one that ships say to each other. */
import { isRecord } from '../../base/brand.ts';
import type { Connection } from '../../store/store.ts';
import type { NodeFolder } from './spool-folder.ts';

export type ShipSetup = {
  readonly connection: Connection;
  readonly own: NodeFolder;
  readonly inherited: readonly NodeFolder[];
  readonly refused: string;
};

export type ToShipper =
  /** Of the own folder: segments below this one are complete, and so many bytes of it are written. */
  | { readonly kind: 'written'; readonly segment: number; readonly bytes: number }
  /** Ships what there is, if that goes, and ends. */
  | { readonly kind: 'finish' };

export type FromShipper =
  | { readonly kind: 'shipped'; readonly records: number; readonly torn: number }
  /** The database has everything up to this place of the own folder. */
  | { readonly kind: 'caught-up'; readonly reached: { readonly segment: number; readonly bytes: number } }
  | { readonly kind: 'freed'; readonly bytes: number }
  | { readonly kind: 'refused' }
  /** The database does not take records, for a reason that passes: SQLSTATE or the system's code. */
  | { readonly kind: 'waiting'; readonly code: string }
  | { readonly kind: 'finished' };

// Both ends are this package's own threads: the tag is enough.
export function isToShipper(value: unknown): value is ToShipper {
  return isRecord(value) && ['written', 'finish'].includes(String(value['kind']));
}

export function isFromShipper(value: unknown): value is FromShipper {
  return (
    isRecord(value) &&
    ['shipped', 'caught-up', 'freed', 'refused', 'waiting', 'finished'].includes(String(value['kind']))
  );
}

export function isShipSetup(value: unknown): value is ShipSetup {
  return isRecord(value) && isRecord(value['connection']) && isRecord(value['own']);
}
