import type { Canary } from '../resources';

/**
 * Names of the objects that Flagger makes for a Canary, all in the Canary's namespace.
 *
 * @public
 */
export interface CanaryNames {
  /** The workload that is released: the candidate runs in it. */
  target: string;
  /** The copy that serves users between releases. */
  primary: string;
  /** Service that callers use; VirtualService or HTTPRoute have the same name. */
  apex: string;
  primaryService: string;
  canaryService: string;
}

/**
 * Names of the objects that Flagger makes for a Canary: those of workloads follow its target, those of Services and routes
 * its service, which is named like the target unless it has a name of its own.
 *
 * @returns `undefined` for a Canary without a target
 * @see https://docs.flagger.app/usage/how-it-works#canary-target
 * @public
 */
export function canaryNames(canary: Canary): CanaryNames | undefined {
  const target = canary.spec.targetRef?.name;
  if (!target) {
    return undefined;
  }
  const apex = canary.spec.service?.name || target;
  return {
    target,
    primary: `${target}-primary`,
    apex,
    primaryService: `${apex}-primary`,
    canaryService: `${apex}-canary`,
  };
}
