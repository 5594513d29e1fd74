/** Words of the card on the overview page. */
export const overviewMessages = {
  title: 'Mesh',
  errors: '{{percent}} errors',
  noTraffic: 'no traffic',
  noFindings: 'no findings',
  openCanary: 'Release',
  openRouting: 'Routes',
  openTopology: 'Traffic',
  whyFailed: 'Why it failed',
  others_one: '{{count}} more release',
  others_other: '{{count}} more releases',
  withheld: 'You may not see: {{parts}}.',
  part: { routing: 'routes', canary: 'releases', topology: 'traffic' },
  noCanary: 'Deployed at once, without a canary.',
  canaryWithheld: 'Releases are not yours to see.',
  link: 'More of the mesh',
} as const;
