import { kindFacts, type KindFacts, type KindName } from '@fairway/mesh-core';
import type { ApiAnswer, ApiGet } from './ApiAnswer';

const PAGE_SIZE = 500;

/** What came of asking for all objects of a kind. */
export type KindList =
  | { state: 'read'; objects: unknown[] }
  | { state: 'not-installed' }
  | { state: 'forbidden'; reason: string }
  | { state: 'failed'; reason: string };

interface ListBody {
  items?: unknown[];
  message?: string;
  metadata?: { continue?: string };
}

function parseBody(body: string): ListBody {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function failureOf({ status, body }: ApiAnswer): KindList {
  const reason = parseBody(body).message ?? `status ${status}`;
  if (status === 404) {
    return { state: 'not-installed' };
  }
  return { state: status === 403 ? 'forbidden' : 'failed', reason };
}

function pathOf(
  { group, plural, listScope }: KindFacts,
  version: string,
  namespace: string | undefined,
  from: string | undefined,
): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const scope = namespace === undefined ? '' : `/namespaces/${namespace}`;
  const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
  if (listScope?.fieldSelector) {
    query.set('fieldSelector', listScope.fieldSelector);
  }
  if (from) {
    query.set('continue', from);
  }
  return `${root}${scope}/${plural}?${query}`;
}

/** An answer that is no list is a failure: "nothing is there" must not be read out of it. */
async function listVersion(
  get: ApiGet,
  facts: KindFacts,
  version: string,
  namespace: string | undefined,
): Promise<KindList> {
  const objects: unknown[] = [];
  let from: string | undefined;
  do {
    const answer = await get(pathOf(facts, version, namespace, from));
    if (answer.status !== 200) {
      return failureOf(answer);
    }
    const { items, metadata } = parseBody(answer.body);
    if (!items) {
      return { state: 'failed', reason: 'the answer is no list' };
    }
    objects.push(...items);
    from = metadata?.continue;
  } while (from);
  return { state: 'read', objects };
}

/**
 * Lists all objects of a kind, page by page, in the first version that the cluster serves. Never throws: a failure is a state.
 *
 * @param rootNamespace - of Istio, for kinds that are read only there
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export async function listKind(
  get: ApiGet,
  kind: KindName,
  rootNamespace: string,
): Promise<KindList> {
  const facts: KindFacts = kindFacts[kind];
  const namespace =
    facts.listScope?.namespace === 'root' ? rootNamespace : undefined;
  try {
    for (const version of facts.versions) {
      const list = await listVersion(get, facts, version, namespace);
      if (list.state !== 'not-installed') {
        return list;
      }
    }
    return { state: 'not-installed' };
  } catch (error) {
    return {
      state: 'failed',
      reason: error instanceof Error ? error.message : String(error),
    };
  }
}
