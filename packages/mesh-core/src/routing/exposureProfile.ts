import type { Service } from '../resources';
import type { GatewayExposure } from './model';

type Profile = GatewayExposure['profile'];

/** Annotations that make a load balancer internal, with the values that do. */
const internalAnnotations: readonly [name: string, value: RegExp][] = [
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', /^internal$/],
  [
    'service.beta.kubernetes.io/aws-load-balancer-internal',
    /^(true|0\.0\.0\.0\/0)$/,
  ],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', /^true$/],
  ['networking.gke.io/load-balancer-type', /^internal$/i],
  ['cloud.google.com/load-balancer-type', /^internal$/i],
];

const AWS_SCHEME = 'service.beta.kubernetes.io/aws-load-balancer-scheme';
const AWS_TYPE = 'service.beta.kubernetes.io/aws-load-balancer-type';
const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/**
 * The AWS load balancer controller makes internal ones unless told otherwise.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#lb-scheme
 */
function isInternalByDefault({ metadata, spec }: Service): boolean {
  const annotations = metadata.annotations ?? {};
  const byController =
    spec.loadBalancerClass === 'service.k8s.aws/nlb' ||
    ['external', 'nlb-ip'].includes(annotations[AWS_TYPE] ?? '');
  return byController && annotations[AWS_SCHEME] === undefined;
}

function isInternal(service: Service): boolean {
  const annotations = service.metadata.annotations ?? {};
  return (
    isInternalByDefault(service) ||
    internalAnnotations.some(([name, value]) =>
      value.test(annotations[name] ?? ''),
    )
  );
}

/** Whether only some addresses are let in. */
function isRestricted({ metadata, spec }: Service): boolean {
  const annotated = (metadata.annotations?.[SOURCE_RANGES] ?? '')
    .split(',')
    .map(range => range.trim())
    .filter(range => range !== '');
  const ranges = spec.loadBalancerSourceRanges ?? annotated;
  return (
    ranges.length > 0 &&
    !ranges.some(range => range === '0.0.0.0/0' || range === '::/0')
  );
}

/**
 * Who can reach a gateway, by the Services in front of its pods and the certificates that it asks for. A gateway with several
 * Services is as open as the most open of them.
 *
 * @param services - in front of the gateway's pods
 * @param demandsCertificate - whether the servers demand a client certificate
 */
export function exposureProfile(
  services: readonly Service[],
  demandsCertificate: boolean,
): Profile {
  if (services.length === 0) {
    return 'unknown';
  }
  if (demandsCertificate) {
    return 'mutual-tls';
  }
  const balanced = services.filter(({ spec }) => spec.type === 'LoadBalancer');
  const open = balanced.filter(service => !isInternal(service));
  if (open.some(service => !isRestricted(service))) {
    return 'public';
  }
  if (open.length > 0) {
    return 'restricted';
  }
  const onNodes = services.some(
    ({ spec }) =>
      spec.type === 'NodePort' || (spec.externalIPs ?? []).length > 0,
  );
  return onNodes ? 'unknown' : 'internal';
}

/** Addresses of the load balancers. */
export function addressesOf(services: readonly Service[]): string[] {
  return services.flatMap(({ spec, status }) => [
    ...(status?.loadBalancer?.ingress ?? []).flatMap(({ ip, hostname }) =>
      [ip, hostname].filter(each => each !== undefined),
    ),
    ...(spec.externalIPs ?? []),
  ]);
}
