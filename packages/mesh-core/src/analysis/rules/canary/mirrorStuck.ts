import type { CanarySubject } from '../../CanaryRule';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';
import { isGatewayApi, isTcp } from './facts';

function reasonOf(subject: CanarySubject): string | undefined {
  if (isGatewayApi(subject)) {
    return 'Flagger mirrors through the Gateway API in blue/green runs only';
  }
  if (subject.provider !== 'istio') {
    return `The provider \`${subject.provider}\` does not mirror`;
  }
  if (isTcp(subject)) {
    return 'TCP is not mirrored';
  }
  return subject.canary.spec.analysis?.match?.length
    ? 'Nothing is mirrored beside `match`'
    : undefined;
}

/** A weighted run mirrors before its first step. Where the provider cannot, it waits for that for ever. */
export const mirrorStuck: CanaryRule = {
  code: 'canary-mirror-never-advances',
  consequence: 'stuck',
  link: links.scheduler,
  check(subject) {
    const { analysis } = subject.canary.spec;
    if (!analysis?.mirror || subject.strategy !== 'weighted') {
      return [];
    }
    const reason = reasonOf(subject);
    return reason === undefined
      ? []
      : [
          {
            path: 'spec.analysis.mirror',
            message: `${reason}: the run stays at 0 % for ever.`,
            remedy: 'Remove `mirror`, or use `iterations` with it.',
          },
        ];
  },
};
