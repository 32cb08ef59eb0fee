import type { LookupAddress } from 'node:dns';
import { failed, ok } from '../../base/result.ts';
import type { Dns } from '../ports.ts';
import { withinDeadline } from './deadline.ts';
import { nameProblem } from './io-error.ts';

/**
 * Names by the operating system's own resolver (getaddrinfo), since that is what the client in trouble asks: hosts file, search
 * domains, mDNS and all. A query that was begun cannot be called off: past the deadline its answer is ignored, but until it
 * comes it holds a thread, and even `process.exit` waits for that thread (glibc gives up after 5 s for each server and try).
 */
export const nodeDns: Dns = {
  addresses: (name, patience) =>
    withinDeadline(patience, (settle) => {
      // Most of what node:dns brings along is of no use to us, and not every probe has a name to look up.
      void import('node:dns').then(({ lookup }) =>
        lookup(name, { all: true, verbatim: true }, (error, found) => {
          const [first, ...others] = error === null ? distinct(found) : [];
          settle(first === undefined ? failed(nameProblem(name, error ?? noAddress)) : ok([first, ...others]));
        }),
      );
      return () => {};
    }),
  nameOf: (address, patience) =>
    withinDeadline(patience, (settle) => {
      void import('node:dns').then(({ lookupService }) =>
        lookupService(address, 0, (error, name) =>
          settle(error === null ? ok(name) : failed(nameProblem(address, error))),
        ),
      );
      return () => {};
    }),
};

/** musl names an address once for each socket type. */
const distinct = (found: readonly LookupAddress[]): string[] => [...new Set(found.map(({ address }) => address))];

/** An answer without addresses: not seen, but nothing forbids it. */
const noAddress = Object.assign(new Error('no address record'), { code: 'ENODATA' });
