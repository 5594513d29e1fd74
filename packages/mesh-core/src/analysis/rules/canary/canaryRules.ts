import type { CanaryRule } from '../../CanaryRule';
import { advances } from './advances';
import { affinityCookies } from './affinityCookies';
import { affinityNeedsCookie } from './affinityNeedsCookie';
import { affinityOverwritten } from './affinityOverwritten';
import { alertProviderAddress } from './alertProviderAddress';
import { alertSeverity } from './alertSeverity';
import { backendTimeoutUnused } from './backendTimeoutUnused';
import { builtinMetricsOfApp } from './builtinMetricsOfApp';
import { callersInMesh } from './callersInMesh';
import { daemonSetStrategy } from './daemonSetStrategy';
import { delegationIsBare } from './delegationIsBare';
import { droppedFields } from './droppedFields';
import { droppedQueryParams } from './droppedQueryParams';
import { durationInSeconds } from './durationInSeconds';
import { durationPattern } from './durationPattern';
import { emptyMatch } from './emptyMatch';
import { exposure } from './exposure';
import { firstStepBeyondMax } from './firstStepBeyondMax';
import { foreignNamespaces } from './foreignNamespaces';
import { gateHalt } from './gateHalt';
import { gatewayApiAnalysisMatch } from './gatewayApiAnalysisMatch';
import { gatewayApiNeedsRefs } from './gatewayApiNeedsRefs';
import { gatewayApiOrigins } from './gatewayApiOrigins';
import { gatewayApiServiceMatch } from './gatewayApiServiceMatch';
import { headerNames } from './headerNames';
import { hookMetadata } from './hookMetadata';
import { hooksFitTick } from './hooksFitTick';
import { hookType } from './hookType';
import { knativeTarget } from './knativeTarget';
import { knownProvider } from './knownProvider';
import { kubernetesMatch } from './kubernetesMatch';
import { kubernetesWeights } from './kubernetesWeights';
import { lastStepWeight } from './lastStepWeight';
import { loadForBlueGreen } from './loadForBlueGreen';
import { loadForMetrics } from './loadForMetrics';
import { manualRollback } from './manualRollback';
import { matchWithoutIterations } from './matchWithoutIterations';
import { maxWeightIgnored } from './maxWeightIgnored';
import { maxWeightOvershoot } from './maxWeightOvershoot';
import { metricBounds } from './metricBounds';
import { metricBoundsInverted } from './metricBoundsInverted';
import { metricRangeEmpty } from './metricRangeEmpty';
import { metricTwice } from './metricTwice';
import { metricUnusable } from './metricUnusable';
import { metricWindow } from './metricWindow';
import { mirrorBeforeGate } from './mirrorBeforeGate';
import { mirrorOfAbTest } from './mirrorOfAbTest';
import { mirrorRepeatsWrites } from './mirrorRepeatsWrites';
import { mirrorStuck } from './mirrorStuck';
import { mirrorShare } from './mirrorShare';
import { noAnalysis } from './noAnalysis';
import { oneCanaryPerTarget } from './oneCanaryPerTarget';
import { oneWayToAdvance } from './oneWayToAdvance';
import { ownedObjects } from './ownedObjects';
import { promotionAtOnce } from './promotionAtOnce';
import { readableDuration } from './readableDuration';
import { replicasInGit } from './replicasInGit';
import { requiredFields } from './requiredFields';
import { selectorLabel } from './selectorLabel';
import { sharedGate } from './sharedGate';
import { shortInterval } from './shortInterval';
import { sourceLabelsNeedMesh } from './sourceLabelsNeedMesh';
import { stepWeightsIncreasing } from './stepWeightsIncreasing';
import { takeOver } from './takeOver';
import { tcpAbTest } from './tcpAbTest';
import { templateNeedsInterval } from './templateNeedsInterval';
import { trafficGateUnused } from './trafficGateUnused';
import { wholeNumbers } from './wholeNumbers';
import { wildcardHostInMesh } from './wildcardHostInMesh';

/** All rules on Canaries: what the API server rejects first, then what harms, then what is only odd. */
export const canaryRules: readonly CanaryRule[] = [
  oneWayToAdvance,
  requiredFields,
  durationPattern,
  affinityNeedsCookie,
  knownProvider,
  hookType,
  hookMetadata,
  alertProviderAddress,
  advances,
  stepWeightsIncreasing,
  mirrorStuck,
  gateHalt,
  readableDuration,
  wholeNumbers,
  emptyMatch,
  droppedQueryParams,
  tcpAbTest,
  gatewayApiAnalysisMatch,
  metricBounds,
  durationInSeconds,
  templateNeedsInterval,
  loadForBlueGreen,
  sharedGate,
  alertSeverity,
  oneCanaryPerTarget,
  ownedObjects,
  takeOver,
  affinityCookies,
  gatewayApiNeedsRefs,
  gatewayApiServiceMatch,
  delegationIsBare,
  wildcardHostInMesh,
  metricUnusable,
  foreignNamespaces,
  knativeTarget,
  selectorLabel,
  daemonSetStrategy,
  shortInterval,
  maxWeightIgnored,
  headerNames,
  sourceLabelsNeedMesh,
  mirrorOfAbTest,
  mirrorShare,
  trafficGateUnused,
  affinityOverwritten,
  kubernetesMatch,
  gatewayApiOrigins,
  backendTimeoutUnused,
  metricRangeEmpty,
  droppedFields,
  lastStepWeight,
  maxWeightOvershoot,
  firstStepBeyondMax,
  promotionAtOnce,
  matchWithoutIterations,
  mirrorBeforeGate,
  kubernetesWeights,
  callersInMesh,
  metricBoundsInverted,
  metricWindow,
  metricTwice,
  builtinMetricsOfApp,
  noAnalysis,
  hooksFitTick,
  replicasInGit,
  mirrorRepeatsWrites,
  loadForMetrics,
  manualRollback,
  exposure,
];
