import {
  applyChanges,
  compile,
  emptySnapshot,
  kindNameOf,
  simulate,
  type CompileOptions,
  type Outcome,
  type RouteTable,
  type SnapshotChange,
} from '@fairway/mesh-core';
import { toCompileOptions } from '../arguments/meshConfig';
import type { BatchCase, BatchRequest } from './BatchCase';

/** The answers to a case. */
export interface BatchAnswer {
  id: string;
  /** One for each request, in their order. */
  results: Outcome[];
}

function keyOf({ kind, namespace, labels }: BatchRequest['caller']): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([kind, namespace, sorted]);
}

/**
 * Simulates the requests of a case. Each caller is compiled once; objects of kinds that the mesh does not use are left out.
 *
 * @param options - hold where the case says nothing else
 */
export function answerCase(
  { id, objects, meshConfig, requests }: BatchCase,
  options: CompileOptions,
): BatchAnswer {
  const changes = objects.flatMap((object): SnapshotChange[] => {
    const kind = kindNameOf(object.apiVersion, object.kind);
    return kind ? [{ type: 'upsert', kind, object }] : [];
  });
  const snapshot = applyChanges(emptySnapshot(id), changes);
  const compileOptions = { ...options, ...toCompileOptions(meshConfig ?? {}) };
  const tables = new Map<string, RouteTable>();
  const tableOf = (caller: BatchRequest['caller']): RouteTable => {
    const key = keyOf(caller);
    const table = tables.get(key) ?? compile(snapshot, caller, compileOptions);
    tables.set(key, table);
    return table;
  };
  return {
    id,
    results: requests.map(
      ({ caller, ...request }) => simulate(tableOf(caller), request).outcome,
    ),
  };
}
