import type { MatchCondition } from '@fairway/mesh-core';
import { Fragment } from 'react';
import { useMeshTranslation } from '../meshTranslationRef';
import { matchWords } from './routeWords';
import styles from './RouteTable.module.css';

/** The conditions of a rule: those of one line must all hold, lines are alternatives. @public */
export function RouteMatches(props: {
  matches: MatchCondition[][];
}): JSX.Element {
  const { t } = useMeshTranslation();
  if (props.matches.length === 0) {
    return <AnyRequest />;
  }
  return (
    <div className={styles.alternatives}>
      {props.matches.map((conditions, index) => (
        <Fragment key={index}>
          {index > 0 && (
            <span className={styles.or}>{t('routing.match.or')}</span>
          )}
          <Conditions conditions={conditions} />
        </Fragment>
      ))}
    </div>
  );
}

function AnyRequest(): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <div className={styles.chips}>
      <span className={styles.chip}>{t('routing.match.any')}</span>
    </div>
  );
}

function Conditions(props: { conditions: MatchCondition[] }): JSX.Element {
  const { t } = useMeshTranslation();
  if (props.conditions.length === 0) {
    return <AnyRequest />;
  }
  return (
    <div className={styles.chips}>
      {props.conditions.map(condition => {
        const { key, words, value } = matchWords(t, condition);
        return (
          <span key={key} className={styles.chip}>
            {words && <span className={styles.words}>{words}</span>}
            {value !== undefined && <code>{value}</code>}
          </span>
        );
      })}
    </div>
  );
}
