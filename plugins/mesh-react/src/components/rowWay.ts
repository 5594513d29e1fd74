import type { RouteRowAction } from '@fairway/backstage-plugin-mesh-common';
import { formatDuration, formatPercent } from '../format/numbers';
import type { MeshTranslate } from '../meshTranslationRef';
import { retryWords } from './retryWords';
import { rowTarget } from './rowTarget';
import type { WayItem } from './routeWords';

type Routed = Extract<RouteRowAction, { kind: 'route' }>;
type Redirect = Extract<RouteRowAction, { kind: 'redirect' }>;
type Headers = NonNullable<Routed['requestHeaders']>;

function abortText(
  t: MeshTranslate,
  abort: NonNullable<NonNullable<Routed['fault']>['abort']>,
): string {
  const percent = formatPercent(abort.percent);
  return 'status' in abort
    ? t('routing.way.faultAbort', { status: `${abort.status}`, percent })
    : t('routing.way.faultGrpc', { status: `${abort.grpcStatus}`, percent });
}

function faultItems(t: MeshTranslate, fault: Routed['fault']): WayItem[] {
  const texts = [
    fault?.delay &&
      t('routing.way.faultDelay', {
        duration: formatDuration(fault.delay.ms),
        percent: formatPercent(fault.delay.percent),
      }),
    fault?.abort && abortText(t, fault.abort),
  ];
  return texts
    .filter(text => text !== undefined)
    .map(text => ({ icon: 'fault', text }));
}

function rewriteText(
  t: MeshTranslate,
  rewrite: NonNullable<Routed['rewrite']>,
): string {
  switch (rewrite.kind) {
    case 'prefix':
      return t('routing.way.rewritePrefix', { target: rewrite.value });
    case 'full':
      return t('routing.way.rewrite', { target: rewrite.value });
    default:
      return t('routing.way.rewriteRegex', {
        match: rewrite.pattern,
        target: rewrite.substitution,
      });
  }
}

function rewriteItems(t: MeshTranslate, action: Routed): WayItem[] {
  const texts = [
    action.rewrite && rewriteText(t, action.rewrite),
    action.authority &&
      t('routing.way.rewriteAuthority', { target: action.authority }),
  ];
  return texts
    .filter(text => typeof text === 'string' && text !== '')
    .map(text => ({ icon: 'rewrite', text: text ?? '' }));
}

function timeItems(t: MeshTranslate, action: Routed): WayItem[] {
  return [
    {
      icon: 'timeout',
      text:
        action.timeoutMs === null
          ? t('routing.way.timeoutNone')
          : t('routing.way.timeout', {
              duration: formatDuration(action.timeoutMs),
            }),
    },
    { icon: 'retry', text: retryWords(t, action.retries) },
  ];
}

function mirrorItems(
  t: MeshTranslate,
  mirrors: Routed['mirrors'],
  namespace: string | undefined,
): WayItem[] {
  return (mirrors ?? []).map(mirror => {
    const { percent, exists } = mirror;
    const words = {
      percent: formatPercent(percent),
      host: rowTarget(mirror, namespace),
    };
    return exists
      ? { icon: 'mirror', text: t('routing.way.mirror', words) }
      : { icon: 'fault', text: t('routing.way.mirrorMissing', words) };
  });
}

function headerItems(
  t: MeshTranslate,
  on: 'request' | 'response',
  headers: Headers | undefined,
): WayItem[] {
  const item = (op: 'set' | 'add' | 'remove', name: string): WayItem => ({
    icon: 'header',
    text: t('routing.way.header', {
      on: t(`routing.way.on.${on}`),
      op: t(`routing.way.op.${op}`),
      name,
    }),
  });
  return headers
    ? [
        ...headers.remove.map(name => item('remove', name)),
        ...headers.set.map(([name, value]) => item('set', `${name}: ${value}`)),
        ...headers.add.map(([name, value]) => item('add', `${name}: ${value}`)),
      ]
    : [];
}

function redirectItems(t: MeshTranslate, action: Redirect): WayItem[] {
  const scheme = action.scheme ? `${action.scheme}://` : '';
  const port = action.port ? `:${action.port}` : '';
  const path = action.path ?? (action.prefix && `${action.prefix}…`) ?? '';
  const target = `${scheme}${action.host ?? ''}${port}${path}`;
  return target
    ? [{ icon: 'redirect', text: t('routing.action.redirectTo', { target }) }]
    : [];
}

function routedItems(
  t: MeshTranslate,
  action: Routed,
  namespace: string | undefined,
): WayItem[] {
  const headers = action.destinations.flatMap(one => [
    ...headerItems(t, 'request', one.requestHeaders),
    ...headerItems(t, 'response', one.responseHeaders),
  ]);
  return [
    ...faultItems(t, action.fault),
    ...rewriteItems(t, action),
    ...timeItems(t, action),
    ...mirrorItems(t, action.mirrors, namespace),
    ...headerItems(t, 'request', action.requestHeaders),
    ...headers,
  ];
}

function ownItems(
  t: MeshTranslate,
  action: RouteRowAction,
  namespace: string | undefined,
): WayItem[] {
  switch (action.kind) {
    case 'route':
      return routedItems(t, action, namespace);
    case 'redirect':
      return redirectItems(t, action);
    case 'direct':
      return action.body
        ? [
            {
              icon: 'body',
              text: t('routing.action.directBody', { body: action.body }),
            },
          ]
        : [];
    default:
      return [];
  }
}

/**
 * What happens to the requests of a row on the way, the dangerous first. Defaults are said too.
 *
 * @param namespace - hosts of it go without it
 */
export function rowWay(
  t: MeshTranslate,
  action: RouteRowAction,
  namespace?: string,
): WayItem[] {
  const items = ownItems(t, action, namespace);
  if (action.kind === 'forward' || action.kind === 'hidden') {
    return items;
  }
  const all = [
    ...items,
    ...headerItems(t, 'response', action.responseHeaders),
    ...(action.cors
      ? [{ icon: 'cors' as const, text: t('routing.way.cors') }]
      : []),
  ];
  // two destinations with one header say it once
  return all.filter(
    (item, index) => all.findIndex(({ text }) => text === item.text) === index,
  );
}
