/** The JSON Schema of the outputs as a page to read: a table of fields for each object. */
import { codeCell, markdownTable } from './markdown-table.ts';

/** As much of JSON Schema (draft 2020-12) as zod writes. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: Part;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly additionalProperties?: Part;
  readonly required?: readonly string[];
  readonly description?: string;
}

/** What stands for any value may be written as `true`. */
type Part = JsonSchema | boolean | readonly (JsonSchema | boolean)[];

/** Which command prints which of the definitions, in the order of the page. */
export type Printed = readonly { readonly command: string; readonly definition: string }[];

/** The page in Markdown, ending in a line feed. Objects without a name stand as `parent.field` below each other. */
export function schemaPage(schema: JsonSchema, printed: Printed): string {
  const definitions = schema.$defs ?? {};
  const first = new Set(printed.map(({ definition }) => definition));
  const others = Object.keys(definitions).filter((name) => !first.has(name));
  const section = (name: string): string[] => {
    const definition = definitions[name];
    return definition === undefined
      ? []
      : [`## ${name}`, ...(definition.description === undefined ? [] : [definition.description]), fields(definition)];
  };
  return `${[
    '# What `--json` prints',
    'One object; `--batch` prints one a line (NDJSON). The shapes grow by addition alone, so a reader must bear fields that it does not know. They are written down once, in `src/report/schema/`; this page and the JSON Schema `schema/report.json` of the package are made from it, and every output in the tests is validated against it. Exit codes: 0 it works, as far as was asked; 1 at least one finding of the severity of `--fail-on` or worse; 2 wrong usage; 3 a bug in whytls; 130 interrupted.',
    markdownTable(
      ['command', 'prints'],
      printed.map(({ command, definition }) => [codeCell(command), `[${definition}](#${definition.toLowerCase()})`]),
    ),
    ...printed.flatMap(({ definition }, at) =>
      printed.findIndex((earlier) => earlier.definition === definition) === at ? section(definition) : [],
    ),
    ...others.flatMap(section),
  ].join('\n\n')}\n`;
}

const fields = (schema: JsonSchema): string => markdownTable(['field', 'type', 'meaning'], rows(schema, ''));

/** A row for each field, those of objects within right below. */
function rows(schema: JsonSchema, prefix: string): string[][] {
  if (schema.properties === undefined) return (schema.anyOf ?? []).flatMap((alternative) => rows(alternative, prefix));
  return Object.entries(schema.properties).flatMap(([name, part]) => {
    const field = only(part);
    const path = `${prefix}${name}`;
    const optional = schema.required?.includes(name) === true ? '' : ', may be absent';
    return [
      [codeCell(path), `${typeOf(field)}${optional}`, (field.description ?? '').replaceAll('|', '\\|')],
      ...inner(field).flatMap(({ object, suffix }) => rows(object, `${path}${suffix}.`)),
    ];
  });
}

/** The nameless objects that a field holds, through lists and alternatives. */
function inner(field: JsonSchema): { readonly object: JsonSchema; readonly suffix: string }[] {
  if (field.properties !== undefined) return [{ object: field, suffix: '' }];
  const within = (part: Part | undefined, step: string): ReturnType<typeof inner> =>
    inner(only(part)).map(({ object, suffix }) => ({ object, suffix: `${step}${suffix}` }));
  return [
    ...(field.items === undefined ? [] : within(field.items, '[]')),
    ...(field.additionalProperties === undefined ? [] : within(field.additionalProperties, '.*')),
    ...(field.anyOf ?? []).flatMap(inner),
  ];
}

function typeOf(field: JsonSchema): string {
  if (field.$ref !== undefined) {
    const name = field.$ref.split('/').at(-1) ?? '';
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (field.const !== undefined) return codeCell(JSON.stringify(field.const));
  if (field.enum !== undefined) return field.enum.map((value) => codeCell(JSON.stringify(value))).join(', ');
  if (field.anyOf !== undefined) return [...new Set(field.anyOf.map(typeOf))].join(' or ');
  if (field.items !== undefined) return `list of ${typeOf(only(field.items))}`;
  return field.type === undefined ? 'any' : [field.type].flat().join(' or ');
}

const only = (part: Part | undefined): JsonSchema => (typeof part === 'object' && !('length' in part) ? part : {});
