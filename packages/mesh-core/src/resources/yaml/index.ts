export {
  readYamlObject,
  type LocatedFinding,
  type YamlObject,
} from './readYamlObject';
export type { TextRange } from './yamlPath';
