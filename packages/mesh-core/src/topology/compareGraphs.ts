import type { HealthVerdict, MeshEdge, MeshGraph, MeshNode } from './model';

/**
 * A value at two times; a side is absent where there was nothing then.
 *
 * @public
 */
export interface BeforeAfter<T> {
  before?: T;
  after?: T;
}

/**
 * What became of a node or an edge between two times.
 *
 * @public
 */
export interface GraphChange {
  id: string;
  change: 'added' | 'changed' | 'removed';
  health?: BeforeAfter<HealthVerdict['state']>;
  /** Of an edge: requests per second, or bytes for TCP. */
  ratePerSecond?: BeforeAfter<number>;
  /** Of an edge: 0–1. */
  errorRatio?: BeforeAfter<number>;
}

/**
 * The differences between two graphs, sorted by id.
 *
 * @public
 */
export interface GraphComparison {
  nodes: GraphChange[];
  edges: GraphChange[];
}

/**
 * From which difference on figures have changed.
 *
 * @public
 */
export interface CompareGraphsOptions {
  /** Of rates, relative to the larger one (0–1). */
  rate?: number;
  /** Of error ratios, absolute (0–1). */
  errorRatio?: number;
}

type Facts = Omit<GraphChange, 'change' | 'id'>;

const byId = (a: GraphChange, b: GraphChange): number => (a.id < b.id ? -1 : 1);

function pairUp<T>(
  before: T | undefined,
  after: T | undefined,
): BeforeAfter<T> {
  return {
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

function healthOf<T extends MeshEdge | MeshNode>(before?: T, after?: T): Facts {
  const states = [before?.health.state, after?.health.state] as const;
  return states[0] === states[1] ? {} : { health: pairUp(...states) };
}

function edgeFacts(
  options: Required<CompareGraphsOptions>,
): (before?: MeshEdge, after?: MeshEdge) => Facts {
  return (before, after) => {
    const rates = [before?.traffic, after?.traffic].map(
      traffic => traffic?.ratePerSecond ?? 0,
    );
    const errors = [before?.traffic, after?.traffic].map(
      traffic => traffic?.errorRatio ?? 0,
    );
    const difference = Math.abs(rates[0] - rates[1]);
    const moved =
      difference > 0 && difference >= options.rate * Math.max(...rates);
    const failing = Math.abs(errors[0] - errors[1]);
    return {
      ...healthOf(before, after),
      ...(moved && {
        ratePerSecond: pairUp(
          before?.traffic.ratePerSecond,
          after?.traffic.ratePerSecond,
        ),
      }),
      ...(failing > 0 &&
        failing >= options.errorRatio && {
          errorRatio: pairUp(
            before?.traffic.errorRatio,
            after?.traffic.errorRatio,
          ),
        }),
    };
  };
}

function changes<T extends { id: string }>(
  before: readonly T[],
  after: readonly T[],
  factsOf: (before?: T, after?: T) => Facts,
): GraphChange[] {
  const then = new Map(before.map(item => [item.id, item]));
  const now = new Map(after.map(item => [item.id, item]));
  const ids = new Set([...then.keys(), ...now.keys()]);
  return [...ids]
    .flatMap((id): GraphChange[] => {
      const [old, fresh] = [then.get(id), now.get(id)];
      const facts = factsOf(old, fresh);
      if (old && fresh) {
        return Object.keys(facts).length > 0
          ? [{ id, change: 'changed', ...facts }]
          : [];
      }
      return [{ id, change: fresh ? 'added' : 'removed', ...facts }];
    })
    .sort(byId);
}

/**
 * Says what differs between the graphs of two times: what came, what went, whose health, rate or errors changed. Neither the order of the
 * graphs' parts nor what stayed matters.
 *
 * @param options - by default rates have changed from 10 % on, error ratios from 1 percentage point on
 * @public
 */
export function compareGraphs(
  before: MeshGraph,
  after: MeshGraph,
  { rate = 0.1, errorRatio = 0.01 }: CompareGraphsOptions = {},
): GraphComparison {
  return {
    nodes: changes(before.nodes, after.nodes, healthOf),
    edges: changes(before.edges, after.edges, edgeFacts({ rate, errorRatio })),
  };
}
