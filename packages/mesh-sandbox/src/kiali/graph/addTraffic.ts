import type { GraphOptions } from './GraphOptions';
import { type Endpoint, identify } from './nodeIdentity';
import type { TrafficRow } from './readTrafficRow';
import {
  increase,
  isKnown,
  type Protocol,
  type TrafficEdge,
  type TrafficMap,
  type TrafficNode,
} from './TrafficMap';

/** Adds the traffic of one row: nodes, edge or edges, rates. Rows that repeat another report of the same are ignored. */
export function addTraffic(
  map: TrafficMap,
  metric: string,
  row: TrafficRow,
  options: GraphOptions,
): void {
  const { destination } = row;
  const source = ensureNode(map, row.source, options);
  const target = ensureNode(map, destination, options);
  const key = JSON.stringify([metric, row.source, destination, rowKey(row)]);
  const injected = injectsService(options, destination, target);
  if (injected) {
    const service = ensureService(map, destination, options);
    service.flags.add('isInjected');
    addToEdge(source, service, row, key);
    addToEdge(service, target, row, key);
    addDestination(service, destination);
  } else {
    addToEdge(source, target, row, key);
  }
  addDestination(target, destination);
}

/** True when a service node stands between the caller and this destination. */
export function injectsService(
  options: GraphOptions,
  destination: Endpoint,
  target: { readonly nodeType: string },
): boolean {
  return (
    (options.injectServiceNodes || options.graphType === 'service') &&
    isKnown(destination.service) &&
    destination.service !== 'PassthroughCluster' &&
    target.nodeType !== 'service'
  );
}

/** The end of a request that is only the service, without the workload behind it. */
export function serviceEnd(destination: Endpoint): Endpoint {
  return {
    ...destination,
    workloadNamespace: '',
    workload: '',
    app: '',
    version: '',
  };
}

/** Name of a rate by what came of the request; undefined for success. */
export function outcomeOf(
  protocol: Protocol,
  code: string,
): 'NoResponse' | 'Err' | '3xx' | '4xx' | '5xx' | undefined {
  if (protocol === 'tcp') {
    return undefined;
  }
  if (code === '-') {
    return 'NoResponse';
  }
  if (protocol === 'grpc') {
    const failed = code.length === 3 ? /^[45]/.test(code) : code !== '0';
    return failed ? 'Err' : undefined;
  }
  const digit = code[0];
  return digit === '3' || digit === '4' || digit === '5'
    ? `${digit}xx`
    : undefined;
}

/** Adds rates of an edge to the totals of its source. */
export function addOutgoing(node: TrafficNode, edge: TrafficEdge): void {
  increase(
    node.rates,
    `${edge.protocol}Out`,
    edge.rates.get(edge.protocol) ?? 0,
  );
}

function rowKey({ code, flags, host }: TrafficRow): string[] {
  return [code, flags, host];
}

function ensureNode(
  map: TrafficMap,
  end: Endpoint,
  options: GraphOptions,
): TrafficNode {
  const { id, nodeType, namespace } = identify(end, options.graphType);
  let node = map.get(id);
  if (!node) {
    node = {
      ...namesOf(end, nodeType, options),
      id,
      nodeType,
      cluster: end.cluster,
      namespace,
      destServices: new Map(),
      rates: new Map(),
      edges: [],
      flags: new Set(),
    };
    map.set(id, node);
  }
  return node;
}

function ensureService(
  map: TrafficMap,
  destination: Endpoint,
  options: GraphOptions,
): TrafficNode {
  return ensureNode(map, serviceEnd(destination), options);
}

function namesOf(
  { workload, app, version, service }: Endpoint,
  nodeType: TrafficNode['nodeType'],
  { graphType }: GraphOptions,
): Pick<TrafficNode, 'app' | 'service' | 'version' | 'workload'> {
  switch (nodeType) {
    case 'service':
      return { workload: '', app: '', version: '', service };
    case 'app':
      return graphType === 'versionedApp'
        ? {
            workload: isKnown(workload) ? workload : '',
            app,
            version,
            service: '',
          }
        : { workload: '', app, version: '', service: '' };
    case 'workload':
      return {
        workload,
        app: isKnown(app) ? app : '',
        version: isKnown(version) ? version : '',
        service: '',
      };
    default:
      return { workload, app, version, service: '' };
  }
}

function addDestination(node: TrafficNode, destination: Endpoint): void {
  const { cluster, serviceNamespace: namespace, service: name } = destination;
  if (name !== '' && name !== 'unknown') {
    const key = `${cluster} ${namespace} ${name}`;
    node.destServices.set(key, { cluster, namespace, name });
  }
}

function addToEdge(
  source: TrafficNode,
  target: TrafficNode,
  row: TrafficRow,
  key: string,
): void {
  const edge = ensureEdge(source, target, row.protocol);
  if (edge.counted.has(key)) {
    return;
  }
  edge.counted.add(key);
  const { protocol, code, value } = row;
  const outcome = row.flags === '' ? undefined : outcomeOf(protocol, code);
  increase(edge.rates, protocol, value);
  increase(source.rates, `${protocol}Out`, value);
  increase(target.rates, `${protocol}In`, value);
  if (outcome) {
    increase(edge.rates, `${protocol}${outcome}`, value);
    increase(target.rates, `${protocol}In${outcome}`, value);
  }
  let response = edge.responses.get(code);
  if (!response) {
    response = { flags: new Map(), hosts: new Map() };
    edge.responses.set(code, response);
  }
  if (row.flags !== '') {
    increase(response.flags, row.flags, value);
  }
  increase(response.hosts, row.host, value);
}

function ensureEdge(
  source: TrafficNode,
  target: TrafficNode,
  protocol: Protocol,
): TrafficEdge {
  let edge = source.edges.find(
    one => one.target === target.id && one.protocol === protocol,
  );
  if (!edge) {
    edge = {
      source: source.id,
      target: target.id,
      protocol,
      rates: new Map(),
      responses: new Map(),
      counted: new Set(),
    };
    source.edges.push(edge);
  }
  return edge;
}
