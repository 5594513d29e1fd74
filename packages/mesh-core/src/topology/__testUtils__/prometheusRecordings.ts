import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { GraphRequest } from '../prometheus/graphRequest';
import { kialiGraphRequest } from '../prometheus/kialiGraphRequest';
import type { PromVector } from '../prometheus/vectors';
import type { RawGraph } from './kialiRecordings';

const folder = join(__dirname, '../__fixtures__/prometheus');

/** A graph that Kiali answered, with the vectors it was made of. */
export interface PrometheusRecording {
  request: string;
  elements: RawGraph['elements'];
  vectors: PromVector[];
}

export const prometheusRecordings: readonly string[] = readdirSync(folder)
  .filter(file => file.endsWith('.json.gz'))
  .map(file => basename(file, '.json.gz'));

export function readPrometheus(name: string): PrometheusRecording {
  return JSON.parse(
    gunzipSync(readFileSync(join(folder, `${name}.json.gz`))).toString('utf8'),
  ) as PrometheusRecording;
}

/** Our request for what a path asks of Kiali. */
export function requestOf(
  path: string,
  options: Partial<GraphRequest> = {},
): GraphRequest {
  const read = kialiGraphRequest(path);
  if (!read.ok) {
    throw new Error(read.problem);
  }
  return { ...read.request, ...options };
}
