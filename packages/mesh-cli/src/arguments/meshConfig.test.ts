import { parseMeshConfig, toCompileOptions } from './meshConfig';

describe('parseMeshConfig', () => {
  it('maps what changes routes, and lets other fields be', () => {
    const config = parseMeshConfig(
      {
        accessLogFile: '/dev/stdout',
        rootNamespace: 'mesh-root',
        outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
        defaultVirtualServiceExportTo: ['.'],
        defaultDestinationRuleExportTo: ['*'],
        defaultHttpRetryPolicy: { attempts: 5, retryOn: 'gateway-error' },
        pathNormalization: { normalization: 'MERGE_SLASHES' },
      },
      'mesh.yaml',
    );
    expect(toCompileOptions(config)).toEqual({
      rootNamespace: 'mesh-root',
      outboundTrafficPolicy: 'REGISTRY_ONLY',
      defaultVirtualServiceExportTo: ['.'],
      defaultDestinationRuleExportTo: ['*'],
      defaultHttpRetryPolicy: { attempts: 5, retryOn: 'gateway-error' },
      pathNormalization: 'MERGE_SLASHES',
    });
  });

  it('keeps the defaults of an empty file', () => {
    expect(toCompileOptions(parseMeshConfig(null, 'mesh.yaml'))).toEqual({});
  });

  it.each([
    [{ outboundTrafficPolicy: { mode: 'DENY' } }, 'outboundTrafficPolicy.mode'],
    [{ defaultHttpRetryPolicy: { attempts: -1 } }, 'attempts'],
    [{ pathNormalization: { normalization: 'X' } }, 'normalization'],
    ['text', 'the whole'],
  ])('refuses %j', (value, field) => {
    expect(() => parseMeshConfig(value, 'mesh.yaml')).toThrow(
      new RegExp(`mesh.yaml is no MeshConfig: .*${field}`),
    );
  });
});
