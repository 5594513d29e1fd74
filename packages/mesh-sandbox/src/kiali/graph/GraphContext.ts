import type { KialiService, KialiWorkload, KialiWorld } from '../KialiWorld';
import type { GraphOptions } from './GraphOptions';
import type { TelemetryRow } from './readTrafficRow';

/** Answers an instant query at the time of the graph. */
export type TelemetrySource = (query: string) => readonly TelemetryRow[];

/** What the parts of a graph are computed from. */
export interface GraphContext {
  readonly options: GraphOptions;
  readonly telemetry: TelemetrySource;
  readonly world: KialiWorld;
}

/** True when the label of a namespace puts its pods into ambient mode. */
export function isAmbientNamespace(
  { world }: GraphContext,
  name: string,
): boolean {
  const found = world.namespaces().find(namespace => namespace.name === name);
  return found?.labels['istio.io/dataplane-mode'] === 'ambient';
}

/** A workload by name; undefined when the cluster has none. */
export function findWorkload(
  world: KialiWorld,
  namespace: string,
  name: string,
): KialiWorkload | undefined {
  return world.workloads(namespace).find(workload => workload.name === name);
}

/** A service by name; undefined when the cluster has none. */
export function findService(
  world: KialiWorld,
  namespace: string,
  name: string,
): KialiService | undefined {
  return world.services(namespace).find(service => service.name === name);
}

const APP_LABELS = [
  'service.istio.io/canonical-name',
  'app.kubernetes.io/name',
  'app',
];
const VERSION_LABELS = [
  'service.istio.io/canonical-revision',
  'app.kubernetes.io/version',
  'version',
];

/** Application and version as the labels of an object say. */
export function appOf(labels: Readonly<Record<string, string>>): {
  app: string;
  version: string;
} {
  const first = (names: readonly string[]) =>
    names.map(name => labels[name]).find(Boolean) ?? '';
  return { app: first(APP_LABELS), version: first(VERSION_LABELS) };
}
