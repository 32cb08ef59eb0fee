import type { ClientProfile } from '../profile.ts';
import { openssl } from './openssl.ts';

/**
 * mongod and mongos on Linux, as they judge the certificates of clients: OpenSSL's verification at the level of the system
 * (2 on Debian, Ubuntu and Red Hat), no host name, no staple. It is no client that one connects with: `verify --purpose client`
 * alone looks through its eyes. Words: the log of 4.4 and later, id 23256. It hears of every error and logs the last, which
 * for a leaf whose issuer nobody has is error 21; where a chain has several faults, it may log another than the first.
 */
export const mongod: ClientProfile = {
  ...openssl,
  id: 'mongod',
  name: 'mongod',
  shortName: 'mongod',
  speaks: 'mongodb',
  words: {
    ...openssl.words,
    verifyFailed: (_, { code, text, depth }) => {
      const reason = code === 20 && depth === 0 ? 'unable to verify the first certificate' : text;
      return `SSL peer certificate validation failed: ${reason}`;
    },
  },
};
