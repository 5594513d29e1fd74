import type { Outcome, OutcomeDestination } from '@fairway/mesh-core';
import { shares, targetWords } from './destinationWords';

type Kind = Outcome['outcome'];
type OutcomeOf<K extends Kind> = Extract<Outcome, { outcome: K }>;

function stateWords(
  { exists }: OutcomeDestination,
  statusIfMissing: number | undefined,
): string {
  if (exists) {
    return '';
  }
  return statusIfMissing === undefined
    ? ' (which does not exist)'
    : ` (which does not exist: ${statusIfMissing})`;
}

function destinationsWords(
  destinations: readonly OutcomeDestination[],
  statusIfMissing?: number,
): string {
  const parts = shares(destinations.map(({ weight }) => weight));
  const words = destinations.map((destination, index) => {
    const share = destinations.length === 1 ? '' : `${parts[index]} to `;
    return `${share}${targetWords(destination)}${stateWords(destination, statusIfMissing)}`;
  });
  return words.join(', ') || 'nowhere';
}

function passedOn({ level }: OutcomeOf<'passthrough'>): string {
  return `is passed on to the address that was called, as it is: ${unknown(level)}`;
}

function cutOff(outcome: OutcomeOf<'blackhole'>): string {
  return outcome.level === 'http'
    ? `is answered ${outcome.status}: ${unknown('http')}, and unknown hosts may not be called`
    : `is cut off: ${unknown('tcp')}, and unknown addresses may not be called`;
}

function unknown(level: 'http' | 'tcp'): string {
  return level === 'http'
    ? 'the mesh does not know this host'
    : 'nothing listens on this address and port';
}

const WORDS: { [K in Kind]: (outcome: OutcomeOf<K>) => string } = {
  route: ({ destinations, statusIfMissing }) =>
    `${destinations.length === 1 ? 'goes to' : 'is split:'} ${destinationsWords(destinations, statusIfMissing)}`,
  redirect: ({ status, location, reason }) =>
    `is redirected with ${status} to ${location}${
      reason === 'httpsRedirect'
        ? ' before any route is looked at: the gateway sends plain HTTP to HTTPS'
        : ''
    }`,
  direct: ({ status, body }) =>
    `is answered by the proxy: ${status}${body ? ` ${JSON.stringify(body)}` : ''}`,
  cors_preflight: ({ status, allowOrigin, allowMethods }) =>
    `is answered by the proxy as a CORS preflight: ${status} for origin ${allowOrigin}${
      allowMethods === null ? '' : `, methods ${allowMethods}`
    }`,
  no_route: ({ status }) => `has no route: ${status}`,
  rejected: ({ status, detail }) =>
    `is refused before any route is looked at: ${status} (${detail})`,
  passthrough: passedOn,
  blackhole: cutOff,
  tcp: ({ destinations }) =>
    `is forwarded without a look at HTTP to ${destinationsWords(destinations)}`,
  no_listener: () =>
    'gets no connection: the gateway does not listen on this port',
  no_filter_chain: () =>
    'gets no connection: the gateway takes neither this server name nor this protocol on the port',
  multiple_filter_chains: () =>
    'gets no connection: the proxy refuses the listener, two of its chains match alike',
};

/**
 * What becomes of a request, as the rest of a sentence that begins with the request.
 */
export function outcomeWords(outcome: Outcome): string {
  // Each function takes the outcome that it is found by.
  const words = WORDS[outcome.outcome] as (each: Outcome) => string;
  return words(outcome);
}

const SUCCESSES: ReadonlySet<Kind> = new Set<Kind>([
  'redirect',
  'direct',
  'cors_preflight',
  'passthrough',
]);

/** Whether the request fails on its way. */
export function isFailure(outcome: Outcome): boolean {
  return 'destinations' in outcome
    ? outcome.destinations.every(({ exists }) => !exists)
    : !SUCCESSES.has(outcome.outcome);
}
