import { resolve } from 'node:path';
import { kindNameOf, parseResource } from '@fairway/mesh-core';
import { startSandbox } from '@fairway/mesh-sandbox';

const shop = resolve(__dirname, '../../../examples/scenarios/shop');

describe('the demo world', () => {
  it('holds nothing, statuses included, that cannot be read', async () => {
    const { store, stop } = await startSandbox({
      scenario: shop,
      historyMs: 0,
      timer: false,
    });
    try {
      const objects = store.kinds.all
        .flatMap(({ key }) => store.list(key).items)
        .filter(({ apiVersion, kind }) => kindNameOf(apiVersion, kind));
      const findings = objects.flatMap(object =>
        parseResource(object).findings.map(
          ({ message, path }) =>
            `${object.kind} ${object.metadata.name} ${path}: ${message}`,
        ),
      );
      expect(new Set(objects.map(({ kind }) => kind)).size).toBeGreaterThan(20);
      expect(findings).toEqual([]);
    } finally {
      await stop();
    }
  });
});
