import type { ResourceRef } from '@fairway/mesh-core';
import { Document, isScalar } from 'yaml';

/**
 * The smallest Canary that releases a workload in steps: five steps of ten percent, one a minute, with the two metrics that
 * Flagger brings.
 *
 * @see https://docs.flagger.app/usage/how-it-works#canary-custom-resource
 */
export function canaryYaml(
  workload: Pick<ResourceRef, 'kind' | 'namespace' | 'name'>,
): string {
  const document = new Document({
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: {
      name: workload.name,
      ...(workload.namespace ? { namespace: workload.namespace } : {}),
    },
    spec: {
      targetRef: {
        apiVersion: 'apps/v1',
        kind: workload.kind,
        name: workload.name,
      },
      service: { port: 80 },
      analysis: {
        interval: '1m',
        threshold: 5,
        maxWeight: 50,
        stepWeight: 10,
        metrics: [
          {
            name: 'request-success-rate',
            thresholdRange: { min: 99 },
            interval: '1m',
          },
          {
            name: 'request-duration',
            thresholdRange: { max: 500 },
            interval: '1m',
          },
        ],
      },
    },
  });
  const port = document.getIn(['spec', 'service', 'port'], true);
  if (isScalar(port)) {
    port.comment = ' the port of its Service';
  }
  return document.toString();
}
