import { toFixedEven } from './toFixedEven';
import type {
  Protocol,
  ResponseTraffic,
  TrafficEdge,
  TrafficNode,
} from './TrafficMap';

/** Rates of one protocol as Kiali writes them: strings, zeros left out. */
export type FormattedRates = Record<string, string>;

/** `traffic` of an edge. */
export interface EdgeTraffic {
  readonly protocol: Protocol;
  readonly rates?: FormattedRates;
  readonly responses?: Record<
    string,
    { flags?: FormattedRates; hosts: FormattedRates }
  >;
}

const NODE_RATES: Readonly<Record<Protocol, readonly string[]>> = {
  grpc: ['In', 'InErr', 'InNoResponse', 'Out'],
  http: ['In', 'In3xx', 'In4xx', 'In5xx', 'InNoResponse', 'Out'],
  tcp: ['In', 'Out'],
};
const EDGE_RATES: Readonly<Record<Protocol, readonly string[]>> = {
  grpc: ['', 'Err', 'NoResponse'],
  http: ['', '3xx', '4xx', '5xx', 'NoResponse'],
  tcp: [''],
};
const FAILURES = ['4xx', '5xx', 'Err', 'NoResponse'];
const PROTOCOLS: readonly Protocol[] = ['grpc', 'http', 'tcp'];
const MAX_DIGITS = 5;

/** `traffic` of a node; undefined when there is none. */
export function formatNodeTraffic(
  node: TrafficNode,
): { protocol: Protocol; rates: FormattedRates }[] | undefined {
  const traffic = PROTOCOLS.map(protocol => ({
    protocol,
    rates: pick(node.rates, protocol, NODE_RATES[protocol]),
  })).filter(({ rates }) => Object.keys(rates).length > 0);
  return traffic.length > 0 ? traffic : undefined;
}

/** `traffic` of an edge; `sourceTotal` is all that leaves its source by the same protocol. */
export function formatEdgeTraffic(
  edge: TrafficEdge,
  sourceTotal: number,
): EdgeTraffic {
  const { protocol } = edge;
  const total = edge.rates.get(protocol) ?? 0;
  if (total <= 0) {
    return { protocol };
  }
  const rates = pick(edge.rates, protocol, EDGE_RATES[protocol]);
  if (protocol !== 'tcp') {
    const failed = FAILURES.reduce(
      (sum, name) => sum + (edge.rates.get(`${protocol}${name}`) ?? 0),
      0,
    );
    if (failed > 0) {
      rates[`${protocol}PercentErr`] = percent(failed, total);
    }
    if (sourceTotal > 0) {
      rates[`${protocol}PercentReq`] = percent(total, sourceTotal);
    }
  }
  return { protocol, rates, responses: formatResponses(edge, total) };
}

/** At least two digits after the point, and as many as it takes to show one that is not zero, up to five. */
export function formatRate(rate: number): string {
  let digits = 0;
  for (let shown = rate; shown < 1 && digits < MAX_DIGITS; shown *= 10) {
    digits += 1;
  }
  return toFixedEven(rate, Math.max(2, digits));
}

function formatResponses(
  { responses }: TrafficEdge,
  total: number,
): EdgeTraffic['responses'] {
  const shares = (rates: ResponseTraffic['flags']) =>
    Object.fromEntries(
      [...rates].map(([name, rate]) => [name, percent(rate, total)]),
    );
  return Object.fromEntries(
    [...responses]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, { flags, hosts }]) => [
        code,
        {
          ...(flags.size > 0 ? { flags: shares(flags) } : {}),
          hosts: shares(hosts),
        },
      ]),
  );
}

function pick(
  rates: ReadonlyMap<string, number>,
  protocol: Protocol,
  names: readonly string[],
): FormattedRates {
  return Object.fromEntries(
    names
      .map(
        name =>
          [`${protocol}${name}`, rates.get(`${protocol}${name}`) ?? 0] as const,
      )
      .filter(([, rate]) => rate > 0)
      .map(([name, rate]) => [name, formatRate(rate)]),
  );
}

function percent(part: number, whole: number): string {
  return toFixedEven((part / whole) * 100, 1);
}
