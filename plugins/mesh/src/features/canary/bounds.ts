import type { CanaryDetail } from '@fairway/mesh-core';
import type { MeshTranslate } from '@fairway/backstage-plugin-mesh-react';

type Metric = CanaryDetail['analysis']['metrics'][number];

/** Units of the metrics that Flagger brings; those of templates are not known. */
const UNITS: Record<string, string> = {
  'request-success-rate': '\u00a0%',
  'request-duration': '\u00a0ms',
};

/** The bound of a metric in words, as in `at least 99 %`; undefined where none is set. */
export function boundOf(t: MeshTranslate, metric: Metric): string | undefined {
  const unit = metric.template ? '' : (UNITS[metric.name] ?? '');
  const { min, max } = metric;
  if (min !== undefined && max !== undefined) {
    return t('canary.checks.range', { min: `${min}`, max: `${max}${unit}` });
  }
  if (min !== undefined) {
    return t('canary.checks.min', { value: `${min}${unit}` });
  }
  return max === undefined
    ? undefined
    : t('canary.checks.max', { value: `${max}${unit}` });
}
