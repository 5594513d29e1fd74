import type { GraphRequest } from './graphRequest';

/** Whose reports count: of the proxies of one side, and of waypoints where they are asked for. */
export function reporter(
  { ambientTraffic }: Pick<GraphRequest, 'ambientTraffic'>,
  side: string,
): string {
  if (ambientTraffic === 'total' || ambientTraffic === 'waypoint') {
    return `reporter=~"waypoint|${side}"`;
  }
  return side.includes('|') ? `reporter=~"${side}"` : `reporter="${side}"`;
}

/** Bytes that ztunnel tells of count only where they are asked for. */
export function withoutZtunnel({
  ambientTraffic,
}: Pick<GraphRequest, 'ambientTraffic'>): string {
  return ambientTraffic === 'none' || ambientTraffic === 'waypoint'
    ? 'app!="ztunnel",'
    : '';
}
