import type { GatewayExposure } from './model';

/**
 * Whether a certificate is demanded from everybody who is not merely redirected.
 *
 * @see https://github.com/istio/istio/blob/master/pilot/pkg/model/gateway.go
 */
export function demandsCertificate(
  servers: GatewayExposure['servers'],
): boolean {
  const serving = servers.filter(({ httpsRedirect }) => !httpsRedirect);
  return (
    serving.length > 0 && serving.every(({ tlsMode }) => tlsMode === 'MUTUAL')
  );
}
