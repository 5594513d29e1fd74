import type {
  CanaryListView,
  CanaryLocation,
  CanaryView,
  MeshApi,
  MeshRequestOptions,
  ObjectView,
  RouteCallersView,
  RouteTableQuery,
  RouteTableView,
  RoutingView,
  SimulationQuery,
  SimulationView,
  SourcesView,
  SummaryView,
  TopologyQuery,
  TopologyView,
  WhatIfQuery,
  WhatIfView,
} from '@fairway/backstage-plugin-mesh-common';
import type { ResourceRef } from '@fairway/mesh-core';
import {
  aCanaryDetail,
  aCanaryListView,
  aCanaryView,
} from './views/canaryViews';
import { aRouteCallersView, aRouteTableView } from './views/routeTables';
import { aRoutingView } from './views/routing/routingViews';
import { aSource, VIEW_TIME } from './views/shared';
import {
  anObjectView,
  aSimulationView,
  aWhatIfView,
} from './views/simulations';
import { aSummaryView } from './views/summary';
import { aTopologyView } from './views/topology';

/** What the fake answers: a view, an error to reject with, or a function of the request. */
export type FakeAnswer<T, A extends unknown[] = []> =
  T | Error | ((...args: A) => T | Error | Promise<T>);

export interface FakeMeshAnswers {
  summary?: FakeAnswer<SummaryView>;
  routing?: FakeAnswer<RoutingView>;
  canaries?: FakeAnswer<CanaryListView>;
  canary?: FakeAnswer<CanaryView, [CanaryLocation]>;
  topology?: FakeAnswer<TopologyView, [Partial<TopologyQuery>]>;
  routeCallers?: FakeAnswer<RouteCallersView>;
  routeTable?: FakeAnswer<RouteTableView, [RouteTableQuery]>;
  simulation?: FakeAnswer<SimulationView, [SimulationQuery]>;
  whatIf?: FakeAnswer<WhatIfView, [WhatIfQuery]>;
  object?: FakeAnswer<ObjectView, [ResourceRef]>;
  sources?: FakeAnswer<SourcesView>;
}

/**
 * Answers as it is told, or with the story of `checkout`. An aborted request rejects like that of a browser.
 */
export class FakeMeshApi implements MeshApi {
  /** The questions that were asked, in order. */
  readonly asked: string[] = [];

  constructor(private readonly answers: FakeMeshAnswers = {}) {}

  getSummary(
    entityRef: string,
    options?: MeshRequestOptions,
  ): Promise<SummaryView> {
    this.asked.push(`summary ${entityRef}`);
    return settle(this.answers.summary ?? aSummaryView(), [], options);
  }

  getRouting(
    entityRef: string,
    options?: MeshRequestOptions,
  ): Promise<RoutingView> {
    this.asked.push(`routing ${entityRef}`);
    return settle(this.answers.routing ?? aRoutingView(), [], options);
  }

  getCanaries(
    entityRef: string,
    options?: MeshRequestOptions,
  ): Promise<CanaryListView> {
    this.asked.push(`canaries ${entityRef}`);
    return settle(this.answers.canaries ?? aCanaryListView(), [], options);
  }

  getCanary(
    entityRef: string,
    canary: CanaryLocation,
    options?: MeshRequestOptions,
  ): Promise<CanaryView> {
    this.asked.push(`canary ${entityRef} ${canary.namespace}/${canary.name}`);
    return settle(
      this.answers.canary ?? aCanaryView(aCanaryDetail()),
      [canary],
      options,
    );
  }

  getTopology(
    entityRef: string,
    query: Partial<TopologyQuery> = {},
    options?: MeshRequestOptions,
  ): Promise<TopologyView> {
    this.asked.push(`topology ${entityRef} ${JSON.stringify(query)}`);
    return settle(this.answers.topology ?? aTopologyView(), [query], options);
  }

  getRouteCallers(
    entityRef: string,
    options?: MeshRequestOptions,
  ): Promise<RouteCallersView> {
    this.asked.push(`callers ${entityRef}`);
    return settle(
      this.answers.routeCallers ?? aRouteCallersView(),
      [],
      options,
    );
  }

  getRouteTable(
    entityRef: string,
    query: RouteTableQuery,
    options?: MeshRequestOptions,
  ): Promise<RouteTableView> {
    this.asked.push(`route table ${entityRef} ${JSON.stringify(query)}`);
    return settle(
      this.answers.routeTable ?? aRouteTableView(),
      [query],
      options,
    );
  }

  simulateRequests(
    entityRef: string,
    query: SimulationQuery,
    options?: MeshRequestOptions,
  ): Promise<SimulationView> {
    this.asked.push(`simulation ${entityRef} ${JSON.stringify(query)}`);
    return settle(
      this.answers.simulation ?? aSimulationView(),
      [query],
      options,
    );
  }

  whatIf(
    entityRef: string,
    query: WhatIfQuery,
    options?: MeshRequestOptions,
  ): Promise<WhatIfView> {
    this.asked.push(`what if ${entityRef}`);
    return settle(this.answers.whatIf ?? aWhatIfView(), [query], options);
  }

  getObject(
    entityRef: string,
    ref: ResourceRef,
    options?: MeshRequestOptions,
  ): Promise<ObjectView> {
    this.asked.push(`object ${entityRef} ${ref.kind} ${ref.name}`);
    return settle(this.answers.object ?? anObjectView(), [ref], options);
  }

  getSources(options?: MeshRequestOptions): Promise<SourcesView> {
    this.asked.push('sources');
    return settle(
      this.answers.sources ?? { observedAt: VIEW_TIME, sources: [aSource()] },
      [],
      options,
    );
  }
}

/** Errors of another realm (jsdom) are no instances of this one's. */
function isError(value: unknown): value is Error {
  return Object.prototype.toString.call(value) === '[object Error]';
}

async function settle<T, A extends unknown[]>(
  answer: FakeAnswer<T, A>,
  args: A,
  options?: MeshRequestOptions,
): Promise<T> {
  const value = await (typeof answer === 'function'
    ? (answer as (...given: A) => T | Error | Promise<T>)(...args)
    : answer);
  if (options?.signal?.aborted) {
    throw new DOMException('The request was given up', 'AbortError');
  }
  if (isError(value)) {
    throw value;
  }
  return value;
}
