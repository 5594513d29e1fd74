import {
  canaryListViewSchema,
  canaryViewSchema,
  objectViewSchema,
  routeCallersViewSchema,
  routeTableViewSchema,
  routingViewSchema,
  simulationViewSchema,
  summaryViewSchema,
  topologyViewSchema,
  whatIfViewSchema,
} from '@fairway/backstage-plugin-mesh-common';
import {
  aBlueGreenSummary,
  aCanaryDetail,
  aCanaryListView,
  aCanarySummary,
  aCanaryView,
  aFailedCanarySummary,
  aMisroutedView,
  anAbTestSummary,
  anObjectView,
  anUnscopedView,
  aRouteCallersView,
  aRouteTableView,
  aRoutingView,
  aSimulationView,
  aSummaryView,
  aTopologyView,
  aWaitingCanarySummary,
  aWhatIfView,
} from '.';

const wire = (view: unknown): unknown => JSON.parse(JSON.stringify(view));

describe('views of the builders', () => {
  it.each([
    ['routing', routingViewSchema, aRoutingView()],
    ['misrouted', routingViewSchema, aMisroutedView()],
    ['not configured', routingViewSchema, anUnscopedView()],
    ['callers', routeCallersViewSchema, aRouteCallersView()],
    ['route table', routeTableViewSchema, aRouteTableView()],
    ['simulation', simulationViewSchema, aSimulationView()],
    ['what if', whatIfViewSchema, aWhatIfView()],
    ['object', objectViewSchema, anObjectView()],
    ['topology', topologyViewSchema, aTopologyView()],
    ['summary', summaryViewSchema, aSummaryView()],
    ['canary', canaryViewSchema, aCanaryView()],
    [
      'failed',
      canaryViewSchema,
      aCanaryView(aCanaryDetail(aFailedCanarySummary())),
    ],
    [
      'canaries',
      canaryListViewSchema,
      aCanaryListView([
        aCanarySummary(),
        aWaitingCanarySummary(),
        aFailedCanarySummary(),
        anAbTestSummary(),
        aBlueGreenSummary(),
      ]),
    ],
  ])('%s keep to the contract, field by field', (_name, schema, view) => {
    expect(schema.parse(wire(view))).toEqual(wire(view));
  });
});
