import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { leavesMeshOut } from './facts';

/** Labels of the caller are known inside the mesh only. */
export const sourceLabelsNeedMesh: CanaryRule = {
  code: 'canary-source-labels-without-mesh',
  consequence: 'ignored',
  link: links.service,
  check(subject) {
    if (!leavesMeshOut(subject)) {
      return [];
    }
    return (subject.canary.spec.analysis?.match ?? []).flatMap(
      ({ sourceLabels }, index) =>
        sourceLabels
          ? [
              {
                path: `spec.analysis.match[${index}].sourceLabels`,
                message:
                  'Gateways know no labels of callers, and `mesh` is not among the gateways: the condition is never met.',
                remedy: 'Add `mesh` to `spec.service.gateways`.',
              },
            ]
          : [],
    );
  },
};
