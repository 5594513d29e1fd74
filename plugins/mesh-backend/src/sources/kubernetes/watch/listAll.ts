import { createDeadline, type Clock } from '../../../time';
import { RequestFailure, type KubernetesClient } from '../http';
import { readListPage, type ListPage } from './readAnswers';
import { listPath, probePath } from './requestPaths';
import type { WatchTarget } from './WatchTarget';

/** What a list needs of the world. */
export interface ListEnvironment {
  client: KubernetesClient;
  clock: Clock;
  /** Time for the beginning of an answer, and again for its rest. */
  requestTimeoutMs: number;
}

/**
 * Lists a collection, page by page.
 *
 * @throws RequestFailure
 */
export async function listAll(
  target: WatchTarget,
  version: string,
  env: ListEnvironment,
  signal: AbortSignal,
): Promise<{ objects: unknown[]; resourceVersion: string }> {
  const objects: unknown[] = [];
  let page: ListPage | undefined;
  do {
    const path = listPath(target, version, page?.continueToken);
    const answer = await getJson(target.cluster, path, env, signal);
    page = readListPage(target, version, answer);
    objects.push(...page.objects);
  } while (page.continueToken);
  return { objects, resourceVersion: page.resourceVersion };
}

/**
 * Asks for one object of a collection, to learn whether the API server answers.
 *
 * @throws RequestFailure
 */
export async function probe(
  target: WatchTarget,
  version: string,
  env: ListEnvironment,
  signal: AbortSignal,
): Promise<void> {
  await getJson(target.cluster, probePath(target, version), env, signal);
}

async function getJson(
  cluster: string,
  path: string,
  { client, clock, requestTimeoutMs }: ListEnvironment,
  signal: AbortSignal,
): Promise<unknown> {
  const deadline = createDeadline(clock, requestTimeoutMs, signal);
  try {
    const response = await client.get(cluster, path, deadline.signal);
    deadline.extend(requestTimeoutMs);
    const text = await response.text().catch(error => {
      throw new RequestFailure({ type: 'cut' }, error);
    });
    return parseJson(text);
  } catch (error) {
    throw deadline.expired ? new RequestFailure({ type: 'timeout' }) : error;
  } finally {
    deadline.clear();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RequestFailure(
      { type: 'malformed', detail: 'The answer is no JSON.' },
      error,
    );
  }
}
