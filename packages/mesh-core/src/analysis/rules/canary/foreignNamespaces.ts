import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** The controller may be told to follow no reference into another namespace. */
export const foreignNamespaces: CanaryRule = {
  code: 'canary-foreign-namespace',
  consequence: 'error',
  link: links.controller,
  check({ canary, refusesForeignNamespaces }) {
    const { namespace } = canary.metadata;
    const { analysis, upstreamRef } = canary.spec;
    const references = [
      ...(analysis?.metrics ?? []).map(({ templateRef }, index) => ({
        path: `spec.analysis.metrics[${index}].templateRef.namespace`,
        named: templateRef?.namespace,
      })),
      ...(analysis?.alerts ?? []).map(({ providerRef }, index) => ({
        path: `spec.analysis.alerts[${index}].providerRef.namespace`,
        named: providerRef?.namespace,
      })),
      { path: 'spec.upstreamRef.namespace', named: upstreamRef?.namespace },
    ];
    return refusesForeignNamespaces
      ? references
          .filter(({ named }) => named && named !== namespace)
          .map(({ path, named }) => ({
            path,
            message: `Flagger runs with \`-no-cross-namespace-refs\` and leaves a Canary alone that refers to \`${named}\`. Only its own log says so.`,
            remedy: `Put a copy into \`${namespace}\`.`,
          }))
      : [];
  },
};
