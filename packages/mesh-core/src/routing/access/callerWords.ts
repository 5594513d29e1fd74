import type { Caller } from './accessModel';
import type { ActiveCondition } from './compileRule';

/** `a`, `a and b`, `a, b and c`. */
export function listWords(items: readonly string[], last = 'and'): string {
  return items.length < 2
    ? (items[0] ?? '')
    : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** `cluster.local/ns/shop/sa/cart` as `shop/cart`; what is not written so stays. */
function principalWords(principal: string): string {
  const match = /^[^/]+\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(principal);
  return match ? `${match[1]}/${match[2]}` : principal;
}

/** `issuer/subject` in words. */
function tokenWords(pattern: string): string {
  const cut = pattern.lastIndexOf('/');
  const issuer = cut < 0 ? pattern : pattern.slice(0, cut);
  const subject = cut < 0 ? '' : pattern.slice(cut + 1);
  if (pattern === '*') {
    return 'any token that is checked';
  }
  return subject === '' || subject === '*'
    ? `a token of ${issuer}`
    : `a token of ${issuer} for ${subject}`;
}

type Naming = (value: string, policyNamespace: string) => Caller;

/** How the values of a field name callers, in the order in which fields are looked at for one. */
const naming: readonly (readonly [string, Naming])[] = [
  [
    'principals',
    value =>
      value === '*'
        ? { kind: 'mesh', text: 'anyone in the mesh' }
        : { kind: 'workload', text: principalWords(value) },
  ],
  [
    'serviceAccounts',
    (value, policyNamespace) => ({
      kind: 'workload',
      text: value.includes('/') ? value : `${policyNamespace}/${value}`,
    }),
  ],
  [
    'namespaces',
    value =>
      value === '*'
        ? { kind: 'mesh', text: 'anyone in the mesh' }
        : { kind: 'namespace', text: `namespace ${value}` },
  ],
  [
    'trustDomains',
    value => ({ kind: 'trust-domain', text: `trust domain ${value}` }),
  ],
  ['requestPrincipals', value => ({ kind: 'token', text: tokenWords(value) })],
  ['ipBlocks', value => ({ kind: 'address', text: `address ${value}` })],
  [
    'remoteIpBlocks',
    value => ({ kind: 'client-address', text: `client address ${value}` }),
  ],
];

/** Words of a field that narrows callers further. */
const narrowing: Readonly<Record<string, readonly [string, string]>> = {
  principals: ['as', 'other than'],
  serviceAccounts: ['as', 'other than'],
  namespaces: ['from', 'not from'],
  trustDomains: ['of', 'not of'],
  requestPrincipals: ['with', 'without'],
  ipBlocks: ['from', 'not from'],
  remoteIpBlocks: ['for', 'not for'],
};

function namesOf(
  { name, values }: ActiveCondition,
  policyNamespace: string,
): Caller[] {
  const found = naming.find(([field]) => field === name);
  return found ? values.map(value => found[1](value, policyNamespace)) : [];
}

/**
 * Who an entry of `from` names, and what else it asks for, in plain words.
 *
 * @param anybody - who is meant when the entry names nobody
 */
export function sourceWords(
  conditions: readonly ActiveCondition[],
  policyNamespace: string,
  anybody: Caller,
): { who: Caller[]; conditions: string[] } {
  const positive = naming.flatMap(([field]) =>
    conditions.filter(({ name, negated }) => name === field && !negated),
  );
  const [first] = positive;
  const rest = conditions.filter(condition => condition !== first);
  return {
    who: first ? namesOf(first, policyNamespace) : [anybody],
    conditions: rest.map(condition => {
      const [yes, no] = narrowing[condition.name] ?? ['with', 'without'];
      const names = namesOf(condition, policyNamespace).map(({ text }) => text);
      return `${condition.negated ? no : yes} ${listWords(names, 'or')}`;
    }),
  };
}

/** What an entry of `to` asks for, as in `GET, POST /v1/*`. */
export function operationWords(conditions: readonly ActiveCondition[]): string {
  const valuesOf = (name: string, negated: boolean): readonly string[] =>
    conditions.find(
      condition => condition.name === name && condition.negated === negated,
    )?.values ?? [];
  const plain = [valuesOf('methods', false), valuesOf('paths', false)]
    .filter(values => values.length > 0)
    .map(values => values.join(', '));
  const parts = [
    ...(plain.length > 0 ? [plain.join(' ')] : []),
    ...(
      [
        ['hosts', false, 'on host'],
        ['ports', false, 'on port'],
        ['methods', true, 'with a method other than'],
        ['paths', true, 'on a path other than'],
        ['hosts', true, 'on a host other than'],
        ['ports', true, 'on a port other than'],
      ] as const
    ).flatMap(([name, negated, words]) => {
      const values = valuesOf(name, negated);
      return values.length > 0 ? [`${words} ${listWords(values, 'or')}`] : [];
    }),
  ];
  return parts.join(' ');
}

/** Name of an attribute of `when` in words. */
function keyWords(key: string): string {
  const brackets = /^request\.(headers|auth\.claims)\[(.*)\]$/.exec(key);
  if (brackets) {
    const what = brackets[1] === 'headers' ? 'header' : 'claim';
    return `${what} ${brackets[2].replaceAll('][', '.')}`;
  }
  const words: Readonly<Record<string, string>> = {
    'source.principal': 'the caller',
    'source.namespace': 'the namespace of the caller',
    'source.serviceAccount': 'the service account of the caller',
    'source.ip': 'the address of the caller',
    'remote.ip': 'the address of the client',
    'destination.ip': 'the address that is called',
    'destination.port': 'the port',
    'connection.sni': 'the server name (SNI)',
    'request.auth.principal': 'the token',
    'request.auth.audiences': 'the audience of the token',
    'request.auth.presenter': 'the presenter of the token',
  };
  return Object.hasOwn(words, key) ? words[key] : key;
}

/** What an entry of `when` asks for, as in `header x-user is a or b`. */
export function conditionWords({
  name,
  negated,
  values,
}: ActiveCondition): string {
  return `${keyWords(name)} is ${negated ? 'not ' : ''}${listWords(values, 'or')}`;
}
