import {
  createObjectStore,
  createKubernetesServer,
  KubernetesObject,
  KubernetesServer,
} from './kubernetes';
import { HttpListener, listenOnLoopback, portError } from './httpListener';
import { createPrometheusHandler, createSeriesStore } from './prometheus';
import { createWorldClock, loadScenario, ScenarioFiles } from './world';
import { stableUid } from './world/stableHash';
import { reconcileEndpoints } from './world/reconcileEndpoints';
import { WorkloadController } from './world/WorkloadController';
import { Sandbox, SandboxOptions } from './Sandbox';

async function readFiles(options: SandboxOptions): Promise<ScenarioFiles> {
  return options.scenario === undefined
    ? { objects: options.objects ?? [] }
    : loadScenario(options.scenario);
}

function portsOf({ ports = 0 }: SandboxOptions): {
  kubernetes: number;
  prometheus: number;
  kiali: number;
} {
  if (typeof ports === 'number') {
    return { kubernetes: ports, prometheus: ports, kiali: ports };
  }
  return { kubernetes: 0, prometheus: 0, kiali: 0, ...ports };
}

async function listenKubernetes(
  server: KubernetesServer,
  port: number,
): Promise<string> {
  try {
    return await server.listen(port);
  } catch (error) {
    throw portError(error, 'the Kubernetes API', port);
  }
}

function withNamespaces(
  objects: readonly KubernetesObject[],
): KubernetesObject[] {
  const known = new Set(
    objects
      .filter(({ kind }) => kind === 'Namespace')
      .map(o => o.metadata.name),
  );
  const missing = new Set(
    objects
      .map(o => o.metadata.namespace)
      .filter(name => name && !known.has(name)),
  );
  const namespaces = [...missing].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
  return [...namespaces, ...objects];
}

/**
 * Starts a Kubernetes API, a Prometheus API and a Kiali API on loopback, playing a scenario or holding given objects.
 *
 * @throws PortInUseError, or an error that names the scenario's file that is at fault
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const files = await readFiles(options);
  const clock = createWorldClock(options.clock ?? Date.now);
  let uids = 0;
  const store = createObjectStore({
    objects: withNamespaces(files.objects),
    now: () => clock.now(),
    newUid: () => stableUid(`sandbox-${(uids += 1)}`),
  });
  const series = createSeriesStore();
  const workloads = new WorkloadController({ store, readyAfterMs: 0 });
  if (options.scenario !== undefined) {
    workloads.reconcile(clock.now());
    reconcileEndpoints(store);
  }
  const ports = portsOf(options);
  const kubernetes = createKubernetesServer({
    store,
    token: options.token,
    faultsEndpoint: options.faultsEndpoint,
    bookmarkIntervalMs: options.bookmarkIntervalMs,
  });
  if (options.faults) {
    kubernetes.faults.set(options.faults);
  }
  const listeners: HttpListener[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all([
      kubernetes.close(),
      ...listeners.map(listener => listener.close()),
    ]);
  };
  try {
    const kubernetesUrl = await listenKubernetes(kubernetes, ports.kubernetes);
    const prometheus = createPrometheusHandler(series, () => clock.now());
    listeners.push(
      await listenOnLoopback(
        'the Prometheus API',
        ports.prometheus,
        prometheus,
      ),
    );
    const [{ url: prometheusUrl }] = listeners;
    return {
      kubernetesUrl,
      prometheusUrl,
      kialiUrl: '',
      store,
      series,
      kubernetes,
      faults: kubernetes.faults,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
