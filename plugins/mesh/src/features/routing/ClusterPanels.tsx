import type { RoutingModel } from '@fairway/mesh-core';
import {
  countFindings,
  FindingCounts,
  Panel,
  useMeshTranslation,
  VerdictList,
} from '@fairway/backstage-plugin-mesh-react';
import { AccessPanel, otherThanAccess, RelatedItem } from './AccessPanel';
import { ExposurePanel } from './ExposurePanel';
import { ObjectsPanel } from './ObjectsPanel';
import { PoliciesPanel } from './PoliciesPanel';
import { ReportPanel } from './ReportPanel';
import styles from './Routing.module.css';

/** What is wrong, who may call, and which policies hold. */
export function SidePanels(props: { model: RoutingModel }): JSX.Element {
  const { t } = useMeshTranslation();
  const { model } = props;
  const { findings } = model;
  return (
    <>
      <Panel
        title={t('routing.findings.title')}
        aside={
          findings.length > 0 && (
            <FindingCounts counts={countFindings(findings)} />
          )
        }
      >
        <VerdictList findings={findings} />
      </Panel>
      <AccessPanel model={model} />
      <PoliciesPanel policies={model.policies} />
    </>
  );
}

/** How the service is reached and leaves the mesh, what else acts on it, and what the policy engine says. */
export function UnderPanels(props: { model: RoutingModel }): JSX.Element {
  const { t } = useMeshTranslation();
  const { model } = props;
  const others = otherThanAccess(model);
  return (
    <div className={styles.under}>
      <ExposurePanel gateways={model.gateways} />
      <ObjectsPanel objects={model.routes} />
      {others.length > 0 && (
        <Panel title={t('routing.related.title')}>
          <ul className={styles.items}>
            {others.map(object => (
              <RelatedItem
                key={`${object.ref.kind} ${object.ref.namespace} ${object.ref.name}`}
                object={object}
              />
            ))}
          </ul>
        </Panel>
      )}
      {model.policyReport && <ReportPanel report={model.policyReport} />}
    </div>
  );
}
