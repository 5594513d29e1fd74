import type { CanaryListView } from '@fairway/backstage-plugin-mesh-common';
import {
  CodeBlock,
  EmptyState,
  FreshnessMark,
  Lead,
  useMeshTranslation,
  type MeshQuery,
} from '@fairway/backstage-plugin-mesh-react';
import { RiPuzzleLine, RiSkipForwardLine } from '@remixicon/react';
import { canaryYaml } from './canaryYaml';

type OkView = Extract<CanaryListView, { status: 'ok' }>;

/** The cluster that has no Flagger, when that is why there is no Canary. */
export function clusterWithoutFlagger(view: OkView): string | undefined {
  const canaries = view.freshness.sources.filter(
    source => source.kind === 'Canary',
  );
  return canaries.length > 0 &&
    canaries.every(source => source.state === 'not-installed')
    ? canaries.map(source => source.cluster ?? '').join(', ')
    : undefined;
}

/** A service without a Canary: it is deployed at once, and what would change that. */
export function NoCanary(props: {
  name: string;
  view: OkView;
  query: MeshQuery<unknown>;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { name, view } = props;
  const cluster = clusterWithoutFlagger(view);
  const [workload] = view.withoutCanary;
  return (
    <>
      <Lead
        sentence={t(
          cluster === undefined
            ? 'canary.none.sentence'
            : 'canary.notInstalled.sentence',
          { name },
        )}
        aside={<FreshnessMark query={props.query} freshness={view.freshness} />}
      />
      {cluster === undefined ? (
        <EmptyState
          icon={<RiSkipForwardLine size={20} />}
          title={t('canary.none.title')}
          text={t('canary.none.text')}
        >
          {workload && (
            <CodeBlock
              label={`Canary ${workload.name}`}
              text={canaryYaml(workload)}
            />
          )}
        </EmptyState>
      ) : (
        <EmptyState
          icon={<RiPuzzleLine size={20} />}
          title={t('canary.notInstalled.title', { cluster })}
          text={t('canary.notInstalled.text', { name })}
        />
      )}
    </>
  );
}
