import { parseCanary, type Canary } from '../../resources';
import { canary } from '../../snapshot/__testUtils__/objects';
import { analysisPlan } from '../analysisPlan';
import type { ReadEvent } from '../canaryEvents';
import { classifyEvent } from '../classifyEvent';
import type { CanaryPhase, LiveWeights } from '../model';
import type { RunFacts } from '../stepStates';

/** A parsed Canary `shop/a`. */
export function parsedCanary(rest: Parameters<typeof canary>[1] = {}): Canary {
  const { object } = parseCanary(canary('shop/a', rest));
  if (!object) {
    throw new Error('the Canary could not be read');
  }
  return object;
}

/** A split by weight, as the mesh has it. */
export function split(primary: number, to: number): LiveWeights {
  return {
    state: 'known',
    primary,
    canary: to,
    source: {
      ref: {
        cluster: 'sandbox',
        group: 'networking.istio.io',
        kind: 'VirtualService',
        namespace: 'shop',
        name: 'a',
      },
      path: 'spec.http[0]',
    },
    by: 'weight',
    conditions: [],
  };
}

/** Events of these texts, ten seconds apart. */
export function eventsOf(...messages: string[]): ReadEvent[] {
  return messages.map((message, index) => {
    const meaning = classifyEvent(message);
    return {
      at: new Date(Date.UTC(2026, 0, 1, 10, 0, index * 10)).toISOString(),
      type: 'Normal',
      message,
      kind: meaning.kind,
      count: 1,
      meaning,
    };
  });
}

/** What the steps of a run of `shop/a` are derived from. */
export function runFacts(
  phase: CanaryPhase,
  more: {
    analysis?: Record<string, unknown>;
    spec?: Record<string, unknown>;
    status?: Record<string, unknown>;
    weights?: LiveWeights;
    events?: ReadEvent[];
    now?: Date;
  } = {},
): RunFacts {
  const { analysis, spec, status, weights = split(100, 0), events = [] } = more;
  const release = parsedCanary({
    analysis,
    spec,
    status: { phase, ...status },
  });
  return {
    canary: release,
    phase,
    plan: analysisPlan(release),
    weights,
    events,
    ...(more.now ? { now: more.now } : {}),
  };
}
