import { readFileSync } from 'node:fs';
import type { TelemetryRow } from '../kiali/graph/readTrafficRow';
import type {
  KialiGraph,
  KialiIstioKind,
  KialiIstioObject,
  KialiNamespace,
  KialiService,
  KialiWorkload,
  KialiWorld,
} from '../kiali';

type Row = readonly [labels: number, value: string];

interface Head {
  readonly kiali: string;
  readonly recordedAt: string;
  readonly cluster: string;
  /** Unix seconds. */
  readonly queryTime: number;
  readonly world: {
    readonly namespaces: readonly KialiNamespace[];
    readonly workloads: Readonly<Record<string, readonly KialiWorkload[]>>;
    readonly services: Readonly<Record<string, readonly KialiService[]>>;
    readonly istioObjects: Readonly<
      Record<KialiIstioKind, readonly KialiIstioObject[]>
    >;
  };
  readonly labels: readonly Readonly<Record<string, string>>[];
  readonly queries: readonly (readonly [query: string, rows: readonly Row[]])[];
}

interface Line {
  readonly id: string;
  readonly path: string;
  /** Indices of the queries that Kiali sent. */
  readonly asked: readonly number[];
  /** Answers that had another order in this case. */
  readonly own: Readonly<Record<string, readonly Row[]>>;
  readonly body: KialiGraph;
}

/** One recorded graph: the request, what Kiali asked Prometheus, what Prometheus said, what Kiali answered. */
export interface KialiRecording {
  readonly id: string;
  /** Path with query, below the web root. */
  readonly path: string;
  /** Answers by query text without blanks. */
  readonly telemetry: ReadonlyMap<string, readonly TelemetryRow[]>;
  readonly graph: KialiGraph;
}

/** All recordings of one Kiali, with the cluster it looked at. */
export interface KialiRecordings {
  readonly version: string;
  readonly cluster: string;
  readonly queryTimeS: number;
  readonly world: KialiWorld;
  readonly recordings: readonly KialiRecording[];
}

/** Reads a file of recordings: a head line, then one line per graph. */
export function readKialiRecordings(file: string): KialiRecordings {
  const [headText, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const head = JSON.parse(headText) as Head;
  const { namespaces, workloads, services, istioObjects } = head.world;
  const toRow = ([labels, value]: Row): TelemetryRow => ({
    labels: head.labels[labels],
    value: Number(value),
  });
  return {
    version: head.kiali,
    cluster: head.cluster,
    queryTimeS: head.queryTime,
    world: {
      namespaces: () => namespaces,
      workloads: namespace => workloads[namespace] ?? [],
      services: namespace => services[namespace] ?? [],
      istioObjects: kind => istioObjects[kind],
    },
    recordings: lines.map(text => {
      const { id, path, asked, own, body } = JSON.parse(text) as Line;
      const telemetry = new Map(
        asked.map(index => {
          const [query, rows] = head.queries[index];
          return [query, (own[index] ?? rows).map(toRow)] as const;
        }),
      );
      return { id, path, telemetry, graph: body };
    }),
  };
}
