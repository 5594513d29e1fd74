import { KubernetesObject, nameOf, namespaceOf } from '../kubernetes';
import { stableHash } from '../world/stableHash';
import { toTimestamp } from '../world/WorldClock';

/** A message of Flagger about a Canary. */
export interface CanaryMessage {
  readonly level: 'Normal' | 'Warning';
  readonly message: string;
}

/**
 * The Event for a message; said again, it is the same Event with a higher count. The real client loses and merges Events
 * beyond a budget (ten distinct messages in ten minutes); the model keeps all of them.
 */
export function eventOf(
  canary: KubernetesObject,
  { level, message }: CanaryMessage,
  previous: KubernetesObject | undefined,
  nowMs: number,
): KubernetesObject {
  const now = toTimestamp(nowMs);
  if (previous) {
    return {
      ...previous,
      lastTimestamp: now,
      count: Number(previous.count) + 1,
    };
  }
  const { uid, resourceVersion } = canary.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: eventName(canary, { level, message }, nowMs),
      namespace: namespaceOf(canary),
    },
    involvedObject: {
      kind: 'Canary',
      namespace: namespaceOf(canary),
      name: nameOf(canary),
      uid,
      apiVersion: canary.apiVersion,
      resourceVersion,
    },
    reason: 'Synced',
    message,
    source: { component: 'flagger' },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    type: level,
    eventTime: null,
    reportingComponent: 'flagger',
    reportingInstance: '',
  };
}

function eventName(
  canary: KubernetesObject,
  { level, message }: CanaryMessage,
  nowMs: number,
): string {
  return `${nameOf(canary)}.${nowMs.toString(16)}${stableHash([namespaceOf(canary), level, message], 6)}`;
}
