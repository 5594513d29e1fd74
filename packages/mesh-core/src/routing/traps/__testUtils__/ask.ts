import {
  raw,
  snapshotOf,
  type RawObject,
} from '../../../snapshot/__testUtils__/objects';
import type { Outcome, RouteRequest, Simulation } from '../../simulate/Outcome';
import { simulate } from '../../simulate/simulate';
import { compile } from '../../table/compile';
import type { CompileOptions, RouteCaller } from '../../table/CompileOptions';

/** A pod of the namespace `shop`. */
export const web: RouteCaller = {
  kind: 'sidecar',
  namespace: 'shop',
  labels: { app: 'web' },
};

/** The gateway that the Gateway `ingress/edge` selects. */
export const edge: RouteCaller = {
  kind: 'gateway',
  namespace: 'ingress',
  labels: { istio: 'edge' },
};

/** A Service with a port 80 for HTTP. */
export function http(
  id: string,
  spec: Record<string, unknown> = {},
): RawObject {
  const app = id.split('/')[1];
  return raw('Service', id, {
    spec: {
      clusterIP: `10.0.0.${(app.charCodeAt(0) % 100) + app.length}`,
      selector: { app },
      ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
      ...spec,
    },
  });
}

let clock = 0;

/** A VirtualService; each is younger than the one before. */
export function rules(
  id: string,
  hosts: string[],
  list: Record<string, unknown>[],
  more: Record<string, unknown> = {},
): RawObject {
  clock += 1;
  const creationTimestamp = new Date(1_760_000_000_000 + clock * 1000)
    .toISOString()
    .replace('.000', '');
  return raw('VirtualService', id, {
    metadata: { creationTimestamp },
    spec: { hosts, http: list, ...more },
  });
}

/** A rule with a name, a match and one destination. */
export function rule(
  name: string,
  match: Record<string, unknown> | undefined,
  host = name,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    name,
    ...(match ? { match: [match] } : {}),
    route: [{ destination: { host } }],
    ...more,
  };
}

/** The Gateway `ingress/edge` with servers of plain HTTP on port 80. */
export function gateway(
  hosts: string[],
  servers: Record<string, unknown>[] = [],
): RawObject {
  return raw('IstioGateway', 'ingress/edge', {
    spec: {
      selector: { istio: 'edge' },
      servers: [
        { hosts, port: { number: 80, name: 'http', protocol: 'HTTP' } },
        ...servers,
      ],
    },
  });
}

/** A DestinationRule with subsets. */
export function subsets(
  id: string,
  host: string,
  names: string[],
  more: Record<string, unknown> = {},
): RawObject {
  return raw('DestinationRule', id, {
    spec: {
      host,
      subsets: names.map(name => ({ name, labels: { version: name } })),
      ...more,
    },
  });
}

/** A request on one line, as in `GET cart/items` or `cart:8080/items?a=1`, with headers as in `x-user: a`. */
export function request(line: string, ...headers: string[]): RouteRequest {
  const parts = /^(?:([A-Z]+) )?(https:\/\/)?([^/]+?)(?::(\d+))?(\/.*)?$/.exec(
    line,
  );
  const [, method = 'GET', tls, host, port, path = '/'] = parts ?? [];
  return {
    method,
    scheme: tls ? 'https' : 'http',
    host,
    port: Number(port ?? (tls ? 443 : 80)),
    path,
    headers: headers.map(text => {
      const colon = text.indexOf(':');
      return [text.slice(0, colon), text.slice(colon + 1).trim()] as const;
    }),
  };
}

/** The whole answer. */
export function ask(
  objects: RawObject[],
  asked: RouteRequest,
  caller: RouteCaller = web,
  options: CompileOptions = {},
): Simulation {
  return simulate(compile(snapshotOf(...objects), caller, options), asked);
}

function shortHost(host = ''): string {
  return host.replace('.svc.cluster.local', '').replace(/\.shop$/, '');
}

/** The answer in short: `rule > host/subset` with shares where there are several, or the outcome with its status. */
export function short(outcome: Outcome): string {
  if (outcome.outcome === 'route') {
    const { route, destinations } = outcome;
    const shares = destinations.map(({ host, subset, weight, exists }) => {
      const name = `${shortHost(host)}${subset ? `/${subset}` : ''}`;
      const share = destinations.length > 1 ? `=${weight}` : '';
      return `${name}${share}${exists ? '' : '!'}`;
    });
    return `${route.name ?? ''} > ${shares.join(' ')}`;
  }
  return 'status' in outcome
    ? `${outcome.outcome} ${outcome.status}`
    : outcome.outcome;
}

/** Asks and shortens. */
export function answer(
  objects: RawObject[],
  asked: RouteRequest,
  caller: RouteCaller = web,
  options: CompileOptions = {},
): string {
  return short(ask(objects, asked, caller, options).outcome);
}
