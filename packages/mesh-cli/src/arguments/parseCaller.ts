import { InputError } from '@backstage/errors';

type Labels = Readonly<Record<string, string>>;

/** A caller as it was asked for. One with a name stands for the labels of that workload. */
export type CallerQuery =
  | { kind: 'sidecar' | 'gateway'; namespace: string; labels: Labels }
  | { kind: 'sidecar' | 'gateway'; namespace: string; name: string }
  | { kind: 'waypoint'; namespace: string; name: string }
  | { kind: 'none'; namespace?: string };

const FORMS = [
  'sidecar:<namespace>[:<label>=<value>,…]',
  'sidecar:<namespace>/<workload>',
  'gateway:<namespace>:<label>=<value>,…',
  'gateway:<namespace>/<workload or Gateway>',
  'waypoint:<namespace>/<name>',
  'none[:<namespace>]',
];

const NAME = '[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?';
const CALLER = new RegExp(
  `^(sidecar|gateway|waypoint|none)(?::(${NAME})(?:/(${NAME})|:(.*))?)?$`,
);

function refuse(text: string): never {
  throw new InputError(
    `"${text}" is no caller. A caller is one of:\n  ${FORMS.join('\n  ')}`,
  );
}

function parseLabels(text: string, whole: string): Labels {
  return Object.fromEntries(
    text
      .split(',')
      .filter(part => part !== '')
      .map(part => {
        const [, key, value] = /^([^=]+)=(.*)$/.exec(part) ?? refuse(whole);
        return [key, value];
      }),
  );
}

interface Parts {
  namespace?: string;
  name?: string;
  labels: Labels;
}

/** What each kind needs; `undefined` when it is not there. A gateway is one of many: its namespace does not tell which. */
const CALLERS: Readonly<
  Record<CallerQuery['kind'], (parts: Parts) => CallerQuery | undefined>
> = {
  none: ({ namespace, name, labels }) =>
    name || Object.keys(labels).length > 0
      ? undefined
      : { kind: 'none', ...(namespace ? { namespace } : {}) },
  waypoint: ({ namespace, name }) =>
    namespace && name ? { kind: 'waypoint', namespace, name } : undefined,
  sidecar: parts => proxy('sidecar', parts),
  gateway: parts =>
    parts.name || Object.keys(parts.labels).length > 0
      ? proxy('gateway', parts)
      : undefined,
};

function proxy(
  kind: 'sidecar' | 'gateway',
  { namespace, name, labels }: Parts,
): CallerQuery | undefined {
  if (!namespace) {
    return undefined;
  }
  return name ? { kind, namespace, name } : { kind, namespace, labels };
}

function isKind(text: string): text is CallerQuery['kind'] {
  return Object.hasOwn(CALLERS, text);
}

/**
 * Reads `--caller`: whose proxy sends the request.
 *
 * @throws InputError with the forms that there are
 */
export function parseCaller(text: string): CallerQuery {
  const [, kind, namespace, name, labels = ''] =
    CALLER.exec(text) ?? refuse(text);
  const caller =
    isKind(kind) &&
    CALLERS[kind]({ namespace, name, labels: parseLabels(labels, text) });
  return caller || refuse(text);
}
