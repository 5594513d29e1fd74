import {
  capital,
  decidedBy,
  enforced,
  nameOf,
  ruleWords,
  type Decision,
  type JudgedPolicy,
  type Judgement,
} from './judgement';
import type { AccessDecision, DecidedBy } from './decisionModel';
import { refusalOf } from './refusals';

const depends = (reason: string, by?: DecidedBy): Decision => ({
  verdict: 'depends',
  reason,
  ...(by ? { decidedBy: by } : {}),
  notes: [],
});

/** What an external service decides. */
function byCustom({ policies }: Judgement): Decision | undefined {
  const custom = policies.find(
    ({ policy, step }) =>
      step.action === 'CUSTOM' && !policy.unsupported && step.match !== 'no',
  );
  if (!custom) {
    return undefined;
  }
  const takes = custom.step.match === 'yes' ? 'takes' : 'may take';
  return depends(
    `The external service ${custom.policy.provider ?? 'that it names'} decides: ${ruleWords(custom)} ${takes} the request.`,
    decidedBy(custom),
  );
}

/** A rule that may take the request, where that matters. */
function byUnknownRule(judgement: Judgement): Decision | undefined {
  const isOpen = ({ step }: JudgedPolicy) => step.match === 'unknown';
  const allow = enforced(judgement, 'ALLOW');
  const isAllowed = allow.some(({ step }) => step.match === 'yes');
  const open =
    enforced(judgement, 'DENY').find(isOpen) ??
    (isAllowed ? undefined : allow.find(isOpen));
  return (
    open &&
    depends(
      `${capital(ruleWords(open))} may take the request: ${open.step.reason}.`,
      decidedBy(open),
    )
  );
}

/** What must be known, or is decided elsewhere, before the request may pass. */
function byUnknown(judgement: Judgement): Decision | undefined {
  const { mtls, principal, token } = judgement;
  const custom = byCustom(judgement);
  if (custom) {
    return custom;
  }
  if (mtls.state === 'strict' && principal === undefined) {
    return depends(
      'Only callers with mutual TLS pass, and it is not known who calls.',
    );
  }
  return token.state === 'unknown'
    ? depends(`A token that is not valid is refused. ${token.reason}`)
    : byUnknownRule(judgement);
}

function allowed(judgement: Judgement): Decision {
  const allow = enforced(judgement, 'ALLOW').find(
    ({ step }) => step.match === 'yes',
  );
  if (allow) {
    return {
      verdict: 'allowed',
      reason: `${capital(ruleWords(allow))} takes the request.`,
      decidedBy: decidedBy(allow),
      notes: [],
    };
  }
  return {
    verdict: 'allowed',
    reason:
      enforced(judgement, 'DENY').length > 0
        ? 'No DENY policy takes the request, and there is no ALLOW policy.'
        : 'No policy limits who may call.',
    notes: [],
  };
}

/** What a policy on trial would do. */
function dryRunNote(judged: JudgedPolicy): string {
  const { step } = judged;
  if (step.action === 'CUSTOM') {
    return `CUSTOM policy ${nameOf(judged)} is marked as a dry run, which Istio does not support for CUSTOM.`;
  }
  const words = {
    yes: 'would take the request',
    no: 'would not take the request',
    unknown: 'may take the request',
  };
  return `Dry run: ${step.action} policy ${nameOf(judged)} ${words[step.match]}; it is not enforced.`;
}

function notesOf({ policies, token, mtls, principal }: Judgement): string[] {
  const audited = policies.filter(
    ({ step }) => step.action === 'AUDIT' && !step.dryRun,
  );
  return [
    ...(mtls.state === 'disabled' && principal !== null
      ? ['The port takes plain text only: no caller has an identity there.']
      : []),
    ...(token.state === 'accepted' ? [token.reason] : []),
    ...audited.flatMap(judged =>
      judged.step.match === 'no'
        ? []
        : [
            `AUDIT policy ${nameOf(judged)} ${judged.step.match === 'yes' ? 'marks' : 'may mark'} the request for the audit log.`,
          ],
    ),
    ...policies.filter(({ step }) => step.dryRun).map(dryRunNote),
  ];
}

/**
 * The decision that follows from all that was looked at. What refuses for certain comes first, so that something unknown elsewhere
 * does not hide it.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/extensions/filters/common/rbac/engine_impl.cc
 */
export function decide(
  judgement: Judgement,
): Omit<AccessDecision, 'ignored' | 'inactive'> {
  const decision =
    refusalOf(judgement) ?? byUnknown(judgement) ?? allowed(judgement);
  return {
    ...decision,
    policies: judgement.policies.map(({ step }) => step),
    notes: notesOf(judgement),
  };
}
