/** Words of the rules as the proxy of a caller has them. */
export const routeCallMessages = {
  who: 'Who calls',
  to: 'To',
  host: 'Host',
  port: 'Port',
  measured: 'last {{duration}}',
  seenBy: { telemetry: 'measured', configuration: 'by configuration' },
  gone: 'The address of this page names what is not there any more: {{what}}. Something else is shown.',
  part: { caller: 'the caller', host: 'the host', port: 'the port' },
  hidden_one: '{{count}} more caller is measured that you may not see.',
  hidden_other: '{{count}} more callers are measured that you may not see.',
  noHosts: 'This caller reaches no host of the service.',
  none: {
    title: 'No caller is known',
    text: 'Nobody was measured, and no object lets anybody call. The objects below say what would hold.',
  },
  failed: {
    title: 'Who calls is not known.',
    text: 'The objects below are shown as they are written. {{message}}',
  },
  tableFailed: 'The rules of this caller are not known. {{message}}',
  title: 'Rules, in the order the proxy asks them',
  source: {
    delegate: 'through {{place}}',
    istio: 'added by Istio',
    open: 'Open the object',
  },
  action: {
    forward: 'connection, not looked into',
    hidden: 'a rule about services of others',
    nowhere: 'no destination',
    missing: '{{target}} does not exist: answered with {{status}}',
    missingTcp: '{{target}} does not exist: the connection is closed',
    noEndpoints: '{{target}} has no ready endpoint',
  },
  notShown: 'not shown',
  unsent: 'is not sent to {{caller}}. {{reason}}',
  moreRows_one: '{{count}} more rule is not shown.',
  moreRows_other: '{{count}} more rules are not shown.',
  rest: {
    title: 'Everything else',
    'not-found': '404',
    'not-foundTag': 'NR · no route',
    passthrough: 'passed on',
    passthroughTag: 'PassthroughCluster',
    blackhole: '{{status}}',
    blackholeTag: 'BlackHoleCluster',
    'no-listener': 'closed',
    'no-listenerTag': 'no listener',
    'no-filter-chain': 'closed',
    'no-filter-chainTag': 'no filter chain',
    refused: 'refused',
    refusedTag: 'configuration refused',
  },
  chain: {
    clientCertificate: 'client certificate {{state}}',
    required: 'required',
    optional: 'optional',
    httpsRedirect: 'plain HTTP is sent to HTTPS',
  },
  objects_one: '{{count}} object',
  objects_other: '{{count}} objects',
  caveats: 'Not modelled, may change the answer:',
  sentence: {
    split: 'From {{caller}}, {{what}} goes {{split}}',
    one: 'From {{caller}}, {{what}} goes to {{target}}',
    redirect: 'From {{caller}}, {{what}} is redirected with {{status}}',
    direct:
      'From {{caller}}, {{what}} is answered with {{status}} by the proxy',
    broken:
      'From {{caller}}, rule {{position}} sends {{percent}} of its requests to {{target}}, which does not exist.',
    brokenEmpty:
      'From {{caller}}, rule {{position}} sends {{percent}} of its requests to {{target}}, which has no ready endpoint.',
    nowhere: 'From {{caller}}, {{what}} goes nowhere',
    forward: 'From {{caller}}, connections go {{split}}',
    forwardOne: 'From {{caller}}, connections go to {{target}}',
    hidden: 'From {{caller}}, only rules about services of others decide.',
    httpsRedirect:
      'From {{caller}}, plain HTTP on port {{port}} is sent to HTTPS before a rule is asked.',
    every: 'every request',
    others: 'every other request',
    rule: 'what rule {{position}} takes',
    end: '{{sentence}}.',
    endNotFound: '{{sentence}}; what no rule takes gets a 404.',
    endBlackhole: '{{sentence}}; what no rule takes is refused.',
    endPassthrough: '{{sentence}}; what no rule takes is passed on as it is.',
    nothing: {
      'not-found': 'From {{caller}}, {{host}} answers 404 to every request.',
      passthrough:
        'From {{caller}}, requests to {{host}} are passed on to the address that the client chose.',
      blackhole: 'From {{caller}}, requests to {{host}} are refused.',
      'no-listener':
        'From {{caller}}, nobody listens on port {{port}} of {{host}}.',
      'no-filter-chain':
        'From {{caller}}, connections to {{host}} on port {{port}} are closed.',
      refused:
        'From {{caller}}, the proxy does not take the configuration of port {{port}}.',
    },
  },
  detail: {
    rules_one: '{{count}} rule reaches this caller',
    rules_other: '{{count}} rules reach this caller',
    never_one: '{{rules}}; {{count}} can never match.',
    never_other: '{{rules}}; {{count}} can never match.',
    allUsed: '{{rules}}.',
    from_one: 'Compiled from {{count}} object, the way Istio {{version}} does.',
    from_other:
      'Compiled from {{count}} objects, the way Istio {{version}} does.',
    fromOthers:
      'Compiled from objects of others, the way Istio {{version}} does.',
    fromNone:
      'No object has a rule for it; this is what Istio {{version}} does by itself.',
  },
  actions: { tryIt: 'Try a request', whatIf: 'What if' },
} as const;
