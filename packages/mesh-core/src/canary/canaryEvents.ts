import type { Canary, Event } from '../resources';
import type { MeshSnapshot } from '../snapshot';
import { classifyEvent, type EventMeaning } from './classifyEvent';
import type { CanaryEvent, CanaryPhase } from './model';

/** An event with its meaning, in the order in which Flagger wrote them. */
export interface ReadEvent extends CanaryEvent {
  meaning: EventMeaning;
}

function timeOf(event: Event): string | undefined {
  return (
    event.series?.lastObservedTime ??
    event.lastTimestamp ??
    event.eventTime ??
    event.metadata.creationTimestamp
  );
}

function isAbout(event: Event, canary: Canary): boolean {
  const { involvedObject } = event;
  const { name, namespace, uid } = canary.metadata;
  return (
    involvedObject?.kind === 'Canary' &&
    involvedObject.name === name &&
    (involvedObject.namespace ?? event.metadata.namespace) === namespace &&
    (uid === undefined ||
      involvedObject.uid === undefined ||
      involvedObject.uid === uid)
  );
}

/** Events have whole seconds; within one, the order in which the cluster stored them is the best there is. */
function storedOrder(event: Event): number {
  return Number(event.metadata.resourceVersion ?? 0) || 0;
}

/** Texts of failed hooks name their address, which may carry a password or a token. */
function withoutSecrets(message: string): string {
  return message
    .replace(/(\w+:\/\/)[^\s/@]+@/g, '$1…@')
    .replace(/(\w+:\/\/[^\s?"]+)\?[^\s"]*/g, '$1?…');
}

/** The events of a Canary, oldest first. */
export function readEvents(
  snapshot: MeshSnapshot,
  canary: Canary,
): ReadEvent[] {
  return snapshot
    .list('Event', canary.metadata.namespace)
    .filter(event => isAbout(event, canary))
    .flatMap(event => {
      const at = timeOf(event);
      return at === undefined ? [] : [{ at, event, order: storedOrder(event) }];
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.order - b.order)
    .map(({ at, event }) => {
      const message = withoutSecrets(event.message ?? '');
      const meaning = classifyEvent(message);
      return {
        at,
        type: event.type === 'Warning' ? 'Warning' : 'Normal',
        message,
        kind: meaning.kind,
        count: event.series?.count ?? event.count ?? 1,
        meaning,
      };
    });
}

function startOfLastRun(events: readonly ReadEvent[]): number {
  return events.findLastIndex(
    ({ kind }) => kind === 'new-revision' || kind === 'restarted',
  );
}

const endsInFailure = (event: ReadEvent): boolean =>
  event.kind === 'failed' || event.kind === 'rolled-back';

/**
 * The events of the run that the phase is about: those since Flagger last saw a new revision. In phase Failed it may have seen the
 * next one already; the run that failed is meant then. Without an event that starts the run, none.
 */
export function eventsOfRun(
  events: readonly ReadEvent[],
  phase: CanaryPhase,
): ReadEvent[] {
  const start = startOfLastRun(events);
  if (start < 0) {
    return [];
  }
  const run = events.slice(start);
  const before = events.slice(0, start);
  if (
    phase !== 'Failed' ||
    run.some(endsInFailure) ||
    !before.some(endsInFailure)
  ) {
    return run;
  }
  const earlier = eventsOfRun(before, phase);
  // The text that starts a run is the same each time: Kubernetes moves the event of the earlier run to the later one.
  const promoted = before.findLastIndex(({ kind }) => kind === 'promoted');
  return earlier.length > 0 ? earlier : before.slice(promoted + 1);
}

/** The event that a phase ends a run with. */
const lastEventOf: Partial<Record<CanaryPhase, CanaryEvent['kind'][]>> = {
  Initialized: ['initialized'],
  Succeeded: ['promoted'],
  Failed: ['failed'],
};

/**
 * What a list of events may lack. Kubernetes merges the tenth different text of an object into one event, drops what exceeds a
 * budget of 25, and deletes events after an hour.
 *
 * @returns `undefined` when nothing points to a gap
 * @see https://github.com/fluxcd/flagger/issues/393
 */
export function gapsOf(
  events: readonly ReadEvent[],
  phase: CanaryPhase,
): string | undefined {
  if (events.length === 0) {
    return phase === 'Unknown' || phase === 'Initializing'
      ? undefined
      : 'No event is left. Kubernetes deletes events after an hour.';
  }
  const merged = events.filter(({ meaning }) => meaning.combined);
  if (merged.length > 0) {
    const count = merged.reduce((sum, event) => sum + event.count, 0);
    return `Kubernetes merged ${count} events into one and kept only the last text; others may be lost.`;
  }
  const expected = lastEventOf[phase];
  return expected && !events.some(({ kind }) => expected.includes(kind))
    ? 'The event that ended the run is missing: Kubernetes drops events when there are many, and deletes them after an hour.'
    : undefined;
}
