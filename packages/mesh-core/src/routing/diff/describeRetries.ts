import type { TableRetries } from '../table/TableAction';
import { describeDuration } from './describeDuration';

/** Where nothing else is said Istio repeats on these; they go without saying. */
const USUAL =
  'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes';

/** Says that the status codes count. */
const BY_STATUS = 'retriable-status-codes';

/** Conditions and status codes; nothing where they are the usual ones. */
function describeConditions({ on, codes = [] }: TableRetries): string[] {
  const conditions =
    on === USUAL ? [] : on.split(',').filter(one => one !== BY_STATUS);
  const all = [...conditions, ...codes].filter(one => one !== '');
  return all.length > 0 ? [`on ${all.join(', ')}`] : [];
}

function describeRetries(retries: TableRetries | null): string {
  if (!retries || retries.attempts === 0) {
    return 'none';
  }
  const { attempts, perTryTimeoutMs, backoffMs } = retries;
  return [
    `${attempts}`,
    ...(perTryTimeoutMs === undefined
      ? []
      : [`of ${describeDuration(perTryTimeoutMs)} each`]),
    ...(backoffMs === undefined
      ? []
      : [`${describeDuration(backoffMs)} apart`]),
    ...describeConditions(retries),
  ].join(' ');
}

/** As in `retries 2 → none`. Only the numbers where the rest is the same; all conditions where only these differ. */
export function describeRetriesChange(
  before: TableRetries | null,
  after: TableRetries | null,
): string {
  const sameRest =
    before &&
    after &&
    describeRetries({ ...before, attempts: 1 }) ===
      describeRetries({ ...after, attempts: 1 });
  const describe = (retries: TableRetries | null): string =>
    sameRest && retries ? `${retries.attempts}` : describeRetries(retries);
  return `retries ${describe(before)} → ${describe(after)}`;
}
