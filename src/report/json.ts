/**
 * Any `--json` output as one JSON object, indented, ending in a line feed. What is no plain visible character is escaped, so
 * that printing it on a terminal is as safe as the text form; to a JSON reader it is the same string.
 */
export const renderJson = (output: object): string => `${escapeHidden(JSON.stringify(output, null, 2))}\n`;

/** The same in one line, for NDJSON. */
export const renderJsonLine = (output: object): string => `${escapeHidden(JSON.stringify(output))}\n`;

/** Most reports are plain ASCII; the Unicode tables behind the other expression cost V8 a millisecond. */
const escapeHidden = (json: string): string =>
  plain.test(json) ? json : json.replaceAll(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, escaped);

const plain = /^[\n\x20-\x7e]*$/;

const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
