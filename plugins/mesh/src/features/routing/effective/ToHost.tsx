import { Select } from '@backstage/ui';
import { useMeshTranslation } from '@fairway/backstage-plugin-mesh-react';
import { useId, type ReactNode } from 'react';
import type { ChosenRoute, RouteWish } from './chooseRoute';
import styles from './Effective.module.css';

/** Which host and port the caller asks for. */
export function ToHost(props: {
  chosen: ChosenRoute;
  onChoose: (wish: RouteWish) => void;
  children?: ReactNode;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { caller, host, port } = props.chosen;
  const ports = caller.hosts.find(one => one.host === host)?.ports ?? [];
  return (
    <div className={styles.choice}>
      <span className={styles.label}>{t('routing.calls.to')}</span>
      <div className={styles.selects}>
        <ShortSelect
          label={t('routing.calls.host')}
          value={host}
          options={caller.hosts.map(one => ({
            value: one.host,
            label: one.host,
          }))}
          onChange={next => props.onChoose({ caller: caller.id, host: next })}
        />
        <ShortSelect
          label={t('routing.calls.port')}
          value={`${port}`}
          options={ports.map(({ number, protocol }) => ({
            value: `${number}`,
            label: `${number} ${protocol}`,
          }))}
          onChange={next =>
            props.onChoose({ caller: caller.id, host, port: Number(next) })
          }
        />
        {props.children}
      </div>
    </div>
  );
}

/** A choice with its name before it. */
export function ShortSelect(props: {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
}): JSX.Element {
  const id = useId();
  return (
    <div className={styles.field}>
      <span id={id} className={styles.muted}>
        {props.label}
      </span>
      <Select
        aria-labelledby={id}
        size="small"
        className={styles.select}
        value={props.value}
        onChange={key => props.onChange(String(key))}
        options={props.options}
      />
    </div>
  );
}
