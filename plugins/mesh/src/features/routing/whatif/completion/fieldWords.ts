/**
 * What a field does, in one sentence, by kind and path. Names alone say enough for the others.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/
 * @see https://gateway-api.sigs.k8s.io/reference/spec/
 */
export const fieldWords: Readonly<Record<string, string>> = {
  'metadata.name': 'Name of the object, unique for its kind in the namespace.',
  'metadata.namespace':
    'Where the object lives. Many short host names are completed with it.',
  'VirtualService spec.hosts':
    'Hosts whose requests the rules take. Empty in a delegate.',
  'VirtualService spec.gateways':
    'Gateways that get the rules; `mesh` stands for the sidecars. Without it: only the sidecars.',
  'VirtualService spec.exportTo':
    'Namespaces that see the rules: `.` for this one, `*` for all.',
  'VirtualService spec.http':
    'Rules for HTTP and gRPC. The first that matches decides.',
  'VirtualService spec.tls':
    'Rules for TLS that is not opened, by the server name.',
  'VirtualService spec.tcp': 'Rules for connections of any protocol.',
  'VirtualService spec.http[].name':
    'Name of the rule in access logs and metrics.',
  'VirtualService spec.http[].match':
    'Any of these must hold. Without it the rule takes every request.',
  'VirtualService spec.http[].match[].uri':
    'Path without its query: `exact`, `prefix` or `regex`. A prefix is plain text: /api takes /apiary, too.',
  'VirtualService spec.http[].match[].headers':
    'Headers by name in lower case. An empty condition asks only that the header is there.',
  'VirtualService spec.http[].match[].withoutHeaders':
    'Headers that a request must not have, or not with this value.',
  'VirtualService spec.http[].match[].queryParams':
    'Parameters of the query, by name.',
  'VirtualService spec.http[].match[].method': 'HTTP method, in capitals.',
  'VirtualService spec.http[].match[].authority':
    'Host as the client sends it.',
  'VirtualService spec.http[].match[].port':
    'Port that the client calls, not that of the pod.',
  'VirtualService spec.http[].match[].sourceLabels':
    'Labels of the pods that call. Says nothing at a gateway.',
  'VirtualService spec.http[].match[].sourceNamespace':
    'Namespace of the pods that call.',
  'VirtualService spec.http[].match[].gateways':
    'Gateways at which this condition counts; instead of those of the object.',
  'VirtualService spec.http[].match[].ignoreUriCase':
    'Whether capitals matter in `exact` and `prefix` of the path.',
  'VirtualService spec.http[].route':
    'Destinations with their shares of the requests.',
  'VirtualService spec.http[].route[].destination':
    'Service, and subset of it, that gets the requests.',
  'VirtualService spec.http[].route[].destination.host':
    'Host name of a service. Short names are completed with the namespace of the object.',
  'VirtualService spec.http[].route[].destination.subset':
    'Subset that a DestinationRule of the host defines.',
  'VirtualService spec.http[].route[].destination.port':
    'Port of the service. Needed where it has several.',
  'VirtualService spec.http[].route[].weight':
    'Share, relative to the sum of the rule. 0 when it is left out beside others.',
  'VirtualService spec.http[].route[].headers':
    'Changes to headers for this destination alone.',
  'VirtualService spec.http[].redirect':
    'Answers with a redirect. Stands instead of `route`.',
  'VirtualService spec.http[].directResponse':
    'Answers with a fixed status. Stands instead of `route`.',
  'VirtualService spec.http[].delegate':
    'Another VirtualService that holds the rules for what is matched here.',
  'VirtualService spec.http[].rewrite':
    'Path and host that are sent upstream. With a prefix match only the prefix is replaced.',
  'VirtualService spec.http[].timeout':
    'Longest time for the whole request with all its tries, as in `5s`. None when left out.',
  'VirtualService spec.http[].retries':
    'How often and when a request is sent again. Without it: twice, for failures that are safe.',
  'VirtualService spec.http[].retries.attempts':
    'Tries after the first. 0 switches retries off.',
  'VirtualService spec.http[].retries.perTryTimeout':
    'Longest time for one try, as in `2s`.',
  'VirtualService spec.http[].retries.retryOn':
    'Conditions of Envoy, joined by commas, as in `5xx,reset`.',
  'VirtualService spec.http[].fault':
    'Delays and errors on purpose, for tests.',
  'VirtualService spec.http[].mirror':
    'Gets a copy of the requests; its answers are thrown away.',
  'VirtualService spec.http[].mirrorPercentage':
    'Share of requests that are copied. All when left out.',
  'VirtualService spec.http[].mirrors': 'Several destinations of copies.',
  'VirtualService spec.http[].corsPolicy':
    'What pages of other origins may do.',
  'VirtualService spec.http[].headers':
    'Changes to headers for the whole rule.',
  'VirtualService spec.tls[].match[].sniHosts':
    'Server names that the client asks for. They must lie in the hosts of the object.',
  'DestinationRule spec.host':
    'Service that the policy is for. It holds at the caller.',
  'DestinationRule spec.trafficPolicy':
    'Balancing, pools, ejection and TLS towards the host.',
  'DestinationRule spec.subsets':
    'Named parts of the service, told by labels of its pods.',
  'DestinationRule spec.subsets[].labels':
    'Labels that a pod of the subset has, beside those of the service.',
  'DestinationRule spec.exportTo':
    'Namespaces that see the policy: `.` for this one, `*` for all.',
  'DestinationRule spec.workloadSelector':
    'Callers that the policy is for. Without it: all that see it.',
  'DestinationRule spec.trafficPolicy.loadBalancer':
    'How a pod is chosen. Least requests when left out.',
  'DestinationRule spec.trafficPolicy.connectionPool':
    'Most connections and requests at a time.',
  'DestinationRule spec.trafficPolicy.outlierDetection':
    'Takes pods that fail out of the balancing for a while.',
  'DestinationRule spec.trafficPolicy.tls':
    'How the caller speaks TLS. Left out: mutual TLS of the mesh where the pod has it.',
  'DestinationRule spec.trafficPolicy.portLevelSettings':
    'Policies of single ports. Each replaces the general one as a whole.',
  'Gateway spec.selector': 'Labels of the gateway pods that open these ports.',
  'Gateway spec.servers': 'Ports with their hosts and TLS.',
  'Gateway spec.servers[].hosts':
    'Hosts that are admitted, with a namespace before the slash where only its rules may bind.',
  'Gateway spec.servers[].tls.mode':
    'SIMPLE: own certificate. MUTUAL: the client must show one, too. PASSTHROUGH: not opened.',
  'ServiceEntry spec.hosts': 'Hosts that the mesh learns to know.',
  'ServiceEntry spec.location':
    'Whether the host is part of the mesh, and so speaks its mutual TLS.',
  'ServiceEntry spec.resolution':
    'How addresses are found. NONE sends to the address that the client chose.',
  'Sidecar spec.egress':
    'Hosts that the proxies get to know. What is not listed is not known.',
  'Sidecar spec.outboundTrafficPolicy':
    'What becomes of requests to hosts that are not known.',
  'PeerAuthentication spec.mtls.mode':
    'STRICT takes mutual TLS only, PERMISSIVE plain text as well.',
  'AuthorizationPolicy spec.action':
    'ALLOW when left out. DENY wins over ALLOW; CUSTOM is asked first.',
  'AuthorizationPolicy spec.rules':
    'One of them must hold. ALLOW without rules allows nothing.',
  'HTTPRoute spec.parentRefs':
    'Gateways or services whose requests the rules take.',
  'HTTPRoute spec.rules':
    'Ordered by how exact their matches are, not as written.',
  'HTTPRoute spec.rules[].matches': 'Any of these must hold.',
  'HTTPRoute spec.rules[].backendRefs': 'Destinations with their weights.',
  'HTTPRoute spec.rules[].backendRefs[].weight':
    'Share, relative to the sum of the rule. 1 when left out; 0 gets nothing.',
};
