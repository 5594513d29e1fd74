import { Flow } from './flows';
import { Outcome } from './metricLabels';
import { Behaviour } from './TrafficPlan';

/** An outcome with its share of the requests of a flow. */
export interface OutcomeShare {
  readonly outcome: Outcome;
  /** 0 to 1. */
  readonly share: number;
}

const grpcUnavailable = 14;
const grpcUnimplemented = 12;

/** The outcomes of a flow's requests; their shares sum to 1. */
export function outcomesOf(
  { flag, call }: Flow,
  behaviour: Behaviour,
): OutcomeShare[] {
  const grpc = call.protocol === 'grpc';
  if (flag) {
    const noRoute = flag === 'NR';
    const outcome = grpc
      ? {
          code: 200,
          grpcStatus: noRoute ? grpcUnimplemented : grpcUnavailable,
          flags: flag,
        }
      : { code: noRoute ? 404 : 503, flags: flag };
    return [{ outcome, share: 1 }];
  }
  const { errorRatio, notFoundRatio } = behaviour;
  const failed: Outcome = grpc
    ? { code: 200, grpcStatus: grpcUnavailable, flags: '-' }
    : { code: 500, flags: '-' };
  const missing: Outcome = grpc
    ? { code: 200, grpcStatus: 5, flags: '-' }
    : { code: 404, flags: '-' };
  const good: Outcome = grpc
    ? { code: 200, grpcStatus: 0, flags: '-' }
    : { code: 200, flags: '-' };
  return [
    { outcome: good, share: Math.max(0, 1 - errorRatio - notFoundRatio) },
    { outcome: failed, share: errorRatio },
    { outcome: missing, share: notFoundRatio },
  ].filter(({ share }) => share > 0);
}
