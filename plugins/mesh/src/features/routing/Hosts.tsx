import type { ScopedService } from '@fairway/mesh-core';
import { useMeshTranslation } from '@fairway/backstage-plugin-mesh-react';
import styles from './Routing.module.css';

const ORDER = { apex: 0, primary: 1, canary: 2 } as const;

/** The names that the service is called by inside the mesh. */
export function Hosts(props: {
  services: ScopedService[];
}): JSX.Element | null {
  const { t } = useMeshTranslation();
  if (props.services.length === 0) {
    return null;
  }
  const ordered = [...props.services].sort(
    (one, other) => ORDER[one.role] - ORDER[other.role],
  );
  return (
    <ul className={styles.hosts} aria-label={t('routing.services.title')}>
      {ordered.map(service => (
        <li key={service.fqdn} className={styles.host}>
          <span className={styles.muted}>
            {t(`routing.services.role.${service.role}`)}
          </span>
          <span>{service.fqdn}</span>
          <span className={styles.muted}>
            {service.ports
              .map(port => `${port.port} ${port.name ?? port.protocol}`)
              .join(', ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
