import {
  formatPercent,
  rowTarget,
  shortName,
  useMeshTranslation,
  type MeshTranslate,
  type RowPlace,
} from '@fairway/backstage-plugin-mesh-react';
import { RiCheckLine, RiCloseLine } from '@remixicon/react';
import type { End } from './endsOf';
import styles from './Request.module.css';

function nameOf(end: End, namespace: string | undefined): string {
  const target = rowTarget(end, namespace);
  return end.port === undefined ? target : `${target}:${end.port}`;
}

/** The destinations of a request: whether they exist, who is ready, which policy is in effect. */
export function EndsTable(props: {
  ends: readonly End[];
  /** Hosts of it go without it. */
  namespace?: string;
  onOpen: (place: RowPlace) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <table className={styles.ends}>
      <thead>
        <tr>
          <th scope="col">{t('routing.request.ends.destination')}</th>
          <th scope="col">{t('routing.request.ends.service')}</th>
          <th scope="col">{t('routing.request.ends.endpoints')}</th>
          <th scope="col">{t('routing.request.ends.policy')}</th>
        </tr>
      </thead>
      <tbody>
        {props.ends.map(end => (
          <tr key={end.id}>
            <td>
              {nameOf(end, props.namespace)}{' '}
              {end.isMirror && (
                <span className={styles.muted}>
                  {t('routing.request.ends.mirror', {
                    percent: formatPercent(end.percent),
                  })}
                </span>
              )}
            </td>
            <td>
              <Exists end={end} />
            </td>
            <td>{endpointsOf(t, end)}</td>
            <td>
              <Policy end={end} onOpen={props.onOpen} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Exists(props: { end: End }): JSX.Element {
  const { t } = useMeshTranslation();
  return props.end.exists ? (
    <span className={styles.yes}>
      <RiCheckLine size={14} aria-hidden />
      {t('routing.request.ends.exists')}
    </span>
  ) : (
    <span className={styles.no}>
      <RiCloseLine size={14} aria-hidden />
      {t('routing.request.ends.missing')}
    </span>
  );
}

function endpointsOf(t: MeshTranslate, { endpoints, exists }: End): string {
  if (!exists) {
    return '—';
  }
  return endpoints === undefined
    ? t('routing.request.ends.unknown')
    : t('routing.request.ends.ready', { count: endpoints });
}

function Policy(props: {
  end: End;
  onOpen: (place: RowPlace) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { rule, exists, isMirror } = props.end;
  if (!exists || isMirror) {
    return <>—</>;
  }
  return rule ? (
    <button
      type="button"
      className={styles.open}
      aria-haspopup="dialog"
      onClick={() => props.onOpen({ ref: rule, path: 'spec' })}
    >
      {shortName(rule)}
    </button>
  ) : (
    <span className={styles.muted}>{t('routing.request.ends.default')}</span>
  );
}
