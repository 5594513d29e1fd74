import { rootNamespaceOf, type MeshSnapshot } from '../../snapshot';
import type { AccessGrant, Caller, CallersAnswer } from './accessModel';
import { accessWarnings } from './accessWarnings';
import { layerOf } from './authorize';
import { callersSentence } from './callersSentence';
import { tokenRules } from './checkToken';
import { compilePolicy, type CompiledPolicy } from './compilePolicy';
import { effectiveMtls } from './effectiveMtls';
import { grantsOf, takesEverything } from './grants';
import type {
  AccessOptions,
  AccessRequest,
  AccessWorkload,
  MtlsMode,
} from './model';
import { policiesFor } from './policiesFor';
import { policyCoverage } from './policyCoverage';

/**
 * How the port is called that is asked about.
 *
 * @public
 */
export interface CallersOptions extends AccessOptions {
  /** Of the workload; without it the mode of the workload as a whole counts. */
  port?: number;
  /** `http` when absent. */
  protocol?: AccessRequest['protocol'];
}

type Grants = Pick<CallersAnswer, 'allow' | 'deny' | 'custom' | 'notEnforced'>;

interface Verdict {
  verdict: CallersAnswer['verdict'];
  why: string;
}

const namesOf = (policies: readonly CompiledPolicy[]): string =>
  policies.map(({ ref }) => `${ref.namespace}/${ref.name}`).join(', ');

function isFor({ sources }: AccessGrant, wanted: Caller['kind']): boolean {
  return sources.some(
    ({ who, conditions }) =>
      conditions.length === 0 && who.some(({ kind }) => kind === wanted),
  );
}

function verdictOf(
  policies: readonly CompiledPolicy[],
  { allow, deny }: Grants,
  mtls: MtlsMode,
): Verdict {
  const enforced = policies.filter(
    ({ dryRun, unsupported }) => !dryRun && !unsupported,
  );
  const unreadable = enforced.filter(policy => policy.unreadable);
  if (unreadable.length > 0) {
    return {
      verdict: 'unknown',
      why: `Parts of ${namesOf(unreadable)} could not be read.`,
    };
  }
  // Without STRICT there are callers beside those in the mesh.
  const refusing = deny.find(
    grant =>
      takesEverything(grant) &&
      (mtls.state === 'strict' || isFor(grant, 'anyone')),
  );
  if (refusing) {
    const { namespace, name } = refusing.ref;
    return {
      verdict: 'nobody',
      why: `DENY policy ${namespace}/${name} refuses every request.`,
    };
  }
  const allowing = enforced.filter(({ action }) => action === 'ALLOW');
  const open = mtls.state === 'strict' ? 'mesh' : 'anyone';
  if (allowing.length === 0) {
    return { verdict: open, why: '' };
  }
  const possible = allow.filter(({ impossible }) => impossible === undefined);
  if (possible.length === 0) {
    return {
      verdict: 'nobody',
      why: `No request can fulfil the ALLOW policies: ${namesOf(allowing)}.`,
    };
  }
  const unlimited = possible.filter(takesEverything);
  const isAnyone = unlimited.some(grant => isFor(grant, 'anyone'));
  if (unlimited.length === 0) {
    return { verdict: 'limited', why: '' };
  }
  return { verdict: isAnyone ? 'anyone' : 'mesh', why: '' };
}

const outside: CallersAnswer = {
  verdict: 'anyone',
  sentence: 'Anyone may call: the pods are outside of the mesh.',
  allow: [],
  deny: [],
  custom: [],
  notEnforced: [],
  policies: [],
  warnings: [],
};

function grantsBy(
  policies: readonly CompiledPolicy[],
  mtls: MtlsMode,
  checksTokens: boolean,
): Grants {
  const grants = policies.flatMap(policy =>
    grantsOf(policy, { mtls, checksTokens }),
  );
  const enforced = (action: string) =>
    grants.filter(grant => grant.action === action && !grant.dryRun);
  return {
    allow: enforced('ALLOW'),
    deny: enforced('DENY'),
    custom: enforced('CUSTOM'),
    notEnforced: grants.filter(
      ({ action, dryRun }) => dryRun || action === 'AUDIT',
    ),
  };
}

/**
 * Who may call, in plain words: in a sentence, and rule by rule with callers, operations and conditions. With warnings about what a
 * reader of the policies may take for granted and does not hold. Never throws.
 *
 * @param workload - what is called
 * @see https://istio.io/latest/docs/concepts/security/#authorization-policies
 * @public
 */
export function whoMayCall(
  snapshot: MeshSnapshot,
  workload: AccessWorkload,
  options: CallersOptions = {},
): CallersAnswer {
  if (workload.dataplane === 'outside') {
    return outside;
  }
  const rootNamespace = options.rootNamespace ?? rootNamespaceOf(snapshot);
  const layer = layerOf(workload, options.protocol);
  const mtls = effectiveMtls(snapshot, workload, options.port, options);
  const { attached, ignored } = policiesFor(
    snapshot,
    'AuthorizationPolicy',
    workload,
    rootNamespace,
  );
  const policies = attached.map(policy =>
    compilePolicy(snapshot, policy, layer, options),
  );
  const checks = policiesFor(
    snapshot,
    'RequestAuthentication',
    workload,
    rootNamespace,
  ).attached;
  const grants = grantsBy(policies, mtls, tokenRules(checks).length > 0);
  const { verdict, why } = verdictOf(policies, grants, mtls);
  return {
    verdict,
    sentence: callersSentence({ verdict, ...grants }, why, mtls.state),
    ...grants,
    policies: attached.map(({ ref, scope }) => ({ ref, scope })),
    warnings: [
      ...policyCoverage(snapshot, workload, rootNamespace),
      ...accessWarnings({
        snapshot,
        workload,
        options,
        policies,
        grants: Object.values(grants).flat(),
        ignored,
      }),
    ],
  };
}
