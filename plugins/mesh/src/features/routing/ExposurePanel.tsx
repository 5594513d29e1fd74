import type { GatewayExposure } from '@fairway/mesh-core';
import {
  Panel,
  shortName,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import {
  RiBuilding2Line,
  RiGlobalLine,
  RiLockLine,
  RiQuestionLine,
  RiShareForwardLine,
  RiShieldKeyholeLine,
} from '@remixicon/react';
import styles from './Routing.module.css';

const ICONS = {
  internal: RiBuilding2Line,
  restricted: RiLockLine,
  public: RiGlobalLine,
  'mutual-tls': RiShieldKeyholeLine,
  egress: RiShareForwardLine,
  unknown: RiQuestionLine,
} as const;

/** Through which gateways the service can be reached, or reaches out. */
export function ExposurePanel(props: {
  gateways: GatewayExposure[];
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { gateways } = props;
  return (
    <Panel
      title={t('routing.exposure.title')}
      aside={
        gateways.length > 0 &&
        t('routing.exposure.count', { count: gateways.length })
      }
    >
      {gateways.length === 0 ? (
        <p className={styles.muted}>{t('routing.exposure.none')}</p>
      ) : (
        <ul className={styles.items}>
          {gateways.map(gateway => (
            <GatewayItem
              key={`${gateway.ref.kind} ${shortName(gateway.ref)}`}
              gateway={gateway}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function GatewayItem({ gateway }: { gateway: GatewayExposure }): JSX.Element {
  const { t } = useMeshTranslation();
  const Icon = ICONS[gateway.profile];
  return (
    <li className={styles.gateway}>
      <Icon size={16} aria-hidden />
      <span>
        <b>{t(`routing.exposure.profile.${gateway.profile}`)}</b>{' '}
        <span className={styles.muted}>{shortName(gateway.ref)}</span>
      </span>
      {gateway.servers.map(server => (
        <span key={`${server.port} ${server.protocol}`}>
          {server.httpsRedirect ? (
            <span className={styles.muted}>
              {t('routing.exposure.redirect', { port: `${server.port}` })}
            </span>
          ) : (
            <>
              {server.hosts.map(host => `${host}:${server.port}`).join(', ')}
              <span className={styles.muted}>
                {' '}
                {[server.protocol, server.tlsMode].filter(Boolean).join(' · ')}
              </span>
            </>
          )}
        </span>
      ))}
      <span className={styles.muted}>
        {gateway.addresses.length > 0
          ? gateway.addresses.join(', ')
          : t('routing.exposure.noAddress')}
      </span>
    </li>
  );
}
