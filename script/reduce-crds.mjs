#!/usr/bin/env node
// Reduces the definitions that script/crds collected to what the schemas of mesh-core are compared with: for each kind
// and release the paths of all fields with type, enum values, and whether the field is required.
//
//   script/crds && script/reduce-crds.mjs [FOLDER]      default: .cache/crds
//
// Writes packages/mesh-core/src/resources/__fixtures__/crds/<release>/<Kind>.json, one line per field.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { parseAllDocuments } from 'yaml';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = process.argv[2] ?? join(root, '.cache/crds');
const target = join(root, 'packages/mesh-core/src/resources/__fixtures__/crds');

/** Release folder → file of script/crds and the kinds wanted from it. */
const releases = {
  'istio-1.28': ['history/istio-1.28.yaml', 'istio'],
  'istio-1.29': ['history/istio-1.29.yaml', 'istio'],
  'istio-1.30': ['istio.yaml', 'istio'],
  'istio-1.31': ['history/istio-1.31.yaml', 'istio'],
  'gateway-api-1.4': ['history/gateway-api-1.4.yaml', 'gatewayApi'],
  'gateway-api-1.5': ['gateway-api-experimental.yaml', 'gatewayApi'],
  'gateway-api-1.6': ['history/gateway-api-1.6.yaml', 'gatewayApi'],
  flagger: ['flagger.yaml', 'flagger'],
  'policy-reports': ['policyreport.yaml', 'reports'],
  'open-reports': ['openreports.yaml', 'reports'],
};

const wanted = {
  istio: [
    'VirtualService',
    'DestinationRule',
    'Gateway',
    'ServiceEntry',
    'WorkloadEntry',
    'Sidecar',
    'PeerAuthentication',
    'RequestAuthentication',
    'AuthorizationPolicy',
    'Telemetry',
  ],
  gatewayApi: [
    'GatewayClass',
    'Gateway',
    'HTTPRoute',
    'GRPCRoute',
    'ReferenceGrant',
  ],
  flagger: ['Canary', 'MetricTemplate', 'AlertProvider'],
  reports: ['PolicyReport', 'ClusterPolicyReport', 'Report', 'ClusterReport'],
};

/** The base metadata of every object; the definitions say nothing about it. */
const typeMeta = new Set(['apiVersion', 'kind', 'metadata']);

/** `array`, `map` and so on; the word after a slash says what a container holds. */
function typeOf(schema) {
  if (schema['x-kubernetes-int-or-string']) {
    return 'int-or-string';
  }
  if (schema['x-kubernetes-preserve-unknown-fields'] && !schema.properties) {
    return 'any';
  }
  if (schema.type === 'object' && !schema.properties) {
    return schema.additionalProperties ? 'map' : 'object';
  }
  return schema.type ?? 'any';
}

/** Calls `emit(path, field)` for each field below the schema. */
function walk(schema, path, required, emit) {
  const type = typeOf(schema);
  emit(path, {
    type,
    ...(schema.enum && { enum: schema.enum }),
    ...(required && { required: true }),
    ...(schema.nullable && { nullable: true }),
  });
  if (schema.items) {
    walk(schema.items, `${path}[]`, false, emit);
  }
  if (typeof schema.additionalProperties === 'object') {
    walk(schema.additionalProperties, `${path}{}`, false, emit);
  }
  walkProperties(schema, path, emit);
}

function walkProperties(schema, path, emit) {
  for (const name of Object.keys(schema.properties ?? {}).sort()) {
    walk(
      schema.properties[name],
      path ? `${path}.${name}` : name,
      schema.required?.includes(name) ?? false,
      emit,
    );
  }
}

function fieldsOf(version) {
  const schema = version.schema.openAPIV3Schema;
  const properties = Object.fromEntries(
    Object.entries(schema.properties).filter(([name]) => !typeMeta.has(name)),
  );
  const fields = {};
  walkProperties({ ...schema, properties }, '', (path, field) => {
    fields[path] = field;
  });
  return fields;
}

/** Versions that have the same fields share one entry. */
function reduce(definition) {
  const variants = [];
  for (const version of definition.spec.versions.filter(v => v.served)) {
    const fields = fieldsOf(version);
    const text = JSON.stringify(fields);
    const same = variants.find(
      variant => JSON.stringify(variant.fields) === text,
    );
    if (same) {
      same.versions.push(version.name);
    } else {
      variants.push({ versions: [version.name], fields });
    }
  }
  return variants;
}

/** As the rest of the repository is formatted: a field a line, mostly. */
function render(head, variants) {
  const blocks = variants.map(({ versions, fields }) => {
    const lines = Object.entries(fields).map(
      ([path, field]) => `${JSON.stringify(path)}: ${JSON.stringify(field)}`,
    );
    return `{\n"versions": ${JSON.stringify(versions)},\n"fields": {\n${lines.join(',\n')}\n}}`;
  });
  const rows = Object.entries(head).map(
    ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)},`,
  );
  const json = `{\n${rows.join('\n')}\n"variants": [${blocks.join(',\n')}]}`;
  return format(json, { parser: 'json' });
}

rmSync(target, { recursive: true, force: true });
let total = 0;
for (const [release, [file, kinds]] of Object.entries(releases)) {
  const text = readFileSync(join(source, file), 'utf8');
  const origin = text.slice(text.indexOf('from ') + 5, text.indexOf('\n'));
  const definitions = parseAllDocuments(text)
    .map(document => document.toJS())
    .filter(value => value?.kind === 'CustomResourceDefinition');
  mkdirSync(join(target, release), { recursive: true });
  for (const definition of definitions) {
    const { group, names, scope } = definition.spec;
    if (wanted[kinds].includes(names.kind)) {
      const head = {
        origin,
        group,
        kind: names.kind,
        plural: names.plural,
        scope,
      };
      const json = await render(head, reduce(definition));
      writeFileSync(join(target, release, `${names.kind}.json`), json);
      total += json.length;
    }
  }
}
process.stdout.write(`${target}: ${Math.round(total / 1024)} KiB\n`);
