import type {
  MatchFailure,
  RouteRequest,
  RouteTraceView,
  SimulationResult,
} from '@fairway/backstage-plugin-mesh-common';
import type { MeshTranslate } from '@fairway/backstage-plugin-mesh-react';
import { isSecretName } from './SharedRequest';

function chainWords(
  t: MeshTranslate,
  { chain }: RouteTraceView,
  isOpened: boolean,
): string[] {
  if (!chain) {
    return [];
  }
  return [
    ...(chain.transport === 'tls'
      ? [
          isOpened
            ? t('routing.request.trace.tls')
            : t('routing.request.trace.tlsPassed'),
        ]
      : []),
    ...(chain.clientCertificate
      ? [
          t('routing.request.trace.clientCertificate', {
            state: t(`routing.calls.chain.${chain.clientCertificate}`),
          }),
        ]
      : []),
  ];
}

function hostWords(
  t: MeshTranslate,
  { request, trace, outcome }: SimulationResult,
): string[] {
  const { virtualHost } = trace;
  if (virtualHost) {
    return [
      t('routing.request.trace.host', {
        host: request.host,
        domain: virtualHost.domain,
        by: t(`routing.request.trace.by.${virtualHost.by}`),
      }),
    ];
  }
  return outcome.outcome === 'no_route'
    ? [t('routing.request.trace.noHost', { host: request.host })]
    : [];
}

/** Which listener, chain and virtual host take a request, a line each. */
export function listenerWords(
  t: MeshTranslate,
  result: SimulationResult,
): string[] {
  const { trace, outcome } = result;
  const { listener } = trace;
  if (!listener) {
    return [t('routing.request.trace.noListener'), ...trace.notes];
  }
  const isOpened = outcome.outcome !== 'tcp';
  const place = [
    t('routing.request.trace.port', { port: `${listener.port}` }),
    ...chainWords(t, trace, isOpened),
  ].join(', ');
  return [
    place,
    ...(listener.refused
      ? [t('routing.request.trace.refused', { reason: listener.refused })]
      : []),
    ...hostWords(t, result),
    ...trace.notes,
  ];
}

const WIDEST_VALUE = 40;

/** What a request has where a rule wants something else; the values of secrets are not written out. */
function insteadWords(
  t: MeshTranslate,
  field: 'header' | 'query',
  name: string,
  value: string | undefined,
): string {
  if (value === undefined) {
    return t(`routing.request.trace.failure.${field}Absent`, { name });
  }
  return isSecretName(name) || value.length > WIDEST_VALUE
    ? t(`routing.request.trace.failure.${field}Differs`, { name })
    : t(`routing.request.trace.failure.${field}Is`, { name, value });
}

function cookieWords(t: MeshTranslate, value: string | undefined): string {
  return value === undefined
    ? t('routing.request.trace.failure.noCookies')
    : t('routing.request.trace.failure.cookie');
}

function queryValue(path: string, name: string): string | undefined {
  const [, query = ''] = path.split(/\?(.*)/s);
  const part = query
    .split('&')
    .find(one => one === name || one.startsWith(`${name}=`));
  return part?.slice(name.length + 1);
}

/** The first field that failed, with what the request has in its place. */
export function failureWords(
  t: MeshTranslate,
  failure: MatchFailure,
  { headers, path }: RouteRequest,
): string {
  const { field, problem } = failure;
  const name = failure.name ?? '';
  if (problem) {
    return t('routing.request.trace.failure.problem', { problem });
  }
  const header = headers.find(([one]) => one === name)?.[1];
  switch (field) {
    case 'headers':
      return name === 'cookie'
        ? cookieWords(t, header)
        : insteadWords(t, 'header', name, header);
    case 'queryParams':
      return insteadWords(t, 'query', name, queryValue(path, name));
    default:
      return t(`routing.request.trace.failure.${field}`, { name });
  }
}

/** What the destination gets to see of the request line; nothing where it is not sent on. */
export function upstreamWords(
  t: MeshTranslate,
  { outcome, request }: SimulationResult,
): string[] {
  if (outcome.outcome !== 'route') {
    return [];
  }
  const said = (text: string, sent: string): string =>
    text === sent ? t('routing.request.trace.unchanged', { text: sent }) : sent;
  return [
    t('routing.request.trace.sentPath', {
      path: said(request.path, outcome.path),
    }),
    t('routing.request.trace.authority', {
      authority: said(request.host, outcome.authority),
    }),
  ];
}
