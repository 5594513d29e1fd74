import type { Layer } from './compileRule';
import {
  capital,
  decidedBy,
  enforced,
  nameOf,
  ruleWords,
  type Decision,
  type Judgement,
} from './judgement';
import type { AccessDecision } from './decisionModel';

/** Envoy answers on HTTP; everywhere else the connection ends. */
function refusal(layer: Layer): NonNullable<AccessDecision['answer']> {
  return layer === 'http'
    ? { kind: 'status', status: 403 }
    : { kind: 'closed' };
}

function byMtls({ mtls, principal }: Judgement): Decision | undefined {
  if (mtls.state !== 'strict' || principal !== null) {
    return undefined;
  }
  const [evidence] = mtls.evidence;
  return {
    verdict: 'denied',
    answer: { kind: 'closed' },
    reason: `Plain text is not taken. ${mtls.reason}`,
    ...(evidence?.ref && evidence.path
      ? { decidedBy: { ref: evidence.ref, path: evidence.path } }
      : {}),
    notes: [],
  };
}

/** CUSTOM policies that no external service can decide: Istio refuses what they take. */
function byBrokenCustom(judgement: Judgement): Decision | undefined {
  const custom = judgement.policies.filter(
    ({ policy, step }) => step.action === 'CUSTOM' && !policy.unsupported,
  );
  const providers = new Set(custom.map(({ policy }) => policy.provider ?? ''));
  const taking = custom.find(
    ({ policy, step }) =>
      step.match === 'yes' &&
      !step.dryRun &&
      (providers.size > 1 || !policy.provider),
  );
  return (
    taking && {
      verdict: 'denied',
      answer: refusal(judgement.layer),
      reason: taking.policy.provider
        ? `${capital(ruleWords(taking))} takes the request, and Istio refuses what CUSTOM policies take when they name several providers.`
        : `${capital(ruleWords(taking))} takes the request and names no provider.`,
      decidedBy: decidedBy(taking),
      notes: [],
    }
  );
}

function byToken({ token }: Judgement): Decision | undefined {
  return token.state === 'refused'
    ? {
        verdict: 'denied',
        answer: { kind: 'status', status: token.status ?? 401 },
        reason: token.reason,
        ...(token.by ? { decidedBy: token.by } : {}),
        notes: [],
      }
    : undefined;
}

function byDeny(judgement: Judgement): Decision | undefined {
  const taking = enforced(judgement, 'DENY').find(
    ({ step }) => step.match === 'yes',
  );
  return (
    taking && {
      verdict: 'denied',
      answer: refusal(judgement.layer),
      reason: `${capital(ruleWords(taking))} takes the request.`,
      decidedBy: decidedBy(taking),
      notes: [],
    }
  );
}

function byMissingAllow(judgement: Judgement): Decision | undefined {
  const allow = enforced(judgement, 'ALLOW');
  const [first, ...more] = allow;
  if (!first || allow.some(({ step }) => step.match !== 'no')) {
    return undefined;
  }
  return {
    verdict: 'denied',
    answer: refusal(judgement.layer),
    reason:
      more.length === 0
        ? `The only ALLOW policy, ${nameOf(first)}, does not take the request: ${first.step.reason}.`
        : `None of the ${allow.length} ALLOW policies takes the request: ${allow.map(nameOf).join(', ')}.`,
    ...(more.length === 0 ? { decidedBy: decidedBy(first) } : {}),
    notes: [],
  };
}

/**
 * What refuses a request for certain, in the order in which it is looked at; `undefined` when nothing does.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/extensions/filters/http/rbac/rbac_filter.cc
 */
export function refusalOf(judgement: Judgement): Decision | undefined {
  return (
    byMtls(judgement) ??
    byBrokenCustom(judgement) ??
    byToken(judgement) ??
    byDeny(judgement) ??
    byMissingAllow(judgement)
  );
}
