import type { AccessGrant, CallersAnswer } from './accessModel';
import { listWords } from './callerWords';
import type { MtlsMode } from './model';

const MOST_RULES = 3;

function whoWords({ sources }: AccessGrant): string {
  const alike = new Map<string, string[]>();
  for (const { who, conditions } of sources) {
    const key = conditions.join(' and ');
    alike.set(key, [...(alike.get(key) ?? []), ...who.map(({ text }) => text)]);
  }
  return [...alike]
    .map(([conditions, names]) =>
      [listWords([...new Set(names)]), conditions]
        .filter(part => part !== '')
        .join(' '),
    )
    .join('; ');
}

/** With a capital, unless a name begins: that keeps its spelling. */
function capital(text: string, { sources }: AccessGrant): string {
  return sources[0]?.who[0]?.kind === 'workload'
    ? text
    : text.charAt(0).toUpperCase() + text.slice(1);
}

function whatWords({ operations }: AccessGrant): string {
  return operations.length === 0 ? 'everything' : listWords(operations, 'or');
}

function whenWords({ conditions }: AccessGrant): string {
  return conditions.length === 0 ? '' : ` when ${listWords(conditions)}`;
}

/**
 * A rule as a sentence: `shop/checkout may call GET /v1/*.`, `Refused: anyone calling /admin.`
 */
export function grantSentence(grant: AccessGrant): string {
  const who = whoWords(grant);
  const what = whatWords(grant);
  const when = whenWords(grant);
  switch (grant.action) {
    case 'ALLOW':
      return `${capital(who, grant)} may call ${what}${when}.`;
    case 'DENY':
      return `Refused: ${who} calling ${what}${when}.`;
    case 'CUSTOM':
      return `${grant.provider ?? 'An external service'} decides: ${who} calling ${what}${when}.`;
    default:
      return `Logged: ${who} calling ${what}${when}.`;
  }
}

function sentences(grants: readonly AccessGrant[]): string[] {
  const acting = grants.filter(({ impossible }) => impossible === undefined);
  const more = acting.length - MOST_RULES;
  return [
    ...acting.slice(0, MOST_RULES).map(grantSentence),
    ...(more > 0 ? [`And ${more} more rule${more === 1 ? '' : 's'}.`] : []),
  ];
}

/** Anyone at all, by what the port takes. */
const anyone: Readonly<Partial<Record<MtlsMode['state'], string>>> = {
  permissive: 'Anyone may call, in plain text too.',
  disabled: 'Anyone may call, in plain text only.',
};

/**
 * Who may call, in a few sentences.
 *
 * @param why - of `nobody` and `unknown`
 */
export function callersSentence(
  answer: Pick<CallersAnswer, 'verdict' | 'allow' | 'deny' | 'custom'>,
  why: string,
  mtls: MtlsMode['state'],
): string {
  const exceptions = [...sentences(answer.deny), ...sentences(answer.custom)];
  const closing = answer.allow.length > 0 ? ['All others are refused.'] : [];
  switch (answer.verdict) {
    case 'nobody':
      return `Nobody may call. ${why}`;
    case 'unknown':
      return `Who may call is not known. ${why}`;
    case 'anyone':
      return [
        anyone[mtls] ?? 'Anyone who reaches it may call.',
        ...exceptions,
      ].join(' ');
    case 'mesh':
      return ['Anyone in the mesh may call.', ...exceptions].join(' ');
    default:
      return [...sentences(answer.allow), ...closing, ...exceptions].join(' ');
  }
}
