import type {
  AuthorizationOperation,
  AuthorizationRule,
  AuthorizationSource,
} from '../../resources';
import type { Attribute } from './attributeKinds';
import { fieldAttributes, isNotModelled, keyAttribute } from './attributes';

/** One field with its values, of which one must hold, or none when it is negated. */
export interface Condition {
  /** In the rule, as in `from[0].source.principals`. */
  path: string;
  /** The field without `not`, or the key of `when`. */
  name: string;
  negated: boolean;
  values: readonly string[];
  /** Absent for a key that Istio does not know. */
  attribute?: Attribute;
  modelled: boolean;
}

/** `from`, `to` or one entry of `when`: one of the alternatives must hold, with all its conditions. */
export interface Clause {
  path: string;
  alternatives: readonly (readonly Condition[])[];
}

const SOURCE = [
  'principals',
  'requestPrincipals',
  'namespaces',
  'serviceAccounts',
  'trustDomains',
  'ipBlocks',
  'remoteIpBlocks',
] as const;
const OPERATION = ['hosts', 'ports', 'methods', 'paths'] as const;

function negatedName(name: string): string {
  return `not${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function fieldConditions(
  path: string,
  names: readonly (keyof typeof fieldAttributes)[],
  given: Readonly<Record<string, readonly string[] | undefined>>,
): Condition[] {
  return names.flatMap(name =>
    [false, true].flatMap(negated => {
      const field = negated ? negatedName(name) : name;
      const values = given[field] ?? [];
      const attribute = fieldAttributes[name];
      return values.length === 0
        ? []
        : [
            {
              path: `${path}.${field}`,
              name,
              negated,
              values,
              attribute,
              modelled: true,
            },
          ];
    }),
  );
}

type Fields = AuthorizationSource | AuthorizationOperation;
type When = NonNullable<AuthorizationRule['when']>[number];

function whenConditions(path: string, when: When): Condition[] {
  const { key } = when;
  const attribute = keyAttribute(key);
  const parts = [
    { field: 'values', values: when.values, negated: false },
    { field: 'notValues', values: when.notValues, negated: true },
  ];
  return parts.flatMap(({ field, values = [], negated }) =>
    values.length === 0
      ? []
      : [
          {
            path: `${path}.${field}`,
            name: key,
            negated,
            values,
            ...(attribute ? { attribute } : {}),
            modelled: !isNotModelled(key),
          },
        ],
  );
}

/**
 * What a rule asks for. Values of a field are alternatives, and so are the entries of `from` and of `to`; all else must hold
 * together.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule
 */
export function clausesOf(rule: AuthorizationRule): Clause[] {
  const clause = (
    path: 'from' | 'to',
    inner: string,
    names: readonly (keyof typeof fieldAttributes)[],
    entries: readonly (Fields | undefined)[],
  ): Clause[] =>
    entries.length === 0
      ? []
      : [
          {
            path,
            alternatives: entries.map((fields, index) =>
              fieldConditions(`${path}[${index}].${inner}`, names, {
                ...fields,
              }),
            ),
          },
        ];
  return [
    ...clause(
      'from',
      'source',
      SOURCE,
      (rule.from ?? []).map(({ source }) => source),
    ),
    ...clause(
      'to',
      'operation',
      OPERATION,
      (rule.to ?? []).map(({ operation }) => operation),
    ),
    ...(rule.when ?? []).map((when, index) => ({
      path: `when[${index}]`,
      alternatives: [whenConditions(`when[${index}]`, when)],
    })),
  ];
}
