/**
 * Where a cursor stands in a YAML text. `path` is written as in `spec.http[].match[]` and leads to the map whose field is typed
 * (`key`), to the field whose value is typed (`value`), or to a list under which nothing stands yet (`key` as well).
 */
export interface YamlPlace {
  position: 'key' | 'value';
  path: string;
  /** Offset where the word begins that is typed. */
  from: number;
  /** Fields that the map has already. */
  siblings: string[];
  /** What is typed follows a `-`, or stands in brackets: no dash is to be added. */
  isItem: boolean;
}
