import { SERIES_START_MS } from './prometheusSeries';

/** One request of the contract. */
export interface PrometheusCase {
  /** Unique: the request in short. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** Seconds after the first sample at which queries are evaluated when nothing else is said. */
const NOON_S = 20 * 60;

const INSTANT: readonly string[] = [
  // selectors
  'istio_requests_total',
  'istio_requests_total{reporter="source"}',
  'istio_requests_total{reporter="source",response_code!="200"}',
  'istio_requests_total{response_code=~"5.."}',
  'istio_requests_total{response_code=~"5"}',
  'istio_requests_total{response_code!~"2..|4.."}',
  'istio_requests_total{destination_workload=~"checkout(-primary)?"}',
  'istio_requests_total{destination_service=~"^.+\\\\.shop\\\\..+$"}',
  'istio_requests_total{absent=""}',
  'istio_requests_total{absent!=""}',
  'istio_requests_total{absent=~".*",reporter="source"}',
  '{__name__=~"istio_.*_total",response_code="503"}',
  '{__name__="plain"}',
  '{value="half"}',
  'gauge{value=~"two.lines"}',
  'gauge{value=~"(?s)two.lines"}',
  'gauge{value="two\\nlines"}',
  'gauge{value=\'größe "x" \\\\\'}',
  'gauge{value=`größe "x" \\`}',
  'gauge{value=~"(?i)HALF|WAVE"}',
  'gauge',
  'plain offset 5m',
  'plain offset -1m',
  'plain # a comment\n + 1',
  'istio_requests_total{destination_workload="once"}',
  'absent_metric',
  'istio_requests_total{reporter="source",}[1m]',
  'plain[90s] offset 1m30s',
  // rates
  'rate(istio_requests_total[5m])',
  'rate(istio_requests_total{reporter="source"}[1m])',
  'rate(istio_requests_total[40s])',
  'rate(istio_requests_total[10s])',
  'rate(istio_requests_total[20m])',
  'rate(istio_requests_total[5m] offset 7m)',
  'increase(istio_requests_total[10m])',
  'increase(istio_requests_total{destination_workload="cart"}[19m])',
  'irate(istio_requests_total[5m])',
  'irate(istio_requests_total{destination_workload="cart"}[8m] offset 7m30s)',
  'delta(gauge[5m])',
  'sum_over_time(gauge{value="wave"}[2m])',
  'avg_over_time(gauge{value=~"wave|negative"}[2m])',
  'min_over_time(gauge{value!="not a number"}[3m])',
  'max_over_time(gauge{value!="not a number"}[3m])',
  'count_over_time(istio_requests_total[16m])',
  'last_over_time(istio_requests_total{destination_workload="once"}[5m])',
  // aggregation
  'sum(rate(istio_requests_total[5m]))',
  'sum(rate(istio_requests_total[5m])) by (destination_workload)',
  'sum by (destination_workload, response_code,) (rate(istio_requests_total[5m]))',
  'sum without (reporter, source_workload) (istio_requests_total)',
  'sum by (absent) (istio_requests_total)',
  'SUM BY (reporter) (istio_requests_total)',
  'avg(gauge{value=~"wave|negative|half"})',
  'avg by (zone) (gauge{value="wave"})',
  'min(gauge) by (zone)',
  'max(gauge) by (zone)',
  'min(gauge{value!="not a number"})',
  'max(gauge{value!="infinite"})',
  'count(istio_requests_total) by (reporter)',
  'count by (__name__) ({value="half"})',
  'count(absent_metric)',
  'group(gauge) by (value)',
  'quantile(0.9, istio_requests_total{reporter="source"})',
  'topk(2, istio_requests_total{reporter="source"})',
  'bottomk(2, istio_requests_total{reporter="source"})',
  'topk by (reporter) (1, istio_requests_total)',
  'sum(gauge)',
  // arithmetic
  '1 + 2 * 3 ^ 2 ^ 0.5 % 4 - 6 / 4',
  '-1 ^ 2',
  '2 ^ -1',
  '-plain ^ 2',
  '- -plain',
  '+plain',
  '1 / 0',
  '-1 / 0',
  '0 / 0',
  '5 % 0',
  '-7 % 3',
  'atan2(1, 2) or vector(0)',
  '1 atan2 2',
  '0x1F + 010 + 1e3 + .5',
  'Inf - inf',
  'NaN == bool NaN',
  '1 == bool 1',
  '2 > bool 3',
  'plain * 2 + 1',
  '1 - plain',
  'gauge * 1e6',
  'gauge / 0',
  'gauge{value=~"half|wave",zone=""} + on(value) other_gauge',
  'gauge{value=~"half|wave",zone=""} + other_gauge',
  'gauge{zone=""} * ignoring(zone) other_gauge',
  'other_gauge - gauge{value="half"}',
  'rate(istio_requests_total{response_code="503"}[5m]) / ignoring(response_code) rate(istio_requests_total{response_code="200"}[5m])',
  'sum by (destination_workload) (istio_requests_total) * on(destination_workload) group_left(owner) workload_info',
  'workload_info * on(owner) group_left team_info',
  'team_info * on(owner) group_right() workload_info',
  'sum(rate(istio_requests_total{response_code=~"5.."}[5m])) / sum(rate(istio_requests_total[5m])) * 100',
  // comparison
  'gauge > 2',
  'gauge > bool 2',
  '2 < gauge',
  '3 >= bool gauge',
  'gauge == 2.5',
  'gauge != 2.5',
  'gauge{zone=""} > other_gauge',
  'gauge{zone=""} > bool other_gauge',
  'gauge{zone=""} < on(value) other_gauge',
  'round(sum(rate(istio_requests_total{reporter=~"waypoint|source"} [300s])) by (destination_workload) > 0,0.001)',
  // sets
  'gauge and other_gauge',
  'gauge{zone=""} and on(value) other_gauge',
  'gauge unless other_gauge',
  'gauge{value="half"} or other_gauge',
  'gauge{value="half"} or on() other_gauge',
  'other_gauge or ignoring(value) gauge',
  'gauge and on() vector(1)',
  'plain > 1000 or vector(0)',
  'absent_metric or vector(7)',
  // functions
  'histogram_quantile(0.95, rate(istio_request_duration_milliseconds_bucket[5m]))',
  'histogram_quantile(0.5, sum(rate(istio_request_duration_milliseconds_bucket[5m])) by (le))',
  'histogram_quantile(0.05, rate(istio_request_duration_milliseconds_bucket[5m]))',
  'histogram_quantile(1, rate(istio_request_duration_milliseconds_bucket[5m]))',
  'histogram_quantile(0, istio_request_duration_milliseconds_bucket)',
  'histogram_quantile(-1, istio_request_duration_milliseconds_bucket)',
  'histogram_quantile(2, istio_request_duration_milliseconds_bucket)',
  'histogram_quantile(0.9, istio_request_duration_milliseconds_bucket{le!="+Inf"})',
  'histogram_quantile(0.9, istio_requests_total)',
  'round(gauge)',
  'round(gauge, 0.25)',
  'round(-plain / 16)',
  'abs(gauge)',
  'ceil(gauge)',
  'floor(gauge)',
  'clamp_min(gauge, 0)',
  'clamp_max(gauge, 3)',
  'vector(1.5)',
  'vector(time())',
  'scalar(plain)',
  'scalar(gauge)',
  'time()',
  '"a string\\twith \\u00fc and \\x41"',
  "'it''s'",
  // subqueries
  'plain[5m:1m]',
  'gauge{value="wave"}[2m:30s]',
  'max_over_time(rate(istio_requests_total{destination_workload="cart"}[5m])[10m:1m])',
  'avg_over_time(sum by (destination_workload) (rate(istio_requests_total[2m]))[6m:])',
  'sum_over_time((gauge{value=~"wave|half"} * 2)[3m:20s])',
  'rate(istio_requests_total{destination_workload="cart"}[8m:45s])',
  'increase(sum(istio_requests_total{reporter="source"})[10m:1m])',
  'count_over_time(gauge{value="wave"}[100s:7s] offset 90s)',
  'min_over_time(max_over_time(gauge{value="wave"}[1m])[5m:30s] offset -1m)',
  'sum_over_time(count_over_time(plain[1m])[5m:1m])',
  'max_over_time(min_over_time(avg_over_time(gauge{value="wave"}[40s:10s])[2m:20s])[5m:1m])',
  'last_over_time(plain[5m:13s])',
  'topk(1, avg_over_time(gauge{value!="not a number"}[3m:30s]))',
  'vector(1)[2m:30s]',
  'plain[5m:1m] offset 2m',
  'absent_metric[5m:1m]',
  'quantile(0.5, max_over_time(rate(istio_requests_total[1m])[5m:30s])) unless vector(1)',
  // execution errors
  'istio_requests_total / istio_requests_total{reporter="source"} * on(reporter) istio_requests_total',
  'gauge * on(value) other_gauge',
  'rate({__name__=~"gauge|other_gauge"}[5m])',
  '-{__name__=~"gauge|other_gauge"}',
  'workload_info * on(owner) team_info',
];

/** Errors of syntax and type: status 400, `bad_data`. */
const INVALID: readonly string[] = [
  '',
  '   ',
  '# only a comment',
  'foo bar',
  'foo{bar}',
  'foo{bar="baz"',
  'foo{bar="baz}',
  'foo{bar==“x”}',
  '{}',
  '{foo=""}',
  '{foo=~".*"}',
  'foo{__name__="bar"}',
  'foo{bar=~"*"}',
  'foo{bar=~"a(?=b)"}',
  'foo{bar=~"a)(b"}',
  'foo[5]',
  'foo[5m',
  'foo[0s]',
  'foo[m]',
  'foo offset',
  'foo offset 5m offset 1m',
  'sum(foo) offset 5m',
  'foo offset 1m [5m]',
  '(foo)[5m]',
  '1[5m:1m]',
  'foo[5m][5m:1m]',
  'foo[5m:1m][5m]',
  'foo[0s:1m]',
  'foo[5m:0s]',
  'sum(foo[5m:1m])',
  'foo[5m:1m] offset 1m offset 2m',
  '(foo + bar) offset 5m',
  'rate(foo[5m:1m)',
  'rate(foo)',
  'rate(foo[5m], 2)',
  'rate()',
  'sum(foo[5m])',
  'sum()',
  'sum(foo, bar)',
  'sum by (a) (foo) by (b)',
  'topk(foo)',
  'topk("1", foo)',
  'no_such_function(foo)',
  'RATE(foo[5m])',
  'round("x")',
  'vector(foo)',
  'scalar(1)',
  '1 > 2',
  '1 and 2',
  'foo and 1',
  'foo + "x"',
  'foo + bar[5m]',
  '-"x"',
  '-foo[5m]',
  'foo + bool bar',
  'foo and bool bar',
  'foo and group_left() bar',
  'foo + on(a) 1',
  'foo * on(a) group_left(a) bar',
  'foo * group_left(a) bar',
  'foo +',
  '(foo',
  'foo)',
  '"open',
  '"bad \\q escape"',
  'foo @ bar',
  '1 .. 2',
];

interface RangeRow {
  readonly query: string;
  readonly fromS: number;
  readonly toS: number;
  readonly step: string;
}

const RANGES: readonly RangeRow[] = [
  { query: 'plain', fromS: 0, toS: 120, step: '15' },
  { query: 'plain', fromS: 7, toS: 67, step: '10' },
  { query: 'plain', fromS: 1700, toS: 2200, step: '50' },
  { query: 'plain', fromS: 60, toS: 60, step: '1' },
  { query: 'plain', fromS: 0.5, toS: 3, step: '0.25' },
  { query: 'time()', fromS: 0, toS: 120, step: '1m' },
  { query: 'vector(1) + 1', fromS: 0, toS: 120, step: '60' },
  {
    query: 'istio_requests_total{destination_workload=~"cart|once"}',
    fromS: 0,
    toS: 1800,
    step: '150',
  },
  {
    query: 'sum by (destination_workload) (rate(istio_requests_total[2m]))',
    fromS: 0,
    toS: 1800,
    step: '100',
  },
  {
    query: 'increase(istio_requests_total{destination_workload="cart"}[3m])',
    fromS: 600,
    toS: 1000,
    step: '20',
  },
  {
    query:
      'histogram_quantile(0.9, sum(rate(istio_request_duration_milliseconds_bucket[2m])) by (le))',
    fromS: 0,
    toS: 600,
    step: '60',
  },
  { query: 'gauge{value="wave"} > 3', fromS: 0, toS: 900, step: '30' },
  { query: 'gauge and on(value) other_gauge', fromS: 0, toS: 90, step: '30' },
  { query: 'topk(1, gauge{value="wave"})', fromS: 0, toS: 900, step: '45' },
  { query: 'absent_metric', fromS: 0, toS: 120, step: '60' },
  // errors
  { query: 'plain[5m]', fromS: 0, toS: 60, step: '60' },
  { query: '"x"', fromS: 0, toS: 60, step: '60' },
  { query: 'plain', fromS: 60, toS: 0, step: '60' },
  { query: 'plain', fromS: 0, toS: 60, step: '0' },
  { query: 'plain', fromS: 0, toS: 60, step: '-5' },
  { query: 'plain', fromS: 0, toS: 60, step: 'often' },
  { query: 'plain', fromS: 0, toS: 12_000, step: '1' },
  { query: 'plain +', fromS: 0, toS: 60, step: '60' },
];

type Parameters = PrometheusCase['parameters'];

const OTHERS: readonly (readonly [
  method: PrometheusCase['method'],
  path: string,
  parameters: Parameters,
])[] = [
  ['POST', '/api/v1/query', [['query', 'plain * 2'], at(NOON_S)]],
  ['POST', '/api/v1/query', [['query', 'plain *'], at(NOON_S)]],
  [
    'GET',
    '/api/v1/query',
    [
      ['query', 'plain'],
      ['time', '2026-01-01T00:10:00Z'],
    ],
  ],
  [
    'GET',
    '/api/v1/query',
    [
      ['query', 'plain'],
      ['time', '2026-01-01T01:10:00.25+01:00'],
    ],
  ],
  [
    'GET',
    '/api/v1/query',
    [
      ['query', 'plain'],
      ['time', 'yesterday'],
    ],
  ],
  ['GET', '/api/v1/query', [['query', 'plain'], at(30 * 60 + 300)]],
  ['GET', '/api/v1/query', [['query', 'plain'], at(30 * 60 + 300.001)]],
  ['GET', '/api/v1/query', [['query', 'plain'], at(-1)]],
  ['GET', '/api/v1/query_range', [['query', 'plain']]],
  ['DELETE', '/api/v1/query', [['query', 'plain']]],
  ['GET', '/api/v1/labels', []],
  ['POST', '/api/v1/labels', [['match[]', 'gauge']]],
  [
    'GET',
    '/api/v1/labels',
    [
      ['match[]', 'plain'],
      ['match[]', 'team_info'],
    ],
  ],
  ['GET', '/api/v1/labels', [['match[]', 'rate(plain[5m])']]],
  ['GET', '/api/v1/label/__name__/values', []],
  ['GET', '/api/v1/label/value/values', []],
  ['GET', '/api/v1/label/value/values', [['match[]', 'other_gauge']]],
  ['GET', '/api/v1/label/nothing/values', []],
  ['GET', '/api/v1/label/not-a-label/values', []],
  ['POST', '/api/v1/label/value/values', []],
  ['GET', '/api/v1/series', []],
  [
    'GET',
    '/api/v1/series',
    [
      ['match[]', 'other_gauge'],
      ['match[]', 'plain'],
    ],
  ],
  [
    'GET',
    '/api/v1/series',
    [
      ['match[]', '{value="half"}'],
      ['match[]', 'gauge{value="half"}'],
    ],
  ],
  ['POST', '/api/v1/series', [['match[]', 'workload_info{owner=~"team-p.*"}']]],
  ['GET', '/api/v1/series', [['match[]', 'plain offset 5m']]],
  ['GET', '/api/v1/series', [['match[]', '{}']]],
  ['GET', '/api/v1/nothing', []],
  ['GET', '/-/ready', []],
  ['GET', '/-/healthy', []],
];

/** The whole contract. */
export const prometheusCases: readonly PrometheusCase[] = [
  ...[...INSTANT, ...INVALID].map(query =>
    request('GET', '/api/v1/query', [['query', query], at(NOON_S)]),
  ),
  ...RANGES.map(({ query, fromS, toS, step }) =>
    request('GET', '/api/v1/query_range', [
      ['query', query],
      ['start', seconds(fromS)],
      ['end', seconds(toS)],
      ['step', step],
    ]),
  ),
  ...OTHERS.map(row => request(...row)),
];

function request(
  method: PrometheusCase['method'],
  path: string,
  parameters: Parameters,
): PrometheusCase {
  const text = parameters
    .filter(([, value]) => value !== seconds(NOON_S))
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
  return { id: `${method} ${path} ${text}`, method, path, parameters };
}

function at(afterS: number): readonly [string, string] {
  return ['time', seconds(afterS)];
}

function seconds(afterS: number): string {
  return String((SERIES_START_MS + afterS * 1000) / 1000);
}
