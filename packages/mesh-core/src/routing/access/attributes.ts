import { matchHeader, matchHost, matchText } from './matchText';
import {
  addressAttribute,
  claimAttribute,
  destinationPort,
  everywhere,
  identityAttribute,
  inHttp,
  notModelled,
  requestPath,
  textAttribute,
  tokenAttribute,
  type Attribute,
} from './attributeKinds';
import { headerAttribute } from './headerAttribute';
import {
  namespaceMatcher,
  principalAliases,
  serviceAccountMatcher,
  trustDomainMatcher,
} from './principals';
import { bracketKeys, requestPrincipalMatcher } from './tokenClaims';

/** Attributes of the fields of `from` and `to`; `host`, `method` and `path` are no keys of `when`. */
export const fieldAttributes = {
  principals: identityAttribute((pattern, { trustDomains }) => {
    const names = principalAliases(pattern, trustDomains);
    return principal => names.some(name => matchText(name, principal));
  }, true),
  requestPrincipals: tokenAttribute(requestPrincipalMatcher),
  namespaces: identityAttribute(namespaceMatcher, true),
  serviceAccounts: identityAttribute(
    (pattern, { policyNamespace }) =>
      serviceAccountMatcher(pattern, policyNamespace),
    true,
  ),
  trustDomains: identityAttribute(
    (pattern, { trustDomains }) => trustDomainMatcher(pattern, trustDomains),
    true,
  ),
  ipBlocks: addressAttribute(({ sourceIp }) => sourceIp, true),
  remoteIpBlocks: addressAttribute(({ remoteIp }) => remoteIp, false),
  hosts: textAttribute(({ host }) => host, matchHost, inHttp),
  ports: destinationPort,
  methods: textAttribute(({ method }) => method, matchHeader, inHttp),
  paths: requestPath,
} satisfies Record<string, Attribute>;

const keyAttributes: Readonly<Record<string, Attribute>> = {
  'source.principal': fieldAttributes.principals,
  'source.namespace': fieldAttributes.namespaces,
  // Envoy knows the key, ztunnel takes it for one of HTTP.
  'source.serviceAccount': {
    ...fieldAttributes.serviceAccounts,
    ztunnel: false,
  },
  'source.ip': fieldAttributes.ipBlocks,
  'remote.ip': fieldAttributes.remoteIpBlocks,
  'request.auth.principal': fieldAttributes.requestPrincipals,
  'request.auth.audiences': claimAttribute(['aud']),
  'request.auth.presenter': claimAttribute(['azp']),
  'destination.ip': addressAttribute(
    ({ destinationIp }) => destinationIp,
    true,
  ),
  'destination.port': destinationPort,
  'connection.sni': textAttribute(({ sni }) => sni, matchText, {
    ...everywhere,
    ztunnel: false,
  }),
};

/** Keys that Envoy reads from its own metadata. */
const EXPERIMENTAL =
  /^(experimental\.envoy\.filters\.|request\.experimental\.)/;

/** Whether a key of `when` is one that is not modelled. */
export const isNotModelled = (key: string): boolean => EXPERIMENTAL.test(key);

/**
 * The attribute of a key of `when`; `undefined` for one that Istio does not know.
 *
 * @see https://istio.io/latest/docs/reference/config/security/conditions/
 */
export function keyAttribute(key: string): Attribute | undefined {
  if (key.startsWith('request.headers')) {
    return headerAttribute(key.slice('request.headers'.length));
  }
  if (key.startsWith('request.auth.claims')) {
    const keys = bracketKeys(key.slice('request.auth.claims'.length));
    return keys
      ? claimAttribute(keys)
      : {
          ...claimAttribute([]),
          compile: () => ({
            ok: false,
            problem: 'the name of the claim stands in no brackets',
          }),
        };
  }
  if (isNotModelled(key)) {
    return notModelled;
  }
  return Object.hasOwn(keyAttributes, key) ? keyAttributes[key] : undefined;
}
