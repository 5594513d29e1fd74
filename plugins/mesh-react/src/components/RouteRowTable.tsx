import type {
  RouteRemainder,
  RouteRow,
  UnsentRule,
} from '@fairway/backstage-plugin-mesh-common';
import { VisuallyHidden } from '@backstage/ui';
import { RiErrorWarningLine, RiEyeOffLine } from '@remixicon/react';
import { Fragment } from 'react';
import { useMeshTranslation } from '../meshTranslationRef';
import '../theme/tokens.css';
import { RouteMatches } from './RouteMatches';
import styles from './RouteTable.module.css';
import { RouteWay } from './RouteWay';
import { rowConditions } from './rowConditions';
import { RowGoes } from './RowGoes';
import type { RowPlace } from './OpenPlace';
import { RowRemainder } from './RowRemainder';
import { OpenPlace, RowSource } from './RowSource';
import { rowWay } from './rowWay';

/**
 * What a table of rows shows.
 *
 * @public
 */
export interface RouteRowTableProps {
  /** Whose rules they are. */
  caller: string;
  rows: readonly RouteRow[];
  unsent: readonly UnsentRule[];
  moreRows: number;
  remainder: RouteRemainder;
  /** Hosts of this namespace go without it. */
  namespace?: string;
  onOpen: (place: RowPlace) => void;
}

/**
 * The rules that the proxy of a caller has, in the order in which it asks them, with those that it does not get and what becomes of
 * the rest. A rule opens the place where it is written.
 *
 * @public
 */
export function RouteRowTable(props: RouteRowTableProps): JSX.Element {
  const { t } = useMeshTranslation();
  const { caller, rows, unsent, moreRows, namespace, onOpen } = props;
  const unsentAfter = (position: number) =>
    unsent
      .filter(({ after }) => after === position)
      .map(rule => (
        <UnsentRow
          key={`${rule.ref.name} ${rule.path}`}
          rule={rule}
          caller={caller}
          onOpen={onOpen}
        />
      ));
  return (
    <table className={styles.rules}>
      <caption>
        <VisuallyHidden>{t('routing.calls.title')}</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col" className={styles.number}>
            {t('routing.column.number')}
          </th>
          <th scope="col">{t('routing.column.matches')}</th>
          <th scope="col" className={styles.goes}>
            {t('routing.column.goes')}
          </th>
          <th scope="col" className={styles.wayColumn}>
            {t('routing.column.way')}
          </th>
        </tr>
      </thead>
      <tbody>
        {unsentAfter(0)}
        {rows.map(row => (
          <Fragment key={row.position}>
            <RuleRow row={row} namespace={namespace} onOpen={onOpen} />
            {unsentAfter(row.position)}
          </Fragment>
        ))}
        {moreRows > 0 && (
          <tr className={styles.note}>
            <td colSpan={4}>
              {t('routing.calls.moreRows', { count: moreRows })}
            </td>
          </tr>
        )}
        <RowRemainder remainder={props.remainder} />
      </tbody>
    </table>
  );
}

function RuleRow(props: {
  row: RouteRow;
  namespace?: string;
  onOpen: (place: RowPlace) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { row, onOpen } = props;
  const { source, shadowed, action } = row;
  const place = source && {
    ref: source.delegate ?? source.owner,
    path: source.path,
  };
  const classes = [place && styles.open, shadowed && styles.shadowed];
  return (
    // the row is a larger target for the mouse; keyboard and screen reader use the button in it
    <tr
      className={classes.filter(Boolean).join(' ') || undefined}
      onClick={place && (() => onOpen(place))}
    >
      <td className={styles.number}>{row.position}</td>
      <td>
        <div className={styles.struck}>
          {action.kind === 'hidden' ? (
            <span className={styles.sub}>{t('routing.calls.notShown')}</span>
          ) : (
            <RouteMatches matches={[rowConditions(row.match)]} />
          )}
        </div>
        {shadowed && (
          <div className={styles.never}>
            <RiErrorWarningLine size={14} aria-hidden />
            <span>{shadowed.reason}</span>
          </div>
        )}
        <RowSource row={row} onOpen={onOpen} />
      </td>
      <td>
        <div className={styles.struck}>
          <RowGoes action={action} namespace={props.namespace} />
        </div>
      </td>
      <td>
        <RouteWay items={rowWay(t, action, props.namespace)} />
      </td>
    </tr>
  );
}

function UnsentRow(props: {
  rule: UnsentRule;
  caller: string;
  onOpen: (place: RowPlace) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { rule, caller, onOpen } = props;
  const place = { ref: rule.ref, path: rule.path };
  return (
    <tr className={styles.note}>
      <td colSpan={4}>
        <div className={styles.unsent}>
          <RiEyeOffLine size={14} aria-hidden />
          <OpenPlace
            place={place}
            name={rule.name}
            onOpen={() => onOpen(place)}
          />
          <span>
            {t('routing.calls.unsent', { caller, reason: rule.reason })}
          </span>
        </div>
      </td>
    </tr>
  );
}
