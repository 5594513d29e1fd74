import type { ResourceRef } from '../refs';
import type { Canary } from '../resources';
import type { MeshSnapshot } from '../snapshot';
import type { Finding } from '../verdict';
import { Authored } from './Authored';
import type {
  CanaryStrategy,
  CanarySubject,
  Consequence,
  SafeFix,
} from './CanaryRule';
import { canaryRules } from './rules/canary/canaryRules';

/**
 * Something in a Canary that a person should look at, what follows from it and, where one is safe, a change that mends it.
 *
 * @public
 */
export interface CanaryFinding extends Finding {
  ref: ResourceRef;
  remedy: string;
  consequence: Consequence;
  /** Where the rule is from. */
  link: string;
  fix?: SafeFix;
}

/**
 * What a rule may need to know besides the Canary.
 *
 * @public
 */
export interface CanaryLintContext {
  /** Objects beside the Canary: of the same manifests, or of the cluster. */
  snapshot: MeshSnapshot;
  /** The Canary as somebody wrote it. Without it, what the API server dropped or would reject cannot be found. */
  authored?: unknown;
  /** Whether the objects are manifests. */
  areManifests?: boolean;
  /** Provider of the controller, for Canaries that name none: `istio` when absent. */
  defaultProvider?: string;
  /** Whether the controller runs with `-no-cross-namespace-refs`. */
  refusesForeignNamespaces?: boolean;
}

const SEVERITIES: Readonly<Record<Consequence, Finding['severity']>> = {
  rejected: 'error',
  stuck: 'error',
  dangerous: 'error',
  error: 'error',
  ignored: 'warning',
  unusual: 'warning',
  advice: 'info',
};

function strategyOf({ spec: { analysis } }: Canary): CanaryStrategy {
  if ((analysis?.iterations ?? 0) <= 0) {
    return 'weighted';
  }
  return analysis?.match?.length ? 'ab-test' : 'blue-green';
}

function subjectOf(canary: Canary, context: CanaryLintContext): CanarySubject {
  const { snapshot, defaultProvider = 'istio' } = context;
  return {
    canary,
    authored: new Authored(context.authored ?? canary),
    findings: snapshot.findingsOf(snapshot.refOf(canary)),
    strategy: strategyOf(canary),
    provider: canary.spec.provider ?? defaultProvider,
    snapshot,
    areManifests: context.areManifests ?? false,
    refusesForeignNamespaces: context.refusesForeignNamespaces ?? false,
  };
}

/**
 * Judges a Canary by all rules: what the API server rejects, what never moves on, what harms users, what does nothing.
 * The gravest come first.
 *
 * @param canary - of `context.snapshot`
 * @see https://docs.flagger.app/usage/how-it-works
 * @public
 */
export function lintCanary(
  canary: Canary,
  context: CanaryLintContext,
): CanaryFinding[] {
  const subject = subjectOf(canary, context);
  const ref = context.snapshot.refOf(canary);
  return canaryRules.flatMap(({ code, consequence, link, check }) =>
    [...check(subject)].map(
      ({ path, message, remedy, fix }): CanaryFinding => ({
        code,
        severity: SEVERITIES[consequence],
        consequence,
        path,
        message,
        remedy,
        link,
        ref,
        ...(fix ? { fix } : {}),
      }),
    ),
  );
}
