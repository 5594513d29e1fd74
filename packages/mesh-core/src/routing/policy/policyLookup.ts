import type { MeshSnapshot } from '../../snapshot';
import type { Finding } from '../../verdict';
import { balancerOf, localityOf, upstreamTls } from './blockVerdicts';
import { consolidateRules } from './consolidateRules';
import { destinationService } from './destinationService';
import { hiddenRules } from './hiddenRules';
import { lookupPath, type Search } from './lookupPath';
import { mergeLevels } from './mergeLevels';
import type {
  EffectivePolicy,
  ExplainedPolicy,
  PolicyOptions,
  PolicyQuery,
} from './model';

/** The rules of a snapshot, merged once and asked many times. */
export interface PolicyLookup {
  /** The policy alone. */
  find(query: PolicyQuery): EffectivePolicy;
  /** The policy, the search for it and the rules that lost. */
  explain(query: PolicyQuery): ExplainedPolicy;
}

function findingsOf(
  snapshot: MeshSnapshot,
  { subset }: PolicyQuery,
  policy: EffectivePolicy,
): Finding[] {
  if (policy.subsetExists !== false) {
    return [];
  }
  const rule = policy.rules.at(0);
  return [
    {
      code: 'subset-not-in-effect',
      severity: 'error',
      path: rule ? 'spec.subsets' : '',
      message: `The DestinationRule in effect has no subset ${subset}.`,
      remedy: 'Define the subset in the rule that the client finds first.',
      ...(rule ? { ref: snapshot.refOf(rule) } : {}),
    },
  ];
}

/**
 * Prepares the DestinationRules of a snapshot for many questions. Never throws; a host that nothing names has the proxy's defaults.
 *
 * @see https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration
 */
export function policyLookup(
  snapshot: MeshSnapshot,
  options: PolicyOptions = {},
): PolicyLookup {
  const {
    rootNamespace = 'istio-system',
    clusterDomain,
    autoMtls: auto = true,
    defaultDestinationRuleExportTo: defaultExportTo = ['*'],
  } = options;
  const byNamespace = consolidateRules(
    snapshot.list('DestinationRule'),
    defaultExportTo,
    clusterDomain,
  );
  const answer = (
    query: PolicyQuery,
  ): { policy: EffectivePolicy; search: Search } => {
    const { client, port, subset } = query;
    const host = query.host.toLowerCase();
    const service = destinationService(
      snapshot,
      host,
      client.namespace,
      clusterDomain,
    );
    const search = lookupPath(
      byNamespace,
      host,
      client,
      service?.namespace,
      rootNamespace,
    );
    const { winner } = search;
    const found =
      subset === undefined ? undefined : winner?.subsets.get(subset);
    const blocks = mergeLevels(winner?.trafficPolicy, found, port);
    const chosen = service?.passthrough === true && client.kind !== 'gateway';
    const balancer = balancerOf(blocks, chosen);
    const passthrough = balancer === 'CLUSTER_PROVIDED';
    const policy = {
      rules: winner?.from ?? [],
      ...(subset === undefined ? {} : { subsetExists: found !== undefined }),
      blocks,
      balancer,
      locality: localityOf(blocks),
      tls: upstreamTls(snapshot, blocks, service, {
        passthrough,
        auto,
        rootNamespace,
      }),
    };
    return { policy, search };
  };
  return {
    find: query => answer(query).policy,
    explain: query => {
      const { policy, search } = answer(query);
      const host = query.host.toLowerCase();
      return {
        ...policy,
        path: search.steps.map(({ candidates, ...step }) => ({
          ...step,
          rules: [...new Set(candidates.flatMap(({ from }) => from))],
        })),
        hidden: hiddenRules(byNamespace, host, query.client, search),
        findings: findingsOf(snapshot, query, policy),
      };
    },
  };
}

/**
 * The policy in effect between a client and a destination, with the search for it. Ask {@link policyLookup} for many of them.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 */
export function effectivePolicy(
  snapshot: MeshSnapshot,
  query: PolicyQuery,
  options: PolicyOptions = {},
): ExplainedPolicy {
  return policyLookup(snapshot, options).explain(query);
}
