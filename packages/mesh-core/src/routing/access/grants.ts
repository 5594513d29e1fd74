import type { AccessGrant, Caller } from './accessModel';
import { conditionWords, operationWords, sourceWords } from './callerWords';
import type { Alternative, CompiledRule } from './compileRule';
import type { CompiledPolicy } from './compilePolicy';
import type { MtlsMode } from './model';

/** What is known beside the policies. */
export interface GrantContext {
  mtls: MtlsMode;
  /** Tokens are looked at. */
  checksTokens: boolean;
}

type ActiveRule = Extract<CompiledRule, { state: 'active' }>;

/** Who can connect at all. */
export function anybodyOf(mtls: MtlsMode): Caller {
  return mtls.state === 'strict'
    ? { kind: 'mesh', text: 'anyone in the mesh' }
    : { kind: 'anyone', text: 'anyone' };
}

/** Whether an alternative asks for a token. */
export function asksForToken({ conditions }: Alternative): boolean {
  return conditions.some(
    ({ name, negated }) =>
      !negated &&
      (name === 'requestPrincipals' || name.startsWith('request.auth.')),
  );
}

function asksForIdentity({ conditions }: Alternative): boolean {
  return conditions.some(
    ({ attribute, negated }) => !negated && attribute?.identity === true,
  );
}

/** Why no request fulfils a rule: one of its clauses has no alternative that can be. */
function impossibility(
  { clauses }: ActiveRule,
  { mtls, checksTokens }: GrantContext,
): string | undefined {
  const reasonOf = (alternative: Alternative): string | undefined => {
    if (alternative.void) {
      return 'nothing of it is known to ztunnel';
    }
    if (!checksTokens && asksForToken(alternative)) {
      return 'it asks for a token, and no RequestAuthentication looks at tokens';
    }
    return mtls.state === 'disabled' && asksForIdentity(alternative)
      ? 'it asks who calls, and in plain text nobody has an identity'
      : undefined;
  };
  for (const { alternatives } of clauses) {
    const reasons = alternatives.map(reasonOf);
    if (reasons.every(reason => reason !== undefined)) {
      return reasons[0];
    }
  }
  return undefined;
}

function grantOf(
  policy: CompiledPolicy,
  index: number,
  rule: CompiledRule,
  context: GrantContext,
): AccessGrant {
  const base = {
    ref: policy.ref,
    rule: index,
    action: policy.action,
    dryRun: policy.dryRun,
    ...(policy.provider ? { provider: policy.provider } : {}),
  };
  if (rule.state === 'skipped') {
    return {
      ...base,
      sources: [],
      operations: [],
      conditions: [],
      impossible: rule.reason,
    };
  }
  const clause = (name: string): readonly Alternative[] =>
    rule.clauses
      .find(({ path }) => path === name)
      ?.alternatives.filter(alternative => !alternative.void) ?? [];
  const anybody = anybodyOf(context.mtls);
  const sources = clause('from').map(({ conditions }) =>
    sourceWords(conditions, policy.policy.metadata.namespace, anybody),
  );
  const operations = clause('to').map(({ conditions }) =>
    operationWords(conditions),
  );
  const impossible = impossibility(rule, context);
  return {
    ...base,
    sources:
      sources.length > 0 ? sources : [{ who: [anybody], conditions: [] }],
    // One alternative that takes everything makes the others idle.
    operations: operations.includes('') ? [] : operations,
    conditions: rule.clauses
      .filter(({ path }) => path.startsWith('when'))
      .flatMap(({ alternatives }) =>
        alternatives.flatMap(({ conditions }) => conditions),
      )
      .map(conditionWords),
    ...(impossible === undefined ? {} : { impossible }),
  };
}

/**
 * What each rule of a policy says.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/model/model.go
 */
export function grantsOf(
  policy: CompiledPolicy,
  context: GrantContext,
): AccessGrant[] {
  return policy.rules.map(({ index, rule }) =>
    grantOf(policy, index, rule, context),
  );
}

/**
 * Whether a rule takes every request.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/security/authz/model/model.go
 */
export function takesEverything({
  sources,
  operations,
  conditions,
  impossible,
}: AccessGrant): boolean {
  return (
    impossible === undefined &&
    operations.length === 0 &&
    conditions.length === 0 &&
    sources.some(
      source =>
        source.conditions.length === 0 &&
        source.who.some(({ kind }) => kind === 'anyone' || kind === 'mesh'),
    )
  );
}
