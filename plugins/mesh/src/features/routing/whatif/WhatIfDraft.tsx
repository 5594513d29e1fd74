import { Button } from '@backstage/ui';
import type { ObjectView } from '@fairway/backstage-plugin-mesh-common';
import type { ResourceRef } from '@fairway/mesh-core';
import {
  Lead,
  Notice,
  NoticeStack,
  shortName,
  useMeshTranslation,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';
import { DifferencesPanel } from './DifferencesPanel';
import { DiscardButton } from './DiscardButton';
import { DraftPanel } from './DraftPanel';
import type { PreparedChange } from './PreparedChange';
import { PullRequestButton } from './PullRequestButton';
import type { DraftName } from './readDraft';
import { useDraft, type DraftHandle } from './useDraft';
import { useWhatIf } from './useWhatIf';
import type { WhatIfState } from './WhatIfAsker';
import { whatIfLead } from './whatIfLead';
import styles from './WhatIf.module.css';

interface WhatIfDraftProps {
  entityRef: string;
  cluster: string;
  resourceRef?: ResourceRef;
  /** What the cluster has; absent for a new object. */
  object?: ObjectView;
  onClose: () => void;
  onPropose?: (change: PreparedChange) => void;
}

function draftKey(props: WhatIfDraftProps): string {
  const { entityRef, cluster, resourceRef } = props;
  const object = resourceRef
    ? `${resourceRef.group}/${resourceRef.kind} ${shortName(resourceRef)}`
    : 'new';
  return `fairway.draft ${entityRef} ${cluster} ${object}`;
}

/** An editor beside the differences that its text would make. */
export function WhatIfDraft(props: WhatIfDraftProps): JSX.Element {
  const { t } = useMeshTranslation();
  const { entityRef, cluster, resourceRef, object } = props;
  const draft = useDraft(draftKey(props), object);
  const { state, retry } = useWhatIf(
    entityRef,
    cluster,
    draft.text,
    object?.yaml,
  );
  const name = resourceRef && shortName(resourceRef);
  const title = resourceRef
    ? `${resourceRef.kind} ${shortName(resourceRef)}`
    : t('whatIf.newObject');
  const { sentence, detail } = whatIfLead(t, state, name, draft.isChanged);
  return (
    <section className={styles.whatIf} aria-label={sentence}>
      <Lead
        sentence={sentence}
        detail={detail}
        aside={
          <div className={styles.buttons}>
            <Button variant="tertiary" onPress={props.onClose}>
              {t('whatIf.close')}
            </Button>
            <DiscardButton
              name={title}
              isDisabled={!draft.isChanged}
              onDiscard={draft.discard}
            />
            <PullRequestButton
              change={preparedChange(props, draft, state)}
              onPropose={props.onPropose}
            />
          </div>
        }
      />
      <DraftNotices draft={draft} state={state} resourceRef={resourceRef} />
      <div className={styles.columns}>
        <DraftPanel
          title={title}
          draft={draft}
          state={state}
          base={object?.yaml ?? ''}
          sourceUrl={object?.sourceUrl}
        />
        <DifferencesPanel
          state={state}
          isTyping={draft.isChanged && state.text !== draft.text}
          onRetry={retry}
        />
      </div>
    </section>
  );
}

/** What can be proposed: an edit that the answer is about. */
function preparedChange(
  props: WhatIfDraftProps,
  draft: DraftHandle,
  state: WhatIfState,
): PreparedChange | undefined {
  const { view, question, text } = state;
  if (question !== 'answered' || view?.status !== 'ok' || text !== draft.text) {
    return undefined;
  }
  return {
    entityRef: props.entityRef,
    cluster: props.cluster,
    resourceRef: props.resourceRef,
    sourceUrl: props.object?.sourceUrl,
    before: props.object?.yaml,
    after: state.draft?.state === 'empty' ? '' : text,
    differences: view.differences,
  };
}

function isSame(name: DraftName, ref: ResourceRef): boolean {
  return (
    name.group === ref.group &&
    name.kind === ref.kind &&
    name.name === ref.name &&
    name.namespace === ref.namespace
  );
}

/** What the YAML does to the object, other than changing it. */
function identityNotice(
  t: MeshTranslate,
  state: WhatIfState,
  ref: ResourceRef,
): string | undefined {
  const base = `${ref.kind} ${shortName(ref)}`;
  switch (state.draft?.state) {
    case 'empty':
      return t('whatIf.detail.removed', { name: base });
    case 'read': {
      const { name } = state.draft;
      return isSame(name, ref)
        ? undefined
        : t('whatIf.editor.other', {
            name: `${name.kind} ${shortName(name)}`,
            base,
          });
    }
    default:
      return undefined;
  }
}

/** What to know about a draft before reading on. */
function DraftNotices(props: {
  draft: DraftHandle;
  state: WhatIfState;
  resourceRef?: ResourceRef;
}): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { draft, state, resourceRef } = props;
  const notices = [
    draft.isBehind && t('whatIf.editor.moved'),
    draft.isLost && t('whatIf.editor.notKept'),
    resourceRef && draft.isChanged && identityNotice(t, state, resourceRef),
  ].filter(text => typeof text === 'string');
  return notices.length > 0 ? (
    <NoticeStack>
      {notices.map(text => (
        <Notice key={text} kind="info">
          {text}
        </Notice>
      ))}
    </NoticeStack>
  ) : null;
}
