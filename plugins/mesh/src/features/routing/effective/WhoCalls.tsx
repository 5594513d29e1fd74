import type { CallerOption } from '@fairway/backstage-plugin-mesh-common';
import {
  formatDuration,
  formatRate,
  useMeshTranslation,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';
import {
  RiBuilding2Line,
  RiGlobalLine,
  RiRouteLine,
  RiShieldKeyholeLine,
  RiStore2Line,
  RiLoginBoxLine,
  RiLogoutBoxRLine,
  RiShieldCrossLine,
} from '@remixicon/react';
import { useId } from 'react';
import styles from './Effective.module.css';

const ROLE_ICONS = {
  workloads: RiStore2Line,
  gateway: RiLoginBoxLine,
  waypoint: RiRouteLine,
  'outside-mesh': RiShieldCrossLine,
  self: RiLogoutBoxRLine,
} as const;

const PROFILE_ICONS: Partial<
  Record<NonNullable<CallerOption['profile']>, typeof RiGlobalLine>
> = {
  public: RiGlobalLine,
  internal: RiBuilding2Line,
  'mutual-tls': RiShieldKeyholeLine,
};

function CallerIcon(props: { caller: CallerOption }): JSX.Element {
  const { role, profile } = props.caller;
  const Icon = (profile && PROFILE_ICONS[profile]) ?? ROLE_ICONS[role];
  return <Icon size={20} aria-hidden />;
}

/** Whose rules are shown: one of those who call, or may call. Arrow keys go from one to the next. */
export function WhoCalls(props: {
  callers: readonly CallerOption[];
  chosen: string;
  /** Period of the rates. */
  windowSeconds?: number;
  hiddenCallers: number;
  onChoose: (caller: CallerOption) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const id = useId();
  return (
    <div className={styles.choice}>
      <span id={`${id}-who`} className={styles.label}>
        {t('routing.calls.who')}
      </span>
      <div>
        <div
          role="radiogroup"
          aria-labelledby={`${id}-who`}
          className={styles.callers}
        >
          {props.callers.map(caller => (
            <label key={caller.id} className={styles.caller}>
              <input
                type="radio"
                name={id}
                className={styles.radio}
                checked={caller.id === props.chosen}
                onChange={() => props.onChoose(caller)}
              />
              <CallerIcon caller={caller} />
              <span className={styles.callerName}>
                <b>{caller.title}</b>
                <span className={styles.muted}>{detailOf(t, caller)}</span>
              </span>
              <Rate caller={caller} windowSeconds={props.windowSeconds} />
            </label>
          ))}
        </div>
        {props.hiddenCallers > 0 && (
          <p className={styles.hidden}>
            {t('routing.calls.hidden', { count: props.hiddenCallers })}
          </p>
        )}
      </div>
    </div>
  );
}

/** What the caller is, and that nobody measured how much it asks for. */
function detailOf(t: MeshTranslate, caller: CallerOption): string {
  return caller.requestsPerSecond === undefined
    ? `${caller.detail} · ${t(`routing.calls.seenBy.${caller.seenBy}`)}`
    : caller.detail;
}

function Rate(props: {
  caller: CallerOption;
  windowSeconds?: number;
}): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { requestsPerSecond } = props.caller;
  if (requestsPerSecond === undefined) {
    return null;
  }
  return (
    <span className={styles.rate}>
      <span>{formatRate(requestsPerSecond)}</span>
      {props.windowSeconds !== undefined && (
        <span className={styles.muted}>
          {t('routing.calls.measured', {
            duration: formatDuration(props.windowSeconds * 1_000),
          })}
        </span>
      )}
    </span>
  );
}
