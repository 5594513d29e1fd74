import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** A Service of Knative goes with the provider of the same name. */
export const knativeTarget: CanaryRule = {
  code: 'canary-knative-target',
  consequence: 'error',
  link: links.controller,
  check({ canary, provider }) {
    const { targetRef, autoscalerRef } = canary.spec;
    const isKnative =
      targetRef?.kind === 'Service' &&
      targetRef.apiVersion.startsWith('serving.knative.dev/');
    if (isKnative !== (provider === 'knative')) {
      return [
        {
          path: 'spec.targetRef',
          message: isKnative
            ? `The target is a Service of Knative, and the provider \`${provider}\`. Flagger leaves the Canary alone.`
            : 'The provider `knative` needs a Service of Knative as target. Flagger leaves the Canary alone.',
          remedy: 'Let target and provider agree.',
        },
      ];
    }
    return isKnative && autoscalerRef
      ? [
          {
            path: 'spec.autoscalerRef',
            message:
              'Knative scales by itself. Flagger leaves a Canary with `autoscalerRef` alone.',
            remedy: 'Remove `autoscalerRef`.',
          },
        ]
      : [];
  },
};
