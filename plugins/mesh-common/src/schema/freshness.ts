import { z } from 'zod';

/**
 * State of one source of an answer. `since` is when the source entered the state (ISO 8601); `reason` says in words that a
 * person can act on why it is not live; `retryAt` when it is asked again.
 *
 * @public
 */
export const sourceStateSchema = z.object({
  /**
   * `kubernetes:<cluster>/<plural>[.<group>][/<namespace>]`, `kubernetes:<cluster>` for a cluster that is not read,
   * `kubernetes` while no cluster is known, `kiali`, `prometheus`.
   */
  id: z.string(),
  type: z.enum(['kubernetes', 'kiali', 'prometheus']),
  cluster: z.string().optional(),
  /** Kind that the source delivers, as in `Canary`. */
  kind: z.string().optional(),
  namespace: z.string().optional(),
  /** `loading`: asked for the first time, no answer yet. `stale`: last good data is shown. */
  state: z.enum([
    'live',
    'loading',
    'stale',
    'unavailable',
    'not-installed',
    'forbidden',
    'not-configured',
  ]),
  since: z.string(),
  /** When the source last delivered. */
  observedAt: z.string().optional(),
  reason: z.string().optional(),
  retryAt: z.string().optional(),
});

/**
 * What {@link sourceStateSchema} describes.
 *
 * @public
 */
export type SourceState = z.infer<typeof sourceStateSchema>;

/**
 * Travels with every answer: when it was put together and the state of each source behind it.
 *
 * @public
 */
export const freshnessSchema = z.object({
  observedAt: z.string(),
  sources: z.array(sourceStateSchema),
});

/**
 * What {@link freshnessSchema} describes.
 *
 * @public
 */
export type Freshness = z.infer<typeof freshnessSchema>;
