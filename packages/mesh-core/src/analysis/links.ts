const SOURCE = 'https://github.com/fluxcd/flagger/blob/main';
const DOCS = 'https://docs.flagger.app';

/** Where the rules on Canaries are from. */
export const links = {
  definition: `${SOURCE}/artifacts/flagger/crd.yaml`,
  types: `${SOURCE}/pkg/apis/flagger/v1beta1/canary.go`,
  scheduler: `${SOURCE}/pkg/controller/scheduler.go`,
  metrics: `${SOURCE}/pkg/controller/scheduler_metrics.go`,
  hooks: `${SOURCE}/pkg/controller/scheduler_hooks.go`,
  controller: `${SOURCE}/pkg/controller/controller.go`,
  alerts: `${SOURCE}/pkg/controller/events.go`,
  istioRouter: `${SOURCE}/pkg/router/istio.go`,
  gatewayApiRouter: `${SOURCE}/pkg/router/gateway_api.go`,
  daemonSets: `${SOURCE}/pkg/canary/daemonset_controller.go`,
  deployments: `${SOURCE}/pkg/canary/deployment_controller.go`,
  analysis: `${DOCS}/usage/how-it-works#canary-analysis`,
  service: `${DOCS}/usage/how-it-works#canary-service`,
  strategies: `${DOCS}/usage/deployment-strategies`,
  webhooks: `${DOCS}/usage/webhooks`,
  metricChecks: `${DOCS}/usage/metrics`,
  alerting: `${DOCS}/usage/alerting`,
  faq: `${DOCS}/faq`,
  gateHalt: 'https://github.com/fluxcd/flagger/issues/1017',
  replicas: 'https://github.com/fluxcd/flagger/issues/1504',
  promotionAtOnce: 'https://github.com/fluxcd/flagger/issues/635',
} as const;
