export {
  readYamlObject,
  type LocatedFinding,
  type YamlObject,
} from './readYamlObject';
export { repeatedName, type RepeatedName } from './repeatedName';
export { pathSteps, type TextRange } from './yamlPath';
