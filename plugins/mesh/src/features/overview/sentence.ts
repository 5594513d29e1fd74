import type { SummaryView } from '@fairway/backstage-plugin-mesh-common';
import type {
  MeshTranslate,
  Times,
} from '@fairway/backstage-plugin-mesh-react';
import { canarySentence } from '../../sentences/canarySentence';

type OkView = Extract<SummaryView, { status: 'ok' }>;

/** The most important thing about a service: its release; without one the gravest finding, else that it is deployed at once. */
export function cardSentence(
  t: MeshTranslate,
  view: OkView,
  times: Pick<Times, 'moment'>,
): string {
  if (view.canary) {
    return canarySentence(t, view.canary, times);
  }
  const { findings } = view;
  if (findings?.first && findings.error > 0) {
    return findings.first.message;
  }
  return view.withheld.includes('canary')
    ? t('overview.canaryWithheld')
    : t('overview.noCanary');
}
