import { parseQuery } from '../promql/parseQuery';
import { PromqlError } from '../promql/PromqlError';
import { evaluateInstant, evaluateRange } from '../evaluateQuery';
import type { LabelMatcher, Series, SeriesStore } from '../SeriesStore';
import { formatResult } from './formatResult';
import { invalid, readDuration, readTime } from './readTime';

/** Most points per series of a range query, as in Prometheus. */
const MAX_POINTS = 11_000;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** What an endpoint works with. */
export interface EndpointContext {
  readonly store: SeriesStore;
  readonly nowMs: number;
  readonly parameters: URLSearchParams;
}

/** `/api/v1/query` */
export function instantQuery(context: EndpointContext): unknown {
  const { store, nowMs, parameters } = context;
  const timeMs = readTime(parameters, 'time', nowMs);
  return formatResult(
    onQuery(() =>
      evaluateInstant(store, parameters.get('query') ?? '', timeMs),
    ),
  );
}

/** `/api/v1/query_range` */
export function rangeQuery(context: EndpointContext): unknown {
  const { store, parameters } = context;
  const startMs = readTime(parameters, 'start');
  const endMs = readTime(parameters, 'end');
  if (endMs < startMs) {
    throw invalid('end', 'end timestamp must not be before start time');
  }
  const stepMs = readDuration(parameters, 'step');
  if (stepMs <= 0) {
    throw invalid(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  if (Math.floor((endMs - startMs) / stepMs) > MAX_POINTS) {
    throw new PromqlError(
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  const query = parameters.get('query') ?? '';
  const range = { startMs, endMs, stepMs };
  return formatResult(onQuery(() => evaluateRange(store, query, range)));
}

/** `/api/v1/series` */
export function series(context: EndpointContext): unknown {
  const { parameters } = context;
  if (parameters.getAll('match[]').length === 0) {
    throw new PromqlError('bad_data', 'no match[] parameter provided');
  }
  return selected(context).map(one => ({
    __name__: one.metric,
    ...one.labels,
  }));
}

/** `/api/v1/labels` */
export function labelNames(context: EndpointContext): unknown {
  if (context.parameters.getAll('match[]').length === 0) {
    return context.store.labelNames();
  }
  const names = selected(context).flatMap(one => [
    '__name__',
    ...Object.keys(one.labels),
  ]);
  return [...new Set(names)].sort();
}

/** `/api/v1/label/<name>/values` */
export function labelValues(context: EndpointContext, name: string): unknown {
  if (!LABEL_NAME.test(name)) {
    throw new PromqlError('bad_data', `invalid label name: "${name}"`);
  }
  if (context.parameters.getAll('match[]').length === 0) {
    return context.store.labelValues(name);
  }
  const values = selected(context).map(one =>
    name === '__name__' ? one.metric : (one.labels[name] ?? ''),
  );
  return [...new Set(values.filter(value => value !== ''))].sort();
}

function selected(context: EndpointContext): Series[] {
  const { store, parameters } = context;
  const fromMs = readTime(parameters, 'start', -Infinity);
  const toMs = readTime(parameters, 'end', Infinity);
  if (toMs < fromMs) {
    throw invalid('end', 'end timestamp must not be before start time');
  }
  const found = new Map<Series['labels'], Series>();
  for (const text of parameters.getAll('match[]')) {
    for (const one of store.select(readSelector(text), fromMs, toMs)) {
      found.set(one.labels, one);
    }
  }
  return [...found.values()];
}

function readSelector(text: string): readonly LabelMatcher[] {
  try {
    const expression = parseQuery(text);
    if (expression.kind === 'selector' && expression.offsetMs === undefined) {
      return expression.matchers;
    }
  } catch (error) {
    throw asInvalid('match[]', error);
  }
  throw invalid('match[]', `"${text}" is not a series selector`);
}

function onQuery<T>(evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    throw asInvalid('query', error);
  }
}

function asInvalid(name: string, error: unknown): unknown {
  return error instanceof PromqlError && error.errorType === 'bad_data'
    ? invalid(name, error.message)
    : error;
}
