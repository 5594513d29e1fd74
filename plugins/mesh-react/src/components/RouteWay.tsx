import {
  RiAlertLine,
  RiArrowRightLine,
  RiExchangeLine,
  RiFileCopy2Line,
  RiFileTextLine,
  RiHeading,
  RiLoopLeftLine,
  RiShuffleLine,
  RiTimerLine,
} from '@remixicon/react';
import type { WayItem } from './routeWords';
import styles from './RouteTable.module.css';

const ICONS = {
  fault: RiAlertLine,
  timeout: RiTimerLine,
  retry: RiLoopLeftLine,
  mirror: RiFileCopy2Line,
  rewrite: RiShuffleLine,
  header: RiHeading,
  cors: RiExchangeLine,
  redirect: RiArrowRightLine,
  body: RiFileTextLine,
} as const;

/** What happens to requests on the way; nothing where nothing does. */
export function RouteWay(props: { items: WayItem[] }): JSX.Element | null {
  const { items } = props;
  if (items.length === 0) {
    return null;
  }
  return (
    <ul className={styles.way}>
      {items.map(item => {
        const Icon = ICONS[item.icon];
        return (
          <li
            key={`${item.icon} ${item.text}`}
            className={item.icon === 'fault' ? styles.fault : undefined}
          >
            <Icon size={14} aria-hidden />
            <span>{item.text}</span>
          </li>
        );
      })}
    </ul>
  );
}
