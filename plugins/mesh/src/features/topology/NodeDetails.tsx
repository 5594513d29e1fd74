import type { MeshNode } from '@fairway/mesh-core';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  Facts,
  formatRatio,
  HealthMark,
  ratesOf,
  Tag,
  useMeshTranslation,
  worstErrorRatio,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';
import type { ReactElement } from 'react';
import styles from './Topology.module.css';

/** How one node is: health with its reason, traffic, where it runs, who owns it. */
export function NodeDetails(props: {
  node: MeshNode;
  close: ReactElement;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { node } = props;
  return (
    <>
      <div className={styles.panelHead}>
        <h3 className={styles.panelTitle}>{node.name}</h3>
        {props.close}
      </div>
      <p className={styles.reason}>
        <HealthMark state={node.health.state} word /> · {node.health.reason}
      </p>
      {node.outsideMesh && (
        <p className={styles.hint}>{t('topology.panel.outsideMesh')}</p>
      )}
      {node.badges.length > 0 && (
        <div className={styles.badges}>
          {node.badges.map(badge => (
            <Tag key={badge} tone="line">
              {t(`topology.panel.badge.${badge}`)}
            </Tag>
          ))}
        </div>
      )}
      <div className={styles.sections}>
        <div className={styles.section}>
          <Facts facts={factsOf(t, node)} />
        </div>
        {node.health.evidence.length > 0 && (
          <div className={styles.section}>
            <h4>{t('topology.panel.evidence')}</h4>
            <ul className={styles.hint}>
              {node.health.evidence.map(evidence => (
                <li key={evidence.text}>{evidence.text}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </>
  );
}

function factsOf(
  t: MeshTranslate,
  node: MeshNode,
): Parameters<typeof Facts>[0]['facts'] {
  return [
    {
      id: 'in',
      label: t('topology.panel.inbound'),
      value: trafficOf(t, node.inbound),
    },
    {
      id: 'out',
      label: t('topology.panel.outbound'),
      value: trafficOf(t, node.outbound),
    },
    { id: 'version', label: t('topology.panel.version'), value: node.version },
    {
      id: 'namespace',
      label: t('topology.panel.namespace'),
      value: node.namespace,
    },
    { id: 'cluster', label: t('topology.panel.cluster'), value: node.cluster },
    {
      id: 'entity',
      label: t('topology.panel.entity'),
      value: node.entityRef ? (
        <EntityRefLink entityRef={node.entityRef} />
      ) : (
        t('topology.panel.noEntity')
      ),
    },
  ];
}

function trafficOf(t: MeshTranslate, traffic: MeshNode['inbound']): string {
  const rates = ratesOf(traffic);
  const errors = worstErrorRatio(traffic);
  if (!rates) {
    return t('topology.panel.nothing');
  }
  return errors
    ? `${rates}, ${t('topology.canvas.errors', { percent: formatRatio(errors) })}`
    : rates;
}
