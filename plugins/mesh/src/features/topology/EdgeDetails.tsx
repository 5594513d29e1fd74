import type { MeshEdge, MeshGraph } from '@fairway/mesh-core';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  CodeBlock,
  formatDuration,
  formatLatency,
  formatRate,
  formatRatio,
  formatThroughput,
  HealthMark,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import { RiArrowRightLine } from '@remixicon/react';
import type { ReactElement } from 'react';
import { answerName, answerWords, isErrorAnswer } from './answerWords';
import { dependsOnYaml } from './dependsOnYaml';
import { endName, type Connection } from './graphFacts';
import styles from './Topology.module.css';
import { Transport } from './Transport';

/** How one connection is: figures, what was answered, whether the catalog knows it. */
export function EdgeDetails(props: {
  graph: MeshGraph;
  connection: Connection;
  windowSeconds: number;
  close: ReactElement;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { edge, source, target } = props.connection;
  return (
    <>
      <div className={styles.panelHead}>
        <h3 className={styles.panelTitle}>
          {endName(source, props.graph)}
          <RiArrowRightLine size={14} aria-label="→" />
          {endName(target, props.graph)}
        </h3>
        {props.close}
      </div>
      <p className={styles.reason}>
        <HealthMark state={edge.health.state} word /> · {edge.health.reason}
      </p>
      <div className={styles.sections}>
        <div className={styles.section}>
          <EdgeFigures edge={edge} />
        </div>
        <div className={styles.section}>
          <h4>
            {t('topology.panel.answers')}
            <span>
              {t('topology.panel.reported', {
                window: formatDuration(props.windowSeconds * 1_000),
              })}
            </span>
          </h4>
          <Answers edge={edge} />
        </div>
        <Undeclared connection={props.connection} />
      </div>
    </>
  );
}

function EdgeFigures({ edge }: { edge: MeshEdge }): JSX.Element {
  const { t } = useMeshTranslation();
  const { traffic } = edge;
  return (
    <dl className={styles.figures}>
      <div>
        <dt>{t('topology.panel.rate')}</dt>
        <dd>{formatRate(traffic.ratePerSecond, traffic.protocol)}</dd>
      </div>
      {traffic.errorRatio !== undefined && (
        <div>
          <dt>{t('topology.panel.errors')}</dt>
          <dd className={traffic.errorRatio > 0 ? styles.bad : undefined}>
            {formatRatio(traffic.errorRatio)}
          </dd>
        </div>
      )}
      {edge.responseTimeMs !== undefined && (
        <div>
          <dt>{t('topology.panel.p95')}</dt>
          <dd>{formatLatency(edge.responseTimeMs)}</dd>
        </div>
      )}
      {edge.throughputBytesPerSecond !== undefined && (
        <div>
          <dt>{t('topology.panel.throughput')}</dt>
          <dd>{formatThroughput(edge.throughputBytesPerSecond)}</dd>
        </div>
      )}
      <div>
        <dt>{t('topology.table.transport')}</dt>
        <dd>
          <Transport edge={edge} />
        </dd>
      </div>
    </dl>
  );
}

function Answers({ edge }: { edge: MeshEdge }): JSX.Element {
  const { t } = useMeshTranslation();
  if (edge.responses.length === 0) {
    return <p className={styles.hint}>{t('topology.panel.noAnswers')}</p>;
  }
  const { protocol } = edge.traffic;
  const answers = [...edge.responses].sort(
    (one, other) => other.share - one.share,
  );
  return (
    <ul className={styles.answers}>
      {answers.map(answer => {
        const bad = isErrorAnswer(answer, protocol);
        return (
          <li key={`${answer.code} ${answer.flags}`}>
            <span className={bad ? styles.bad : undefined}>
              {answerName(answer, protocol)}
            </span>
            <span>{answerWords(t, answer, protocol)}</span>
            <span className={`${styles.share} ${bad ? styles.bad : ''}`}>
              {formatRatio(answer.share)}
            </span>
            <span className={styles.meter} aria-hidden>
              <span
                className={bad ? styles.badMeter : undefined}
                style={{ width: `${answer.share * 100}%` }}
              />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** A dependency that nobody declared, with the line that declares it. */
function Undeclared(props: { connection: Connection }): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { edge, source, target } = props.connection;
  if (edge.dependency !== 'undeclared' || !target.entityRef) {
    return null;
  }
  const name = source.entityRef
    ? parseEntityRef(source.entityRef).name
    : source.name;
  return (
    <div className={styles.section}>
      <h4>{t('topology.table.dependency')}</h4>
      <p className={styles.hint}>{t('topology.panel.undeclared', { name })}</p>
      <CodeBlock
        label="catalog-info.yaml"
        text={dependsOnYaml(target.entityRef)}
        isAdded={(_line, index) => index > 1}
      />
    </div>
  );
}
