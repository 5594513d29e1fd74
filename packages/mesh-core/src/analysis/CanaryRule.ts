import type { Canary } from '../resources';
import type { MeshSnapshot } from '../snapshot';
import type { Finding } from '../verdict';
import type { Authored } from './Authored';

/**
 * What follows when a rule is broken: the API server rejects the object; the release never moves on; users are harmed; Flagger reports an
 * error and does nothing; the field does nothing; it works, but hardly as meant; or it could be better.
 *
 * @public
 */
export type Consequence =
  | 'rejected'
  | 'stuck'
  | 'dangerous'
  | 'error'
  | 'ignored'
  | 'unusual'
  | 'advice';

/**
 * A change that makes a finding go away and changes nothing else of what the object does, as JSON Patch (RFC 6902).
 *
 * @see https://www.rfc-editor.org/rfc/rfc6902
 * @public
 */
export type SafeFix = readonly (
  | { op: 'add' | 'replace'; path: string; value: unknown }
  | { op: 'remove'; path: string }
)[];

/** What a rule found. */
export interface Violation {
  /** In the object, as in `spec.analysis.metrics[0]`. */
  path: string;
  /** What is there and what follows from it. */
  message: string;
  /** What to do. */
  remedy: string;
  fix?: SafeFix;
}

/** How a Canary moves traffic to the new revision. */
export type CanaryStrategy = 'weighted' | 'ab-test' | 'blue-green';

/** What a rule judges. */
export interface CanarySubject {
  canary: Canary;
  /** The object as somebody wrote it, with all that the API server or Fairway drops. */
  authored: Authored;
  /** What could not be read of it. */
  findings: readonly Finding[];
  strategy: CanaryStrategy;
  /** The provider in effect: that of the controller where the Canary names none. */
  provider: string;
  /** Objects beside it: of the same files, or of the cluster. */
  snapshot: MeshSnapshot;
  /** Whether the objects are manifests, so that what is missing may well be elsewhere. */
  areManifests: boolean;
  /** Whether the controller runs with `-no-cross-namespace-refs`. */
  refusesForeignNamespaces: boolean;
}

/** One rule for Canaries. */
export interface CanaryRule {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly consequence: Consequence;
  /** Where the rule is from. */
  readonly link: string;
  check(subject: CanarySubject): Iterable<Violation>;
}
