import {
  Behaviour,
  Call,
  defaultBehaviour,
  RequestClass,
  TrafficPlan,
  TrafficProtocol,
} from './TrafficPlan';

type Fields = Readonly<Record<string, unknown>>;

const protocols: readonly string[] = ['grpc', 'http', 'tcp'];
const callFields = new Set([
  'from',
  'to',
  'ratePerSecond',
  'protocol',
  'classes',
  'requestBytes',
  'responseBytes',
  'host',
  'through',
  'onlyWhenServed',
]);

function fail(where: string, problem: string): never {
  throw new Error(`traffic.yaml: ${where} ${problem}`);
}

function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fail(where, 'must be a map');
  }
  return value as Fields;
}

function listOf(value: unknown, where: string): readonly unknown[] {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value) ? value : fail(where, 'must be a list');
}

function textOf(value: unknown, where: string): string {
  return typeof value === 'string' && value !== ''
    ? value
    : fail(where, 'must be a text');
}

function numberOf(value: unknown, where: string, fallback?: number): number {
  if (value === undefined && fallback !== undefined) {
    return fallback;
  }
  return typeof value === 'number' && value >= 0
    ? value
    : fail(where, 'must be a number, 0 or more');
}

function ratioOf(value: unknown, where: string): number {
  const ratio = numberOf(value, where, 0);
  return ratio <= 1 ? ratio : fail(where, 'must not be greater than 1');
}

function parseClass(value: unknown, where: string): RequestClass {
  const { share, headers, path, method } = fieldsOf(value, where);
  return {
    share: ratioOf(share, `${where}.share`),
    ...(headers
      ? {
          headers: fieldsOf(headers, `${where}.headers`) as Record<
            string,
            string
          >,
        }
      : {}),
    ...(path ? { path: textOf(path, `${where}.path`) } : {}),
    ...(method ? { method: textOf(method, `${where}.method`) } : {}),
  };
}

function parseProtocol(value: unknown, where: string): TrafficProtocol {
  const protocol = value ?? 'http';
  return protocols.includes(protocol as string)
    ? (protocol as TrafficProtocol)
    : fail(where, `must be one of ${protocols.join(', ')}`);
}

function parseCall(value: unknown, index: number): Call {
  const where = `calls[${index}]`;
  const call = fieldsOf(value, where);
  const unknown = Object.keys(call).find(field => !callFields.has(field));
  if (unknown) {
    fail(`${where}.${unknown}`, 'is not known');
  }
  const classes = listOf(call.classes, `${where}.classes`).map((item, at) =>
    parseClass(item, `${where}.classes[${at}]`),
  );
  if (classes.reduce((sum, { share }) => sum + share, 0) > 1) {
    fail(`${where}.classes`, 'have shares of more than 1 together');
  }
  return {
    from: textOf(call.from, `${where}.from`),
    to: textOf(call.to, `${where}.to`),
    ratePerSecond: numberOf(call.ratePerSecond, `${where}.ratePerSecond`),
    protocol: parseProtocol(call.protocol, `${where}.protocol`),
    classes,
    requestBytes: numberOf(call.requestBytes, `${where}.requestBytes`, 600),
    responseBytes: numberOf(call.responseBytes, `${where}.responseBytes`, 2400),
    ...(call.host ? { host: textOf(call.host, `${where}.host`) } : {}),
    ...(call.through
      ? { through: textOf(call.through, `${where}.through`) }
      : {}),
    onlyWhenServed: call.onlyWhenServed === true,
  };
}

function parseBehaviour(value: unknown, where: string): Behaviour {
  const { latencyMs, errorRatio, notFoundRatio } = fieldsOf(value, where);
  return {
    latencyMs: numberOf(
      latencyMs,
      `${where}.latencyMs`,
      defaultBehaviour.latencyMs,
    ),
    errorRatio: ratioOf(errorRatio, `${where}.errorRatio`),
    notFoundRatio: ratioOf(notFoundRatio, `${where}.notFoundRatio`),
  };
}

/** Reads `traffic.yaml`. @throws Error that names the field at fault */
export function parseTrafficPlan(document: unknown): TrafficPlan {
  const { cluster, trustDomain, calls, workloads } = fieldsOf(
    document,
    'the document',
  );
  const behaviours = Object.entries(fieldsOf(workloads ?? {}, 'workloads')).map(
    ([workload, behaviour]) =>
      [workload, parseBehaviour(behaviour, `workloads.${workload}`)] as const,
  );
  return {
    cluster: textOf(cluster ?? 'Kubernetes', 'cluster'),
    trustDomain: textOf(trustDomain ?? 'cluster.local', 'trustDomain'),
    calls: listOf(calls, 'calls').map(parseCall),
    behaviours: new Map(behaviours),
  };
}
