import { portProtocol } from '../table/portProtocol';
import type { MeshSnapshot } from '../../snapshot';
import { selectsLabels } from '../../snapshot/scope/servicesOf';
import type { Finding } from '../../verdict';
import type { AccessGrant } from './accessModel';
import { callerTls } from './callerTls';
import { compilePolicy, type CompiledPolicy } from './compilePolicy';
import { effectiveMtls } from './effectiveMtls';
import type { InactiveField } from './decisionModel';
import type { AccessOptions, AccessWorkload } from './model';
import type { PoliciesFor } from './policiesFor';

/** What warnings are made from. */
export interface WarningContext {
  snapshot: MeshSnapshot;
  workload: AccessWorkload;
  options: AccessOptions;
  policies: readonly CompiledPolicy[];
  grants: readonly AccessGrant[];
  ignored: PoliciesFor<'AuthorizationPolicy'>['ignored'];
}

/** Ports of Services in front of pods that are forwarded without a look at HTTP, as `6379 (redis)`. */
function tcpPorts(snapshot: MeshSnapshot, workload: AccessWorkload): string[] {
  if (workload.dataplane !== 'sidecar') {
    return [];
  }
  const ports = snapshot
    .list('Service', workload.namespace)
    .filter(({ spec }) => selectsLabels(spec.selector, workload.labels))
    .flatMap(({ spec }) => spec.ports ?? [])
    .filter(port => ['tcp', 'tls'].includes(portProtocol(port)))
    .map(({ port, name }) => (name ? `${port} (${name})` : `${port}`));
  return [...new Set(ports)];
}

function inactiveFinding(
  { ref, path, message }: InactiveField,
  where: string,
): Finding {
  return {
    code: 'field-without-effect',
    severity: 'warning',
    path,
    message: where === '' ? message : `${where}: ${message}`,
    ref,
  };
}

/** Fields that do not act, here or on ports without HTTP. */
function inactiveFields(context: WarningContext): Finding[] {
  const { snapshot, workload, policies, options } = context;
  const here = policies
    .flatMap(({ inactive }) => inactive)
    .filter(({ path }) => path !== 'spec.rules');
  const known = new Set(here.map(({ path, ref }) => `${ref.name} ${path}`));
  const ports = tcpPorts(snapshot, workload);
  const onTcp =
    ports.length === 0
      ? []
      : policies
          .flatMap(policy => compilePolicy(snapshot, policy, 'tcp', options))
          .flatMap(({ inactive }) => inactive)
          .filter(
            ({ path, ref }) =>
              path !== 'spec.rules' && !known.has(`${ref.name} ${path}`),
          );
  const where = `On port ${ports.join(', ')}`;
  return [
    ...here.map(field => inactiveFinding(field, '')),
    ...onTcp.map(field => inactiveFinding(field, where)),
  ];
}

function impossibleRules(grants: readonly AccessGrant[]): Finding[] {
  return grants.flatMap(({ ref, rule, action, impossible, sources }) =>
    impossible === undefined || sources.length === 0
      ? []
      : [
          {
            code: 'rule-never-matches',
            severity: 'warning',
            path: `spec.rules[${rule}]`,
            message: `Rule ${rule} (${action}) takes no request: ${impossible}.`,
            ref,
          },
        ],
  );
}

/** DENY and CUSTOM without rules; for ALLOW that is a way to refuse everything, and common. */
function withoutRules(policies: readonly CompiledPolicy[]): Finding[] {
  return policies
    .filter(
      ({ action, policy }) =>
        action !== 'ALLOW' && (policy.spec.rules ?? []).length === 0,
    )
    .map(({ ref, action }) => ({
      code: 'policy-without-rules',
      severity: 'warning',
      path: 'spec.rules',
      message: `${action} policy ${ref.name} has no rules, so it never takes a request.`,
      remedy: 'Add a rule {} to take every request.',
      ref,
    }));
}

/** Callers send plain text where it is refused. */
function plainTextToStrict({
  snapshot,
  workload,
  options,
}: WarningContext): Finding[] {
  if (workload.dataplane !== 'sidecar') {
    return [];
  }
  const mtls = effectiveMtls(snapshot, workload, undefined, options);
  const sent = callerTls(snapshot, workload, undefined, options);
  const [evidence] = mtls.evidence;
  return mtls.state === 'strict' && sent.state === 'plain-text'
    ? [
        {
          code: 'plain-text-to-strict',
          severity: 'error',
          path: evidence?.path ?? '',
          message: `The pods take mutual TLS only (${mtls.reason.slice(0, -1)}), and callers do not send it. ${sent.reason}`,
          remedy:
            'Set the mode for the namespace, or ISTIO_MUTUAL in a DestinationRule.',
          ...(evidence?.ref ? { ref: evidence.ref } : {}),
        },
      ]
    : [];
}

/** What a reader of the policies may take for granted and does not hold. */
export function accessWarnings(context: WarningContext): Finding[] {
  return [
    ...plainTextToStrict(context),
    ...withoutRules(context.policies),
    ...impossibleRules(context.grants),
    ...inactiveFields(context),
    ...context.ignored.map(({ ref, reason }): Finding => ({
      code: 'policy-not-read',
      severity: 'warning',
      path: 'spec',
      message: `${ref.kind} ${ref.name} ${reason}.`,
      ref,
    })),
  ];
}
