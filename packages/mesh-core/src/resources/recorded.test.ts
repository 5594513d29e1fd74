import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseResource } from './parseResource';

const folder = join(__dirname, '__fixtures__', 'recorded');

const recorded: [string, Record<string, unknown>][] = readdirSync(folder).map(
  file => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')).object],
);

const core = recorded.filter(([, raw]) => !`${raw.apiVersion}`.includes('.'));
const custom = recorded.filter(entry => !core.includes(entry));

describe('objects of a real cluster under a real Flagger', () => {
  it('are there, of both sorts', () => {
    expect(core.length).toBeGreaterThan(4);
    expect(custom.length).toBeGreaterThan(3);
  });

  it.each(recorded)('%s is read without a finding', (_, raw) => {
    const { object, findings, leftOut } = parseResource(raw);
    expect(findings).toEqual([]);
    expect(leftOut).toBeUndefined();
    expect(object).toMatchObject({
      apiVersion: raw.apiVersion,
      kind: raw.kind,
    });
  });

  it.each(custom)('%s keeps all that is not metadata', (_, raw) => {
    const { metadata, ...rest } = raw;
    const { name, namespace, labels } = metadata as Record<string, unknown>;
    const { object } = parseResource(raw);
    expect(object).toEqual({ ...rest, metadata: expect.any(Object) });
    expect(object?.metadata).toMatchObject({ name, namespace });
    expect(object?.metadata.labels).toEqual(labels);
  });

  it.each(core)('%s is cut, and nothing is added', (_, raw) => {
    const { object } = parseResource(raw);
    expect(raw).toMatchObject(object ?? {});
    expect(JSON.stringify(object).length).toBeLessThan(
      JSON.stringify(raw).length,
    );
  });
});
