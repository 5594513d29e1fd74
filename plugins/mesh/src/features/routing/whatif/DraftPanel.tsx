import { Skeleton, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import {
  Notice,
  Panel,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import { RiFileCodeLine } from '@remixicon/react';
import { lazy, Suspense, useId, useMemo, useState } from 'react';
import { fileOfUrl } from '../object/fileOfUrl';
import { formatBytes, MAX_YAML_BYTES } from './limits';
import { ProblemList } from './ProblemList';
import { problemWords, type ProblemWords } from './problemWords';
import type { DraftHandle } from './useDraft';
import type { WhatIfState } from './WhatIfAsker';
import styles from './WhatIf.module.css';

/** Most of the weight of the tab: it comes with the first edit. */
const DraftEditor = lazy(() =>
  import('./editor/DraftEditor').then(module => ({
    default: module.DraftEditor,
  })),
);

type Shown = 'yaml' | 'diff';

interface PanelState {
  shown: Shown;
  /** Where the reader wants to go. */
  target?: { offset: number };
  /** Bytes of what was pasted and not taken over. */
  tooLong?: number;
}

interface DraftPanelProps {
  title: string;
  draft: DraftHandle;
  state: WhatIfState;
  /** What the cluster has; empty for a new object. */
  base: string;
  sourceUrl?: string;
}

/** What is wrong with the text that the state is about. */
function useProblems(
  state: WhatIfState,
): { text: string; problems: ProblemWords[] } | undefined {
  const { t } = useMeshTranslation();
  const { text, draft, view, question } = state;
  const findings =
    question === 'answered' && view?.status === 'ok'
      ? view.objects[0]?.findings
      : undefined;
  return useMemo(
    () =>
      draft && text !== undefined
        ? { text, problems: problemWords(t, draft, text, findings) }
        : undefined,
    [t, draft, text, findings],
  );
}

/** The editor: text or diff, its findings, and how to leave it. */
export function DraftPanel(props: DraftPanelProps): JSX.Element {
  const { t } = useMeshTranslation();
  const { title, draft } = props;
  const keysId = useId();
  const [panel, setPanel] = useState<PanelState>({ shown: 'yaml' });
  const marks = useProblems(props.state);
  const file = fileOfUrl(props.sourceUrl);
  return (
    <Panel
      title={title}
      aside={
        <ViewChoice
          shown={panel.shown}
          onChange={shown => setPanel({ ...panel, shown })}
        />
      }
    >
      <Suspense fallback={<EditorSkeleton />}>
        <DraftEditor
          key={draft.editorKey}
          initialText={draft.text}
          label={t('whatIf.editor.label', { name: title })}
          describedBy={keysId}
          compareWith={panel.shown === 'diff' ? props.base : undefined}
          marks={marks}
          target={panel.target}
          onChange={text => {
            draft.type(text);
            setPanel(({ shown }) => ({ shown }));
          }}
          onTooLong={tooLong => setPanel(now => ({ ...now, tooLong }))}
        />
      </Suspense>
      <p id={keysId} className={styles.keys}>
        {t('whatIf.editor.keys')}
      </p>
      {panel.tooLong !== undefined && <TooLong bytes={panel.tooLong} />}
      {marks && (
        <ProblemList
          problems={marks.problems}
          onGoTo={offset => setPanel({ ...panel, target: { offset } })}
        />
      )}
      <div className={styles.foot}>
        {file && (
          <span>
            <RiFileCodeLine size={12} aria-hidden /> {file.text}
          </span>
        )}
        {draft.isChanged && !draft.isLost && <span>{t('whatIf.kept')}</span>}
      </div>
    </Panel>
  );
}

/** What was pasted and not taken over. */
function TooLong(props: { bytes: number }): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <div role="alert" className={styles.tooLong}>
      <Notice kind="missing">
        {t('whatIf.editor.tooLong', {
          size: formatBytes(props.bytes),
          limit: formatBytes(MAX_YAML_BYTES),
        })}
      </Notice>
    </div>
  );
}

function ViewChoice(props: {
  shown: Shown;
  onChange: (shown: Shown) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <ToggleButtonGroup
      aria-label={t('whatIf.tab.label')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.shown]}
      onSelectionChange={keys =>
        props.onChange(keys.has('diff') ? 'diff' : 'yaml')
      }
    >
      <ToggleButton id="yaml" size="small">
        {t('whatIf.tab.yaml')}
      </ToggleButton>
      <ToggleButton id="diff" size="small">
        {t('whatIf.tab.diff')}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}

function EditorSkeleton(): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <div aria-busy="true" aria-label={t('whatIf.editor.loading')} role="status">
      <Skeleton width="100%" height={320} />
    </div>
  );
}
