import type { RouteRemainder } from '@fairway/backstage-plugin-mesh-common';
import { RiArrowRightLine, RiForbidLine } from '@remixicon/react';
import { useMeshTranslation } from '../meshTranslationRef';
import styles from './RouteTable.module.css';
import { Tag } from './Tag';

/** What becomes of requests that no row takes; nothing where a row takes all of them. */
export function RowRemainder(props: {
  remainder: RouteRemainder;
}): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { kind, status, reason } = props.remainder;
  if (kind === 'default-route' || kind === 'covered') {
    return null;
  }
  const passes = kind === 'passthrough';
  const Icon = passes ? RiArrowRightLine : RiForbidLine;
  return (
    <tr className={styles.end}>
      <td className={styles.number}>—</td>
      <td>
        <b>{t('routing.calls.rest.title')}</b>
        <div className={styles.sub}>{reason}</div>
      </td>
      <td>
        <span className={styles.action}>
          <Icon size={16} aria-hidden />
          <b>
            {t(`routing.calls.rest.${kind}`, { status: `${status ?? 502}` })}
          </b>
          <Tag tone={passes ? 'warn' : 'bad'}>
            {t(`routing.calls.rest.${kind}Tag`)}
          </Tag>
        </span>
      </td>
      <td />
    </tr>
  );
}
