import { RiInformationLine, RiTimeLine, RiWifiOffLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import '../theme/tokens.css';
import styles from './Notice.module.css';

const LOOK = {
  stale: { tone: 'warn', Icon: RiTimeLine },
  missing: { tone: 'warn', Icon: RiWifiOffLine },
  info: { tone: 'info', Icon: RiInformationLine },
} as const;

/**
 * Something to know about what is shown: that it is old, that a part is missing, why it differs.
 *
 * @public
 */
export function Notice(props: {
  kind: 'stale' | 'missing' | 'info';
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}): JSX.Element {
  const { tone, Icon } = LOOK[props.kind];
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role="note">
      <Icon size={18} aria-hidden />
      <div className={styles.body}>
        {props.title && <b>{props.title} </b>}
        {props.children}
      </div>
      {props.action && <div className={styles.action}>{props.action}</div>}
    </div>
  );
}

/** Notices below each other, with the distance to what they are about. @public */
export function NoticeStack(props: { children: ReactNode }): JSX.Element {
  return <div className={styles.stack}>{props.children}</div>;
}
