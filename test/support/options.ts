/** Facts with the options of a connection string, as a client takes them. */
import { pymongo } from '../../src/clients/profiles/pymongo.ts';
import { parseConnectionString } from '../../src/mongodb/connection-string.ts';
import { driverOf } from '../../src/mongodb/driver.ts';
import { readOptions } from '../../src/mongodb/read-options.ts';
import type { Facts } from '../../src/observe/facts.ts';
import { fromHex, noOctets } from '../../src/base/octets.ts';
import { heard } from './facts.ts';
import { value } from './result.ts';

/** What `mongodb://db1.example.net/?query` adds to facts. */
export function withOptions(query: string, facts: Facts, client: Facts['client'] = pymongo): Facts {
  const { string } = value(parseConnectionString(`mongodb://db1.example.net/?${query}`));
  const options = { ...string, uri: true };
  const target = { ...facts.target, scheme: 'mongodb', options };
  return { ...facts, client, target, options: readOptions(options, driverOf(client.id)) };
}

const question = { kind: 'answersPlaintext', protocol: 'mongodb' } as const;

/** The server answered hello in plain text, by OP_REPLY. */
export const answeredInPlaintext = heard(
  question,
  fromHex('2400000007000000010000000100000008000000000000000000000000000000010000000500000000'),
);

/** It closed without a word. */
export const closedOnPlaintext = heard(question, noOctets);
