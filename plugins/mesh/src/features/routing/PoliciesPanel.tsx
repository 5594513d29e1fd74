import type { DestinationPolicy } from '@fairway/mesh-core';
import {
  Facts,
  Panel,
  ResourceName,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import { RiFlashlightLine } from '@remixicon/react';
import styles from './Routing.module.css';

/** What DestinationRules say about the hosts of the service. */
export function PoliciesPanel(props: {
  policies: DestinationPolicy[];
}): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <Panel title={t('routing.policies.title')}>
      {props.policies.length === 0 ? (
        <p className={styles.muted}>{t('routing.policies.none')}</p>
      ) : (
        <ul className={styles.items}>
          {props.policies.map(policy => (
            <PolicyItem
              key={`${policy.ref.namespace} ${policy.ref.name}`}
              policy={policy}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** The text of a setting begins with its label, which stands beside it here. */
function withoutLabel(text: string): string {
  return text.replace(/^[A-Z][A-Za-z ]*: /, '');
}

function PolicyItem({ policy }: { policy: DestinationPolicy }): JSX.Element {
  const { t } = useMeshTranslation();
  const settings = policy.settings.map((setting, index) => ({
    id: `${setting.area} ${setting.level} ${index}`,
    label: t(`routing.policies.area.${setting.area}`),
    value: (
      <>
        {withoutLabel(setting.text)}
        {setting.level !== 'top' && (
          <span className={styles.muted}> ({setting.level})</span>
        )}
      </>
    ),
  }));
  const subsets = policy.subsets.map(subset => ({
    id: `subset ${subset.name}`,
    label: t('routing.policies.subset', { name: subset.name }),
    value: (
      <>
        <code>
          {Object.entries(subset.labels)
            .map(([name, value]) => `${name}=${value}`)
            .join(', ')}
        </code>
        {subset.pods && (
          <span className={subset.pods.ready === 0 ? styles.bad : styles.muted}>
            {' '}
            {t('routing.policies.pods', {
              ready: `${subset.pods.ready}`,
              total: `${subset.pods.total}`,
            })}
          </span>
        )}
      </>
    ),
  }));
  return (
    <li>
      <b>{policy.host}</b>
      <div className={styles.muted}>
        <ResourceName resource={policy.ref} />
        {policy.managedBy === 'flagger' && (
          <>
            {' · '}
            <span className={styles.managed}>
              <RiFlashlightLine size={12} aria-hidden />
              {t('routing.object.managed')}
            </span>
          </>
        )}
      </div>
      <div className={styles.facts}>
        <Facts facts={[...settings, ...subsets]} />
      </div>
      {settings.length === 0 && (
        <p className={styles.muted}>{t('routing.policies.noSettings')}</p>
      )}
    </li>
  );
}
