import { z } from 'zod';
import { RequestFailure } from '../http';
import { factsOf, type WatchTarget } from './WatchTarget';

const listSchema = z.object({
  metadata: z.object({
    resourceVersion: z.string().default(''),
    continue: z.string().optional(),
  }),
  items: z
    .array(z.unknown())
    .nullish()
    .transform(items => items ?? []),
});

/** One page of a list. */
export interface ListPage {
  /** Raw objects, each with its `apiVersion` and `kind`. */
  objects: unknown[];
  resourceVersion: string;
  continueToken?: string;
}

/**
 * Reads a page of a list. Lists of built-in kinds leave `apiVersion` and `kind` out of their items; they are put back.
 *
 * @throws RequestFailure `malformed`
 */
export function readListPage(
  target: WatchTarget,
  version: string,
  answer: unknown,
): ListPage {
  const parsed = listSchema.safeParse(answer);
  if (!parsed.success) {
    throw new RequestFailure(
      { type: 'malformed', detail: 'The answer is no list of objects.' },
      parsed.error,
    );
  }
  const { group, kind } = factsOf(target);
  const apiVersion = group ? `${group}/${version}` : version;
  const { metadata, items } = parsed.data;
  return {
    objects: items.map(item =>
      typeof item === 'object' && item !== null
        ? { apiVersion, kind, ...item }
        : item,
    ),
    resourceVersion: metadata.resourceVersion,
    ...(metadata.continue && { continueToken: metadata.continue }),
  };
}

const eventSchema = z.object({
  type: z.string(),
  object: z.looseObject({
    code: z.number().optional().catch(undefined),
    reason: z.string().optional().catch(undefined),
    metadata: z
      .looseObject({
        resourceVersion: z.string().optional().catch(undefined),
      })
      .optional()
      .catch(undefined),
  }),
});

/** What a line of a watch says. */
export type WatchLine =
  | {
      type: 'upsert' | 'delete';
      object: unknown;
      resourceVersion?: string;
    }
  | { type: 'bookmark'; resourceVersion?: string }
  | { type: 'ignored' };

/**
 * Reads a line of a watch.
 *
 * @throws RequestFailure `gone` or another failure that the API server announces by an ERROR event, `malformed` for what is no event
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export function readWatchLine(line: string): WatchLine {
  const { type, object } = parseEvent(line);
  const version = object.metadata?.resourceVersion;
  const resourceVersion = version ? { resourceVersion: version } : {};
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
      return { type: 'upsert', object, ...resourceVersion };
    case 'DELETED':
      return { type: 'delete', object, ...resourceVersion };
    case 'BOOKMARK':
      return { type: 'bookmark', ...resourceVersion };
    case 'ERROR':
      throw new RequestFailure(
        object.code === 410 || object.reason === 'Expired'
          ? { type: 'gone' }
          : { type: 'server-error', status: object.code ?? 500 },
      );
    default:
      return { type: 'ignored' };
  }
}

function parseEvent(line: string): z.infer<typeof eventSchema> {
  try {
    return eventSchema.parse(JSON.parse(line));
  } catch (error) {
    throw new RequestFailure(
      { type: 'malformed', detail: 'A line of the watch is no event.' },
      error,
    );
  }
}
