import {
  remainderOf,
  type RouteObject,
  type RouteRule,
} from '@fairway/mesh-core';
import {
  Panel,
  RouteTable,
  shortName,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import { RiFlashlightLine } from '@remixicon/react';
import styles from './Routing.module.css';

/** One routing object: for which hosts, from where, and its rules. */
export function RulesPanel(props: {
  object: RouteObject;
  all: RouteObject[];
  onOpenRule: (rule: RouteRule) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { object } = props;
  return (
    <Panel
      flush
      title={`${object.ref.kind} ${shortName(object.ref)}`}
      aside={
        object.managedBy === 'flagger' ? (
          <span className={styles.managed}>
            <RiFlashlightLine size={14} aria-hidden />
            {t('routing.object.managed')}
          </span>
        ) : (
          object.reason
        )
      }
    >
      <div className={styles.objectMeta}>
        <span>
          {t('routing.object.hosts')} <b>{object.hosts.join(', ')}</b>
          {object.hiddenHosts > 0 &&
            ` + ${t('routing.object.hiddenHosts', { count: object.hiddenHosts })}`}
        </span>
        {object.gateways.length > 0 && (
          <span>
            {t('routing.object.gateways')}{' '}
            <b>
              {object.gateways
                .map(gateway =>
                  gateway === 'mesh' ? t('routing.object.mesh') : gateway,
                )
                .join(', ')}
            </b>
          </span>
        )}
      </div>
      <RouteTable
        object={object}
        remainder={remainderOf(object, props.all)}
        onOpenRule={props.onOpenRule}
      />
    </Panel>
  );
}
