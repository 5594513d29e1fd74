import {
  createObjectStore,
  createKubernetesServer,
  KubernetesObject,
  KubernetesServer,
} from './kubernetes';
import { HttpListener, listenOnLoopback, portError } from './httpListener';
import {
  createPrometheusHandler,
  createSeriesStore,
  SeriesStore,
} from './prometheus';
import { ScenarioPlayer } from './scenario';
import { createWorldClock, loadScenario, WorldClock } from './world';
import { Sandbox, SandboxOptions } from './Sandbox';

async function createPlayer(
  { scenario, pace = 1 }: SandboxOptions,
  clock: WorldClock,
  series: SeriesStore,
): Promise<ScenarioPlayer | undefined> {
  if (scenario === undefined) {
    return undefined;
  }
  const player = new ScenarioPlayer({
    files: await loadScenario(scenario),
    clock,
    series,
    pace,
  });
  player.playPast();
  return player;
}

function startTimer(
  player: ScenarioPlayer | undefined,
  { timer = true, pace = 1 }: SandboxOptions,
): () => void {
  if (!player || !timer) {
    return () => {};
  }
  const handle = setInterval(() => player.step(), Math.max(1000 / pace, 50));
  return () => clearInterval(handle);
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
  const clock = createWorldClock(options.clock ?? Date.now);
  const series = createSeriesStore();
  const player = await createPlayer(options, clock, series);
  const store =
    player?.store ??
    createObjectStore({
      objects: withNamespaces(options.objects ?? []),
      now: clock.now,
    });
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
  const stopTimer = startTimer(player, options);
  const stop = async (): Promise<void> => {
    stopTimer();
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
      step: () => player?.step(),
      setGate: (canary, hook, state) =>
        player?.director.setGate(canary, hook, state),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
