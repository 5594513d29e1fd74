import { Button } from '@backstage/ui';
import type {
  RouteDifferenceView,
  WhatIfView,
} from '@fairway/backstage-plugin-mesh-common';
import {
  Notice,
  Panel,
  Tag,
  useMeshTranslation,
  type Tone,
} from '@fairway/backstage-plugin-mesh-react';
import { Difference } from './Difference';
import type { WhatIfState } from './WhatIfAsker';
import { isUsable } from './whatIfLead';
import styles from './WhatIf.module.css';

type Answer = Extract<WhatIfView, { status: 'ok' }>;
type Kind = RouteDifferenceView['kind'];

const TONES: readonly [Kind, Tone][] = [
  ['breaks', 'bad'],
  ['repairs', 'ok'],
  ['moves', 'info'],
  ['changes', 'neutral'],
];

interface DifferencesPanelProps {
  state: WhatIfState;
  /** The draft has gone on since the state was found. */
  isTyping: boolean;
  onRetry: () => void;
}

/** What an edit would change, what breaks first. */
export function DifferencesPanel(props: DifferencesPanelProps): JSX.Element {
  const { t } = useMeshTranslation();
  const { state, isTyping } = props;
  const answer = state.view?.status === 'ok' ? state.view : undefined;
  const isOld = isTyping || state.question === 'asking';
  return (
    <Panel
      title={t('whatIf.differences.title')}
      aside={
        <span aria-live="polite" className={styles.counts}>
          {isOld
            ? t('whatIf.differences.asking')
            : answer && <Counts differences={answer.differences} />}
        </span>
      }
    >
      <div className={isOld ? styles.old : undefined} aria-busy={isOld}>
        {/* a kept draft is read after a pause; until then nothing is known of it */}
        {(answer || !isTyping) && (
          <Content state={state} answer={answer} onRetry={props.onRetry} />
        )}
      </div>
    </Panel>
  );
}

function Counts(props: {
  differences: readonly RouteDifferenceView[];
}): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <>
      {TONES.map(([kind, tone]) => {
        const count = props.differences.filter(
          difference => difference.kind === kind,
        ).length;
        return count > 0 ? (
          <Tag key={kind} tone={tone}>
            {t(`whatIf.differences.count.${kind}`, { count })}
          </Tag>
        ) : null;
      })}
    </>
  );
}

function Content(props: {
  state: WhatIfState;
  answer: Answer | undefined;
  onRetry: () => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { state, answer } = props;
  if (state.question === 'failed') {
    return (
      <Notice
        kind="missing"
        title={t('whatIf.sentence.failed')}
        action={
          <Button size="small" variant="secondary" onPress={props.onRetry}>
            {t('state.retry')}
          </Button>
        }
      >
        {state.failure?.message}
      </Notice>
    );
  }
  if (state.question !== 'idle' && answer && isUsable(answer)) {
    return <Answered answer={answer} />;
  }
  return <p className={styles.muted}>{t(idleWords(state, answer))}</p>;
}

function idleWords(
  state: WhatIfState,
  answer: Answer | undefined,
):
  | 'whatIf.differences.start'
  | 'whatIf.differences.unreadable'
  | 'whatIf.differences.asking'
  | 'whatIf.sentence.unscoped' {
  if (state.view && state.view.status !== 'ok') {
    return 'whatIf.sentence.unscoped';
  }
  if (state.question === 'asking') {
    return 'whatIf.differences.asking';
  }
  const isUnreadable =
    state.draft?.state === 'refused' || state.draft?.state === 'unreadable';
  return isUnreadable || (answer && !isUsable(answer))
    ? 'whatIf.differences.unreadable'
    : 'whatIf.differences.start';
}

function Answered(props: { answer: Answer }): JSX.Element {
  const { t } = useMeshTranslation();
  const { differences, moreDifferences, callers, caveats } = props.answer;
  const titles = new Map(callers.map(({ id, title }) => [id, title]));
  return (
    <>
      {differences.length === 0 && <p>{t('whatIf.differences.none')}</p>}
      <ol className={styles.differences}>
        {differences.map((difference, index) => (
          <Difference
            key={`${difference.sentence} ${index}`}
            difference={difference}
            callers={difference.callers.map(id => titles.get(id) ?? id)}
            isForAll={difference.callers.length === callers.length}
          />
        ))}
      </ol>
      {moreDifferences > 0 && (
        <p className={styles.muted}>
          {t('whatIf.differences.more', { count: moreDifferences })}
        </p>
      )}
      {caveats.length > 0 && (
        <div className={styles.caveats}>
          <Notice kind="info" title={t('whatIf.differences.caveats')}>
            {caveats.map(({ message }) => message).join(' ')}
          </Notice>
        </div>
      )}
    </>
  );
}
