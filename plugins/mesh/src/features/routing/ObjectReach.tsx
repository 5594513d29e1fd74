import type { RouteObject } from '@fairway/mesh-core';
import { useMeshTranslation } from '@fairway/backstage-plugin-mesh-react';
import styles from './Routing.module.css';

/** For which hosts a routing object is, and from where. */
export function ObjectReach(props: { object: RouteObject }): JSX.Element {
  const { t } = useMeshTranslation();
  const { hosts, hiddenHosts, gateways } = props.object;
  if (hosts.length === 0 && hiddenHosts === 0) {
    return (
      <div className={styles.objectMeta}>{t('routing.object.delegate')}</div>
    );
  }
  return (
    <div className={styles.objectMeta}>
      <span>
        {t('routing.object.hosts')} <b>{hosts.join(', ')}</b>
        {hiddenHosts > 0 &&
          ` + ${t('routing.object.hiddenHosts', { count: hiddenHosts })}`}
      </span>
      {gateways.length > 0 && (
        <span>
          {t('routing.object.gateways')}{' '}
          <b>
            {gateways
              .map(gateway =>
                gateway === 'mesh' ? t('routing.object.mesh') : gateway,
              )
              .join(', ')}
          </b>
        </span>
      )}
    </div>
  );
}
