import type {
  TopologyQuery,
  TopologyView,
} from '@fairway/backstage-plugin-mesh-common';
import {
  EmptyState,
  FreshnessMark,
  Lead,
  StateBoundary,
  Surface,
  Tag,
  TopologySkeleton,
  useMeshTranslation,
  useTopology,
  type MeshQuery,
  type MeshTranslate,
} from '@fairway/backstage-plugin-mesh-react';
import { Button } from '@backstage/ui';
import { RiRouteLine, RiWifiOffLine } from '@remixicon/react';
import { useState } from 'react';
import { useMeshEntity } from '../../entity/useMeshEntity';
import { graphFacts } from './graphFacts';
import { GraphView } from './GraphView';
import { topologyDetail, topologySentence } from './sentence';
import { Toolbar, WINDOWS, windowWords } from './Toolbar';

type OkView = Extract<TopologyView, { status: 'ok' }>;

/** Who calls this service, whom does it call, and is it well? */
export function TopologyPage(props: { pollMs?: number }): JSX.Element {
  const { entityRef, name, owner } = useMeshEntity();
  const [asked, setAsked] = useState<TopologyQuery>({
    window: 300,
    graphType: 'workload',
  });
  const result = useTopology(entityRef, asked, { pollMs: props.pollMs });
  return (
    <Surface page>
      <StateBoundary
        entityRef={entityRef}
        subject="topology"
        permission="mesh.topology.read"
        owner={owner}
        result={result}
        skeleton={<TopologySkeleton />}
      >
        {view => (
          <Topology
            name={name}
            view={view}
            query={result.query}
            asked={asked}
            onAsk={setAsked}
          />
        )}
      </StateBoundary>
    </Surface>
  );
}

function Topology(props: {
  name: string;
  view: OkView;
  query: MeshQuery<unknown>;
  asked: TopologyQuery;
  onAsk: (query: TopologyQuery) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { name, view, asked, onAsk } = props;
  const { graph, windowSeconds } = view;
  const facts = graph && graphFacts(graph);
  return (
    <>
      <Lead
        sentence={topologySentence(t, graph, facts, name, windowSeconds)}
        detail={facts && topologyDetail(t, facts)}
        aside={
          <>
            <Tag tone="line">{sourceWords(t, view)}</Tag>
            <FreshnessMark query={props.query} freshness={view.freshness} />
          </>
        }
      />
      <Toolbar value={asked} onChange={onAsk} />
      {graph && facts && graph.edges.length > 0 && (
        <GraphView
          graph={graph}
          facts={facts}
          name={name}
          windowSeconds={windowSeconds}
        />
      )}
      {graph && graph.edges.length === 0 && (
        <NoTraffic name={name} asked={asked} onAsk={onAsk} />
      )}
      {!graph && (
        <EmptyState
          icon={<RiWifiOffLine size={20} />}
          title={t('topology.noGraph.title')}
          text={t('topology.noGraph.text', { name })}
        />
      )}
    </>
  );
}

function sourceWords(t: MeshTranslate, view: OkView): string {
  const { type, version } = view.source;
  if (type === 'kiali') {
    return version
      ? t('topology.source.kiali', { version })
      : t('topology.source.kialiNoVersion');
  }
  return t(`topology.source.${type}`);
}

function NoTraffic(props: {
  name: string;
  asked: TopologyQuery;
  onAsk: (query: TopologyQuery) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { name, asked, onAsk } = props;
  const longer = WINDOWS.find(seconds => seconds > asked.window);
  return (
    <EmptyState
      icon={<RiRouteLine size={20} />}
      title={t('topology.noTraffic.title', {
        window: windowWords(t, asked.window),
      })}
      text={t('topology.noTraffic.text', { name })}
    >
      {longer && (
        <Button
          size="small"
          variant="secondary"
          onPress={() => onAsk({ ...asked, window: longer })}
        >
          {t('topology.noTraffic.longer', { window: windowWords(t, longer) })}
        </Button>
      )}
    </EmptyState>
  );
}
