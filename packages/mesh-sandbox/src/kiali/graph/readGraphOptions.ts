import { parseDuration } from '../../prometheus/promql/literals';
import { KialiError } from '../KialiError';
import {
  type Appender,
  APPENDERS,
  type BoxBy,
  GRAPH_TYPES,
  type GraphOptions,
  type GraphTarget,
} from './GraphOptions';

const BOXES = ['app', 'cluster', 'namespace'] as const;
const MIN_REFRESH_MS = 10_000;
const MAX_REFRESH_MS = 900_000;

/**
 * Reads the parameters of a graph request. Unknown ones are ignored, as Kiali does for graphs.
 *
 * @throws KialiError 400 with Kiali's words
 */
export function readGraphOptions(
  parameters: URLSearchParams,
  node: { namespace: string; target: GraphTarget } | undefined,
  nowS: number,
): GraphOptions {
  const choice = <T extends string>(
    name: string,
    allowed: readonly T[],
    fallback: T,
    label: string = name,
  ): T => choose(parameters, name, allowed, fallback, label);
  const graphType = choice('graphType', GRAPH_TYPES, 'workload');
  if (
    node?.target.kind === 'app' &&
    graphType !== 'app' &&
    graphType !== 'versionedApp'
  ) {
    throw new KialiError(
      400,
      `Invalid graphType [${graphType}]. This node detail graph supports only graphType app or versionedApp.`,
    );
  }
  checkRefresh(parameters);
  return {
    namespaces: node ? [node.namespace] : readNamespaces(parameters),
    target: node?.target,
    graphType,
    appenders: readAppenders(parameters),
    boxBy: new Set(readBoxes(parameters)),
    injectServiceNodes: readBoolean(parameters, 'injectServiceNodes'),
    includeIdleEdges: readBoolean(parameters, 'includeIdleEdges'),
    rateGrpc: choice(
      'rateGrpc',
      ['none', 'received', 'requests', 'sent', 'total'],
      'requests',
      'gRPC Rate',
    ),
    rateHttp: choice('rateHttp', ['none', 'requests'], 'requests', 'HTTP Rate'),
    rateTcp: choice(
      'rateTcp',
      ['none', 'received', 'sent', 'total'],
      'sent',
      'TCP Rate',
    ),
    ambientTraffic: choice(
      'ambientTraffic',
      ['none', 'total', 'waypoint', 'ztunnel'],
      'total',
    ),
    responseTime: choice(
      'responseTime',
      ['avg', '50', '95', '99'],
      '95',
      'responseTime, must be one of: avg | 50 | 95 | 99:',
    ),
    throughputType: choice(
      'throughputType',
      ['request', 'response'],
      'response',
    ),
    clusterName: parameters.get('clusterName') ?? undefined,
    durationS: readDurationS(parameters),
    queryTimeS: readQueryTimeS(parameters, nowS),
  };
}

function choose<T extends string>(
  parameters: URLSearchParams,
  name: string,
  allowed: readonly T[],
  fallback: T,
  label: string,
): T {
  const text = parameters.get(name);
  if (!text) {
    return fallback;
  }
  const found = allowed.find(value => value === text);
  if (found === undefined) {
    throw new KialiError(400, `Invalid ${label} [${text}]`);
  }
  return found;
}

function readNamespaces(parameters: URLSearchParams): string[] {
  const namespaces = listOf(parameters.get('namespaces') ?? '');
  if (namespaces.length === 0) {
    throw new KialiError(
      400,
      'At least one namespace must be specified via the namespaces query parameter.',
    );
  }
  return [...new Set(namespaces)];
}

/** Absent means all; present but empty means none. */
function readAppenders(parameters: URLSearchParams): Set<Appender> {
  const text = parameters.get('appenders');
  if (text === null) {
    return new Set(APPENDERS);
  }
  return new Set(
    listOf(text).map(name => {
      const canonical = name === 'sidecarsCheck' ? 'meshCheck' : name;
      const found = APPENDERS.find(appender => appender === canonical);
      if (!found) {
        throw new KialiError(400, `Invalid appender [${name}]`);
      }
      return found;
    }),
  );
}

function readBoxes(parameters: URLSearchParams): BoxBy[] {
  const text = parameters.get('boxBy') ?? '';
  return listOf(text).map(name => {
    const found = BOXES.find(box => box === name);
    if (!found) {
      throw new KialiError(400, `Invalid boxBy [${text}]`);
    }
    return found;
  });
}

function readBoolean(parameters: URLSearchParams, name: string): boolean {
  const text = parameters.get(name) || 'false';
  // Everything that Go's ParseBool accepts.
  if (/^(?:1|t|T|true|TRUE|True)$/.test(text)) {
    return true;
  }
  if (/^(?:0|f|F|false|FALSE|False)$/.test(text)) {
    return false;
  }
  throw new KialiError(400, `Invalid ${name} [${text}]`);
}

function readDurationS(parameters: URLSearchParams): number {
  const text = parameters.get('duration') || '10m';
  const durationMs = parseDuration(text);
  if (durationMs === undefined) {
    throw new KialiError(400, `Invalid duration [${text}]`);
  }
  return Math.floor(durationMs / 1000);
}

function readQueryTimeS(parameters: URLSearchParams, nowS: number): number {
  const text = parameters.get('queryTime');
  if (!text) {
    return Math.floor(nowS);
  }
  if (!/^\d+$/.test(text)) {
    throw new KialiError(400, `Invalid queryTime [${text}]`);
  }
  return Number(text);
}

function checkRefresh(parameters: URLSearchParams): void {
  const refresh = Number(parameters.get('refreshInterval') || 0);
  if (refresh > 0 && refresh < MIN_REFRESH_MS) {
    throw new KialiError(
      400,
      'Refresh interval must be at least 10000ms (10 seconds), or 0 to disable caching',
    );
  }
  if (Number.isNaN(refresh) || refresh > MAX_REFRESH_MS) {
    throw new KialiError(
      400,
      `Invalid refreshInterval [${parameters.get('refreshInterval')}]`,
    );
  }
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}
