import type { RoutingModel } from '@fairway/mesh-core';
import {
  countFindings,
  EmptyState,
  FindingCounts,
  Panel,
  useMeshTranslation,
  VerdictList,
} from '@fairway/backstage-plugin-mesh-react';
import { RiRouteLine } from '@remixicon/react';
import { useState } from 'react';
import { AccessPanel, otherThanAccess, RelatedItem } from './AccessPanel';
import { ExposurePanel } from './ExposurePanel';
import { Hosts } from './Hosts';
import { PoliciesPanel } from './PoliciesPanel';
import { ReportPanel } from './ReportPanel';
import styles from './Routing.module.css';
import { RuleEvidence, type OpenRule } from './RuleEvidence';
import { RulesPanel } from './RulesPanel';

/** All that one cluster does with the requests to the service. */
export function ClusterRoutes(props: { model: RoutingModel }): JSX.Element {
  const { t } = useMeshTranslation();
  const { model } = props;
  const [open, setOpen] = useState<OpenRule>();
  return (
    <>
      <Hosts services={model.services} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {model.routes.map(object => (
            <RulesPanel
              key={`${object.ref.kind} ${object.ref.namespace} ${object.ref.name}`}
              object={object}
              all={model.routes}
              onOpenRule={rule => setOpen({ object, rule })}
            />
          ))}
          {model.routes.length === 0 && (
            <EmptyState
              icon={<RiRouteLine size={20} />}
              title={t('routing.rest.service')}
              text={t('routing.rest.serviceText')}
            />
          )}
          <Under model={model} />
        </div>
        <div className={styles.side}>
          <Findings model={model} />
          <AccessPanel model={model} />
          <PoliciesPanel policies={model.policies} />
        </div>
      </div>
      <RuleEvidence open={open} onClose={() => setOpen(undefined)} />
    </>
  );
}

function Findings(props: { model: RoutingModel }): JSX.Element {
  const { t } = useMeshTranslation();
  const { findings } = props.model;
  return (
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
  );
}

function Under(props: { model: RoutingModel }): JSX.Element {
  const { t } = useMeshTranslation();
  const { model } = props;
  const others = otherThanAccess(model);
  return (
    <div className={styles.under}>
      <ExposurePanel gateways={model.gateways} />
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
