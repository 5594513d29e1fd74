import { KubernetesObject, nameOf } from './KubernetesObject';
import { StatusError } from './StatusError';

/** A line that a container wrote. */
export interface LogLine {
  /** Unix milliseconds. */
  readonly timeMs: number;
  readonly text: string;
}

/** What a container wrote since a time, oldest first; undefined is as far back as there is. */
export type PodLogs = (
  pod: KubernetesObject,
  container: string,
  sinceMs: number | undefined,
) => readonly LogLine[];

interface Container {
  name: string;
}

/** The container that is asked for. @throws StatusError BadRequest, in the words of the API server */
function containerOf(pod: KubernetesObject, asked: string | null): string {
  const { containers = [], initContainers = [] } = (pod.spec ?? {}) as {
    containers?: Container[];
    initContainers?: Container[];
  };
  const names = containers.map(({ name }) => name);
  const initNames = initContainers.map(({ name }) => name);
  if (asked) {
    if (![...names, ...initNames].includes(asked)) {
      throw new StatusError(
        'BadRequest',
        `container ${asked} is not valid for pod ${nameOf(pod)}`,
      );
    }
    return asked;
  }
  if (names.length === 1) {
    return names[0];
  }
  const orInit =
    initNames.length > 0
      ? ` or one of the init containers: [${initNames.join(' ')}]`
      : '';
  throw new StatusError(
    'BadRequest',
    `a container name must be specified for pod ${nameOf(pod)}, choose one of: [${names.join(' ')}]${orInit}`,
  );
}

function countOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') {
    return undefined;
  }
  if (!/^\d+$/.test(text)) {
    throw new StatusError('BadRequest', `${name}: Invalid value: "${text}"`);
  }
  return Number(text);
}

function sinceOf(query: URLSearchParams, nowMs: number): number | undefined {
  const seconds = countOf(query, 'sinceSeconds');
  const time = query.get('sinceTime');
  if (time && seconds !== undefined) {
    throw new StatusError(
      'Invalid',
      'at most one of `sinceTime` or `sinceSeconds` may be specified',
    );
  }
  if (time && Number.isNaN(Date.parse(time))) {
    throw new StatusError('BadRequest', `sinceTime: Invalid value: "${time}"`);
  }
  if (time) {
    return Date.parse(time);
  }
  return seconds === undefined ? undefined : nowMs - seconds * 1000;
}

/**
 * The answer to a request for the log of a container. It is not followed: what is there is all.
 *
 * @throws StatusError for parameters
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#get-read-log-of-the-specified-pod
 */
export function podLogText(
  pod: KubernetesObject,
  query: URLSearchParams,
  logs: PodLogs,
  nowMs: number,
): string {
  const container = containerOf(pod, query.get('container'));
  if (query.get('previous') === 'true') {
    throw new StatusError(
      'BadRequest',
      `previous terminated container "${container}" in pod "${nameOf(pod)}" not found`,
    );
  }
  const tail = countOf(query, 'tailLines');
  const limit = countOf(query, 'limitBytes');
  const all = logs(pod, container, sinceOf(query, nowMs));
  const lines = tail === undefined ? all : all.slice(all.length - tail);
  const stamped = query.get('timestamps') === 'true';
  const text = lines
    .map(line => {
      const stamp = new Date(line.timeMs).toISOString();
      return `${stamped ? `${stamp} ` : ''}${line.text}\n`;
    })
    .join('');
  return limit === undefined
    ? text
    : Buffer.from(text).subarray(0, limit).toString();
}
