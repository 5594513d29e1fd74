import { parseResource } from '../../resources';
import {
  raw,
  snapshotOf,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import {
  lintCanary,
  type CanaryFinding,
  type CanaryLintContext,
} from '../lintCanary';

type Spec = Record<string, unknown>;

/** An analysis that breaks no rule. */
export const SOUND_ANALYSIS = {
  interval: '1m',
  threshold: 5,
  maxWeight: 50,
  stepWeight: 10,
  metrics: [
    {
      name: 'request-success-rate',
      interval: '1m',
      thresholdRange: { min: 99 },
    },
    { name: 'request-duration', interval: '1m', thresholdRange: { max: 500 } },
  ],
  webhooks: [
    { name: 'load', url: 'http://load/', timeout: '5s' },
    { name: 'abort', type: 'rollback', url: 'http://load/rollback/check' },
  ],
};

/** A Canary that breaks no rule. */
export const SOUND = {
  targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' },
  service: { port: 80 },
  analysis: SOUND_ANALYSIS,
};

/** The spec of {@link SOUND} with other fields in its analysis; `undefined` removes one. */
export function analysis(fields: Spec): Spec {
  return { ...SOUND, analysis: defined({ ...SOUND_ANALYSIS, ...fields }) };
}

/** The spec of {@link SOUND} with more fields in its service. */
export function service(fields: Spec, more: Spec = {}): Spec {
  return { ...SOUND, service: { port: 80, ...fields }, ...more };
}

/** The spec of {@link SOUND} as an A/B test or, without conditions, a blue/green run. */
export function iterations(fields: Spec = {}): Spec {
  return analysis({
    maxWeight: undefined,
    stepWeight: undefined,
    iterations: 5,
    ...fields,
  });
}

/** The spec of {@link SOUND} with these checks. */
export function metrics(...list: readonly Spec[]): Spec {
  return analysis({ metrics: list });
}

/** The spec of {@link SOUND} with more hooks. */
export function hooks(...list: readonly Spec[]): Spec {
  return analysis({ webhooks: [...SOUND_ANALYSIS.webhooks, ...list] });
}

export function defined(fields: Spec): Spec {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );
}

/** What the rules find in Canary `shop/cart` with this spec, beside these objects. */
export function lint(
  spec: unknown,
  others: readonly RawObject[] = [],
  context: Partial<CanaryLintContext> = {},
): CanaryFinding[] {
  const authored = raw('Canary', 'shop/cart', { spec });
  const snapshot = snapshotOf(authored, ...others);
  const canary = snapshot.get('Canary', 'shop', 'cart');
  if (!canary) {
    throw new Error(
      `the Canary cannot be read: ${JSON.stringify(parseResource(authored).findings)}`,
    );
  }
  return lintCanary(canary, { snapshot, authored, ...context });
}

/** The code of a rule and where it was broken. */
export function found(
  findings: readonly CanaryFinding[],
  code: string,
): string[] {
  return findings.filter(each => each.code === code).map(({ path }) => path);
}
