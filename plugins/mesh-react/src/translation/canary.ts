/** Words of the Canary tab. */
export const canaryMessages = {
  which: 'Release of',
  detail: {
    runs: 'Progressing since {{time}}.',
    runsBeside: 'Progressing since {{time}}; {{primary}} takes the rest.',
  },
  sentence: {
    takes: '{{canary}} takes {{percent}} of the traffic; {{progress}}.',
    takesPromotion:
      '{{canary}} takes {{percent}} of the traffic; {{progress}}; promotion not before {{time}}.',
    step: 'step {{step}} of {{steps}}',
    iteration: 'check {{step}} of {{steps}}',
    started: 'the first step is to come',
    waitStart:
      '{{canary}} waits for an approval to start; {{primary}} serves everyone.',
    waitPromotion: '{{canary}} waits at {{percent}} for an approval{{since}}.',
    waitStep: '{{canary}} is held at {{percent}} of the traffic{{since}}.',
    since: ' since {{time}}',
    abTest:
      '{{canary}} answers the requests of the test group, {{primary}} all others; {{progress}}.',
    blueGreen:
      '{{canary}} is checked beside {{primary}}, which serves everyone; {{progress}}.',
    blueGreenSwitched: '{{canary}} serves everyone while it is promoted.',
    promoting: '{{canary}} passed; the primary is taking over its image.',
    succeeded: '{{primary}} serves everyone; its release was promoted{{at}}.',
    initialized: '{{primary}} serves everyone; no release is under way.',
    failed: '{{canary}} was rolled back{{at}}; {{primary}} serves everyone.',
    failedNoVersion:
      'The release was rolled back{{at}}; {{primary}} serves everyone.',
    failedCanaryServes:
      '{{canary}} failed{{at}}, and still gets {{percent}} of the traffic.',
    at: ' at {{time}}',
    initializing: 'Flagger is preparing the primary of {{name}}.',
    suspended:
      'Releases of {{name}} are suspended; {{primary}} serves everyone.',
    terminating:
      'Flagger is handing {{name}} back: its Canary is being deleted.',
    unknown: 'It is not known how the release of {{name}} is going.',
    theNew: 'the new version',
    thePrimary: 'the primary',
    failedChecks_one: '{{count}} of {{threshold}} allowed checks has failed.',
    failedChecks_other:
      '{{count}} of {{threshold}} allowed checks have failed.',
  },
  serves: {
    title: 'Who serves users now',
    source: 'weights from {{object}}',
    sourceMatch: 'conditions from {{object}}',
    unknown: 'Not known',
    primary: 'primary',
    canary: 'canary',
    pods: '{{ready}} of {{desired}} pods ready',
    podsUnknown: 'pods not known',
    scaledToZero: 'scaled to zero',
    statusDiffers:
      'Canary.status says {{status}}; the {{kind}} sends {{live}}.',
    statusWhy:
      'While Flagger waits or promotes it writes another figure into the status. Shown here: what the mesh does.',
    statusWhyWaiting:
      'While Flagger waits for an approval it writes 0 into the status. Shown here: what the mesh does.',
    testGroup: 'goes to the canary when a request has',
    everybodyElse: 'everybody else',
  },
  steps: {
    title: 'Steps',
    start: 'Start',
    promotion: 'Promotion',
    iteration: 'Check {{value}}',
    earliest: '≈ {{time}} earliest',
    about: '≈ {{time}}',
    gated: 'needs approval',
    failed: 'failed here',
    now: 'now',
    since: 'since {{time}}',
    unknown: 'not known',
    state: {
      done: 'done',
      current: 'now',
      todo: 'to come',
      failed: 'failed',
      unknown: 'not known',
    },
  },
  checks: {
    title: 'Checks',
    every: 'every {{interval}}, {{threshold}} may fail',
    metric: 'Metric',
    bound: 'Bound',
    window: 'Window',
    template: 'Source',
    builtin: 'built in',
    min: 'at least {{value}}',
    max: 'at most {{value}}',
    range: '{{min}} to {{max}}',
    none: 'No metric is checked: the release moves by its clock and webhooks alone.',
    skip: 'skipAnalysis is set: a new version is promoted without checks.',
    mirror: 'Requests are mirrored to the canary first.',
    hooks: 'Webhooks',
  },
  images: {
    title: 'Images',
    primary: 'primary',
    canary: 'canary',
    same: 'Primary and canary run the same images.',
  },
  events: {
    title: 'Events',
    none: 'Kubernetes has no events of this Canary any more.',
    mayLack: 'may be incomplete',
    times: '× {{count}}',
  },
  conditions: {
    title: 'Conditions',
    type: 'Condition',
    status: 'Status',
    reason: 'Reason',
    since: 'Since',
    none: 'Flagger has written no condition yet.',
  },
  related: { title: 'Objects of this release' },
  findings: { title: 'Findings on this canary' },
  none: {
    title: 'A Canary would release it in steps',
    text: 'No Canary targets its workloads: a new image serves everyone as soon as its pods are ready. This object changes that:',
    sentence: '{{name}} is deployed at once, without a canary.',
  },
  notInstalled: {
    title: 'Flagger is not installed on {{cluster}}',
    text: 'The cluster does not know the kind Canary. {{name}} is deployed at once, without steps.',
    sentence: '{{name}} is deployed at once: Flagger is not installed.',
  },
  without_one: '{{count}} workload is deployed at once, no Canary targets it:',
  without_other:
    '{{count}} workloads are deployed at once, no Canary targets them:',
  detailFailed: 'Events, checks and conditions are missing: {{message}}',
} as const;
