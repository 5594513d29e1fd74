import type { VirtualServiceHttpRoute } from '../../resources';
import { parseDurationMs } from '../../snapshot';
import type { TableFault } from './TableAction';

const GRPC_STATUS: readonly string[] = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

type Fault = NonNullable<VirtualServiceHttpRoute['fault']>;

function delayOf(delay: Fault['delay']): TableFault['delay'] {
  const ms =
    delay?.fixedDelay === undefined
      ? undefined
      : parseDurationMs(delay.fixedDelay);
  return delay && ms !== undefined
    ? { ms, percent: delay.percentage?.value ?? delay.percent ?? 0 }
    : undefined;
}

function abortOf(abort: Fault['abort']): TableFault['abort'] {
  const percent = abort?.percentage?.value ?? 0;
  if (abort?.httpStatus !== undefined) {
    return { status: abort.httpStatus, percent };
  }
  const grpcStatus = GRPC_STATUS.indexOf(abort?.grpcStatus ?? '');
  return grpcStatus < 0 ? undefined : { grpcStatus, percent };
}

/**
 * Faults that a rule injects. Without a percentage there are none.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/networking/core/route/route.go
 */
export function faultOf(fault: Fault | undefined): { fault?: TableFault } {
  const delay = delayOf(fault?.delay);
  const abort = abortOf(fault?.abort);
  return delay || abort
    ? { fault: { ...(delay ? { delay } : {}), ...(abort ? { abort } : {}) } }
    : {};
}
