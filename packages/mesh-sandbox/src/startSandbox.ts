import { HttpListener, listenOnLoopback, portError } from './httpListener';
import { createKialiHandler, KialiHandler } from './kiali';
import {
  createKubernetesServer,
  createObjectStore,
  faultsEndpoint,
  KubernetesObject,
  KubernetesServer,
  ObjectStore,
} from './kubernetes';
import {
  createPrometheusHandler,
  createSeriesStore,
  SeriesStore,
} from './prometheus';
import { Sandbox, SandboxOptions, SandboxPorts } from './Sandbox';
import { ScenarioPlayer } from './scenario';
import {
  createStoreKialiWorld,
  createWorldClock,
  loadScenario,
  WorldClock,
} from './world';

const defaultCluster = 'sandbox';

async function createPlayer(
  { scenario, pace = 1, historyMs }: SandboxOptions,
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
    historyMs,
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

function portsOf({ ports = 0 }: SandboxOptions): Required<SandboxPorts> {
  return typeof ports === 'number'
    ? { kubernetes: ports, prometheus: ports, kiali: ports }
    : { kubernetes: 0, prometheus: 0, kiali: 0, ...ports };
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
      .map(({ metadata }) => metadata.name),
  );
  const missing = new Set(
    objects
      .map(({ metadata }) => metadata.namespace)
      .filter(name => name && !known.has(name)),
  );
  const namespaces = [...missing].map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
  return [...namespaces, ...objects];
}

interface Servers {
  readonly kubernetes: KubernetesServer;
  readonly prometheus: ReturnType<typeof createPrometheusHandler>;
  readonly kiali: KialiHandler;
}

function createServers(
  options: SandboxOptions,
  store: ObjectStore,
  series: SeriesStore,
  clock: WorldClock,
  player: ScenarioPlayer | undefined,
): Servers {
  const {
    token,
    faultsEndpoint: control,
    bookmarkIntervalMs,
    kialiAuth,
  } = options;
  const kubernetes = createKubernetesServer({
    store,
    token,
    faultsEndpoint: control,
    bookmarkIntervalMs,
    clock: clock.now,
    logs: (pod, container, sinceMs) =>
      player?.logs(pod, container, sinceMs) ?? [],
  });
  kubernetes.faults.set(options.faults ?? {});
  return {
    kubernetes,
    prometheus: createPrometheusHandler(series, clock.now),
    kiali: createKialiHandler({
      store: series,
      world: createStoreKialiWorld(store),
      clock: clock.now,
      cluster: player?.cluster ?? defaultCluster,
      auth: kialiAuth,
    }),
  };
}

async function listen(
  { kubernetes, prometheus, kiali }: Servers,
  options: SandboxOptions,
  listeners: HttpListener[],
): Promise<Pick<Sandbox, 'kialiUrl' | 'kubernetesUrl' | 'prometheusUrl'>> {
  const ports = portsOf(options);
  const kubernetesUrl = await listenKubernetes(kubernetes, ports.kubernetes);
  const prometheusListener = await listenOnLoopback(
    'the Prometheus API',
    ports.prometheus,
    prometheus,
  );
  listeners.push(prometheusListener);
  const kialiListener = await listenOnLoopback(
    'the Kiali API',
    ports.kiali,
    (request, response) => {
      if (options.faultsEndpoint && request.url === '/sandbox/faults') {
        const actions = { expireSessions: () => kiali.faults.expireSessions() };
        return faultsEndpoint(kiali.faults, actions, request, response);
      }
      return kiali(request, response);
    },
  );
  listeners.push(kialiListener);
  return {
    kubernetesUrl,
    prometheusUrl: prometheusListener.url,
    kialiUrl: `${kialiListener.url}/kiali`,
  };
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
  const servers = createServers(options, store, series, clock, player);
  const { kubernetes, kiali } = servers;
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
    return {
      ...(await listen(servers, options, listeners)),
      store,
      series,
      kubernetes,
      faults: kubernetes.faults,
      kialiFaults: kiali.faults,
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
