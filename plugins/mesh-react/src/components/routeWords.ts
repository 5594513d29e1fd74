import type {
  MatchCondition,
  RouteAction,
  RouteOptions,
  RouteRule,
} from '@fairway/mesh-core';
import { formatDuration, formatPercent } from '../format/numbers';
import type { MeshTranslate } from '../meshTranslationRef';

/** One condition: words, and the value as it stands in the object. */
export interface MatchWords {
  key: string;
  /** What comes before the value, as in `path starts with`; absent where the value says it all. */
  words?: string;
  value?: string;
}

/** A condition in words, as in `path starts with` `/api`. */
export function matchWords(
  t: MeshTranslate,
  condition: MatchCondition,
): MatchWords {
  const { field, name, op, value } = condition;
  const key = [field, name, op, value].join(' ');
  if (field === 'method' && op === 'exact') {
    return { key, value };
  }
  const subject = t(`routing.match.field.${field}`);
  if (name !== undefined) {
    const pair = [name, t(`routing.match.op.${op}`), value];
    return { key, words: subject, value: joined(pair) };
  }
  const ignoresCase = condition.ignoreCase && t('routing.match.ignoreCase');
  const words = joined([subject, t(`routing.match.op.${op}`)]);
  return {
    key,
    words: ignoresCase ? `${words} (${ignoresCase})` : words,
    value,
  };
}

function joined(parts: (string | undefined)[]): string {
  return parts.filter(part => part !== undefined && part !== '').join(' ');
}

/** One thing that happens to a request on the way. */
export interface WayItem {
  icon:
    | 'fault'
    | 'timeout'
    | 'retry'
    | 'mirror'
    | 'rewrite'
    | 'header'
    | 'cors'
    | 'redirect'
    | 'body';
  text: string;
}

/** What happens to the requests of a rule on the way, the dangerous first. */
export function wayItems(
  t: MeshTranslate,
  rule: Pick<RouteRule, 'options' | 'action'>,
): WayItem[] {
  const { options, action } = rule;
  return [
    ...faultItems(t, options.fault),
    ...actionItems(t, action),
    ...rewriteItems(t, options.rewrite),
    ...timeoutItems(t, options),
    ...mirrorItems(t, options),
    ...headerItems(t, options),
  ];
}

function faultItems(t: MeshTranslate, fault: RouteOptions['fault']): WayItem[] {
  const items: WayItem[] = [];
  if (fault?.delayMs !== undefined) {
    items.push({
      icon: 'fault',
      text: t('routing.way.faultDelay', {
        duration: formatDuration(fault.delayMs),
        percent: formatPercent(fault.delayPercentage ?? 100),
      }),
    });
  }
  if (fault?.abortStatus !== undefined) {
    items.push({
      icon: 'fault',
      text: t('routing.way.faultAbort', {
        status: `${fault.abortStatus}`,
        percent: formatPercent(fault.abortPercentage ?? 100),
      }),
    });
  }
  return items;
}

function actionItems(t: MeshTranslate, action: RouteAction): WayItem[] {
  if (action.kind === 'redirect') {
    const target = redirectTarget(action);
    return target
      ? [{ icon: 'redirect', text: t('routing.action.redirectTo', { target }) }]
      : [];
  }
  if (action.kind === 'directResponse' && action.body) {
    return [
      {
        icon: 'body',
        text: t('routing.action.directBody', { body: action.body }),
      },
    ];
  }
  return [];
}

function redirectTarget(
  action: Extract<RouteAction, { kind: 'redirect' }>,
): string {
  const scheme = action.scheme ? `${action.scheme}://` : '';
  const port = action.port ? `:${action.port}` : '';
  return `${scheme}${action.authority ?? ''}${port}${action.uri ?? ''}`;
}

function rewriteItems(
  t: MeshTranslate,
  rewrite: RouteOptions['rewrite'],
): WayItem[] {
  const texts = [
    rewrite?.uri !== undefined &&
      t('routing.way.rewrite', { target: rewrite.uri }),
    rewrite?.regex &&
      t('routing.way.rewriteRegex', {
        match: rewrite.regex.match,
        target: rewrite.regex.rewrite,
      }),
    rewrite?.authority &&
      t('routing.way.rewriteAuthority', { target: rewrite.authority }),
  ];
  return texts
    .filter(text => typeof text === 'string')
    .map(text => ({ icon: 'rewrite', text }));
}

function timeoutItems(t: MeshTranslate, options: RouteOptions): WayItem[] {
  const items: WayItem[] = [];
  if (options.timeoutMs !== undefined) {
    const duration = formatDuration(options.timeoutMs);
    items.push({
      icon: 'timeout',
      text: t('routing.way.timeout', { duration }),
    });
  }
  if (options.retries) {
    items.push({ icon: 'retry', text: retryText(t, options.retries) });
  }
  return items;
}

function retryText(
  t: MeshTranslate,
  retries: NonNullable<RouteOptions['retries']>,
): string {
  if (retries.attempts === 0) {
    return t('routing.way.retriesOff');
  }
  const { perTryTimeoutMs, retryOn } = retries;
  return joined([
    t('routing.way.retries', { count: retries.attempts }),
    perTryTimeoutMs === undefined
      ? undefined
      : t('routing.way.retriesEach', {
          duration: formatDuration(perTryTimeoutMs),
        }),
    retryOn
      ? t('routing.way.retriesOn', {
          conditions: retryOn.split(',').join(', '),
        })
      : undefined,
  ]);
}

function mirrorItems(t: MeshTranslate, options: RouteOptions): WayItem[] {
  return options.mirrors.map(mirror => ({
    icon: 'mirror',
    text: t('routing.way.mirror', {
      percent: formatPercent(mirror.percentage),
      host: joined([mirror.host, mirror.subset]),
    }),
  }));
}

function headerItems(t: MeshTranslate, options: RouteOptions): WayItem[] {
  const headers: WayItem[] = options.headers.map(header => ({
    icon: 'header',
    text: t('routing.way.header', {
      on: t(`routing.way.on.${header.on}`),
      op: t(`routing.way.op.${header.op}`),
      name: header.value ? `${header.name}: ${header.value}` : header.name,
    }),
  }));
  return options.cors
    ? [...headers, { icon: 'cors', text: t('routing.way.cors') }]
    : headers;
}
