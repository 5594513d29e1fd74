import type { Remainder, RouteObject, RouteRule } from '@fairway/mesh-core';
import { VisuallyHidden } from '@backstage/ui';
import { RiFileCodeLine, RiForbidLine } from '@remixicon/react';
import { useMeshTranslation } from '../meshTranslationRef';
import '../theme/tokens.css';
import { RouteActionCell } from './RouteActionCell';
import { RouteMatches } from './RouteMatches';
import styles from './RouteTable.module.css';
import { wayItems } from './routeWords';
import { RouteWay } from './RouteWay';
import { Tag } from './Tag';

/**
 * The rules of one routing object in its own order, with what becomes of the rest. A rule opens the place where it is written.
 *
 * @public
 */
export function RouteTable(props: {
  object: RouteObject;
  remainder: Remainder;
  onOpenRule: (rule: RouteRule) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { object, remainder } = props;
  return (
    <table className={styles.rules}>
      <caption>
        <VisuallyHidden>
          {`${object.ref.kind} ${object.ref.name}: ${t('routing.title')}`}
        </VisuallyHidden>
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
        {object.rules.map((rule, index) => (
          <RuleRow
            key={rule.path}
            number={index + 1}
            rule={rule}
            objectName={object.ref.name}
            onOpen={() => props.onOpenRule(rule)}
          />
        ))}
        {object.hiddenRules > 0 && (
          <tr className={styles.note}>
            <td colSpan={4}>
              {t('routing.object.hiddenRules', { count: object.hiddenRules })}
            </td>
          </tr>
        )}
        {remainder === 'not-found' && <RemainderRow />}
      </tbody>
    </table>
  );
}

/** Where a rule stands, as in `http[3]`. */
function placeOf(rule: RouteRule): string {
  return rule.path.replace(/^spec\./, '');
}

function RuleRow(props: {
  number: number;
  rule: RouteRule;
  objectName: string;
  onOpen: () => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { rule } = props;
  const place = placeOf(rule);
  return (
    // the row is a larger target for the mouse; keyboard and screen reader use the button in it
    <tr className={styles.open} onClick={props.onOpen}>
      <td className={styles.number}>{props.number}</td>
      <td>
        <RouteMatches matches={rule.matches} />
        <button
          type="button"
          className={styles.source}
          aria-haspopup="dialog"
          onClick={event => {
            event.stopPropagation();
            props.onOpen();
          }}
        >
          <RiFileCodeLine size={14} aria-hidden />
          <span>
            <span className={styles.sourceText}>
              {props.objectName} · {place}
            </span>
            {rule.name && ` · ${rule.name}`}
            <VisuallyHidden> {t('routing.calls.source.open')}</VisuallyHidden>
          </span>
        </button>
      </td>
      <td>
        <RouteActionCell action={rule.action} />
      </td>
      <td>
        <RouteWay items={wayItems(t, rule)} />
      </td>
    </tr>
  );
}

function RemainderRow(): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <tr className={styles.end}>
      <td className={styles.number}>—</td>
      <td>
        <b>{t('routing.rest.title')}</b>
        <div className={styles.sub}>{t('routing.rest.notFoundText')}</div>
      </td>
      <td>
        <span className={styles.action}>
          <RiForbidLine size={16} aria-hidden />
          <b>{t('routing.rest.notFound')}</b>
          <Tag tone="bad">{t('routing.rest.notFoundTag')}</Tag>
        </span>
      </td>
      <td />
    </tr>
  );
}
