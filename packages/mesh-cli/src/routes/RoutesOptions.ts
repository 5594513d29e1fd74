import type { CompileOptions, IstioVersion } from '@fairway/mesh-core';

/** Options of all commands about routes, as commander gives them. */
export interface RoutesOptions {
  caller?: string[];
  output: 'human' | 'json';
  targetIstio?: IstioVersion;
  meshConfig?: string;
  clusterDomain?: string;
  namespace: string;
}

/** Options of the commands that read one mesh. */
export interface InputOptions extends RoutesOptions {
  filename?: string[];
  context?: string;
  kubeconfig?: string;
}

/** Options of `routes show`. */
export interface ShowOptions extends InputOptions {
  host?: string;
  port?: number;
}

/** Options of `routes simulate`. */
export interface SimulateOptions extends InputOptions {
  request?: string;
  header?: string[];
  batch?: string;
}

/** Options of `routes diff`. */
export interface DiffOptions extends RoutesOptions {
  failOn?: 'changes' | 'breaks';
}

/** What the flags say about how routes are compiled. */
export function flagsOf({
  targetIstio,
  clusterDomain,
}: Pick<RoutesOptions, 'targetIstio' | 'clusterDomain'>): CompileOptions {
  return {
    ...(targetIstio ? { istioVersion: targetIstio } : {}),
    ...(clusterDomain ? { clusterDomain } : {}),
  };
}
