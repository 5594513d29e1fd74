import { isDeepStrictEqual } from 'node:util';
import type {
  RouteCaller,
  WhatIfQuery,
  WhatIfView,
} from '@fairway/backstage-plugin-mesh-common';
import { applyChanges, routeCallers, scopeOf } from '@fairway/mesh-core';
import type { EntityContext } from '../ContextReader';
import { routingKinds } from '../freshnessOf';
import type { ClusterScope } from '../ScopeCache';
import { scopedPart } from '../scopedPart';
import { ChangeReader } from './ChangeReader';
import {
  compareCallers,
  type ComparedCallers,
  type NamedCaller,
} from './compareCallers';
import { describeCaveats } from './describeCaveats';
import { scopeIn } from './scopeIn';
import type { TableCache } from './TableCache';

/** Callers that are compared when the question names none. */
const MAX_CALLERS = 10;

const nothing: ComparedCallers = {
  differences: [],
  moreDifferences: 0,
  hiddenDifferences: 0,
  compared: 0,
  cut: false,
  notes: [],
};

/** Callers that nobody has seen get the name of what they are. */
function nameOf(caller: RouteCaller): string {
  const { kind, namespace = '' } = caller;
  const name = 'name' in caller ? `/${caller.name}` : '';
  const labels = 'labels' in caller ? Object.entries(caller.labels) : [];
  const text = labels.map(([label, value]) => `${label}=${value}`).join(',');
  return `${kind}:${namespace}${name}${text ? `:${text}` : ''}`;
}

function callersOf(
  { snapshot, scope }: ClusterScope,
  asked: WhatIfQuery['callers'],
): NamedCaller[] {
  const known = routeCallers(snapshot, scope).map(({ id, title, caller }) => ({
    id,
    title,
    caller,
  }));
  if (!asked) {
    return known.slice(0, MAX_CALLERS);
  }
  return asked.map(
    caller =>
      known.find(entry => isDeepStrictEqual(entry.caller, caller)) ?? {
        id: nameOf(caller),
        title: nameOf(caller),
        caller,
      },
  );
}

/**
 * What would change with other objects: a copy of the snapshot is compared with the snapshot, for each caller.
 *
 * @throws NotAllowedError, InputError as {@link scopeIn} and {@link ChangeReader} do
 */
export async function buildWhatIfView(
  context: EntityContext,
  { cluster, objects, callers: asked }: WhatIfQuery,
  options: { tables: TableCache; now: () => number; signal?: AbortSignal },
): Promise<WhatIfView> {
  const before = scopeIn(context, cluster);
  const { snapshot, scope } = before;
  const now = options.now();
  const reader = new ChangeReader(before, now);
  const read = objects.map((object, index) =>
    reader.read(object, `objects.${index}`),
  );
  const isInvalid = read.some(({ shown }) => shown.change === 'invalid');
  const changes = read.flatMap(({ change }) => change ?? []);
  const callers = callersOf(before, asked);
  const [first] = callers;
  const { hiddenDifferences, notes, ...compared } =
    isInvalid || changes.length === 0
      ? nothing
      : await compareCallers(
          before,
          afterChanges(before, changes),
          callers,
          options,
        );
  return {
    ...scopedPart(context, routingKinds, now),
    cluster: scope.cluster,
    objects: read.map(({ shown }) => shown),
    ...compared,
    ...(hiddenDifferences > 0 ? { hiddenDifferences } : {}),
    ...(notes.length > 0 ? { notes } : {}),
    callers,
    caveats: first
      ? describeCaveats(
          snapshot,
          first.caller,
          options.tables.get(snapshot, first.caller),
        )
      : [],
  };
}

function afterChanges(
  { snapshot, scope, revision }: ClusterScope,
  changes: Parameters<typeof applyChanges>[1],
): ClusterScope {
  const changed = applyChanges(snapshot, changes);
  return { snapshot: changed, scope: scopeOf(changed, scope.query), revision };
}
