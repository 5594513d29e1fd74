import { ServiceUnavailableError } from '@backstage/errors';
import {
  applyChanges,
  emptySnapshot,
  kindFacts,
  type KindFacts,
  type KindName,
  type SnapshotChange,
} from '@fairway/mesh-core';
import type { LoadedMesh } from '../input/LoadedMesh';
import type { Diagnostics } from '../io/Diagnostics';
import { listKind, type KindList } from './listKind';
import type { OpenContext } from './openContext';
import { routingKinds } from './routingKinds';

/** Requests at a time: a few, as kubectl would. */
const CONCURRENCY = 4;

function say(
  kind: KindName,
  list: Exclude<KindList, { state: 'read' }>,
  diagnostics: Diagnostics,
): void {
  const { group, kind: name }: KindFacts = kindFacts[kind];
  const title = group === '' ? name : `${name} (${group})`;
  switch (list.state) {
    case 'not-installed':
      diagnostics.note(`${title}: not installed in this cluster`);
      break;
    case 'forbidden':
      diagnostics.problem(`${title}: may not be read: ${list.reason}`);
      break;
    default:
      diagnostics.problem(`${title}: could not be read: ${list.reason}`);
  }
}

async function listAll(
  { get }: OpenContext,
  rootNamespace: string,
): Promise<Map<KindName, KindList>> {
  const lists = new Map<KindName, KindList>();
  const waiting = [...routingKinds];
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (let kind = waiting.shift(); kind; kind = waiting.shift()) {
        lists.set(kind, await listKind(get, kind, rootNamespace));
      }
    }),
  );
  return lists;
}

/**
 * Reads the objects of a cluster once. What is not installed, forbidden or failed is said; the answer is made from the rest.
 *
 * @throws ServiceUnavailableError when nothing could be read
 */
export async function meshOfContext(
  context: OpenContext,
  rootNamespace: string,
  diagnostics: Diagnostics,
): Promise<LoadedMesh> {
  const lists = await listAll(context, rootNamespace);
  const changes: SnapshotChange[] = [];
  for (const kind of routingKinds) {
    const list = lists.get(kind);
    if (list?.state === 'read') {
      changes.push({ type: 'replace', kind, objects: list.objects });
    } else if (list) {
      say(kind, list, diagnostics);
    }
  }
  if (changes.length === 0) {
    throw new ServiceUnavailableError(
      `Nothing could be read from the context "${context.name}".`,
    );
  }
  return {
    snapshot: applyChanges(emptySnapshot(context.name), changes),
    positionOf: () => undefined,
    authoredOf: () => undefined,
  };
}
