import { openssl } from '../../src/clients/profiles/openssl.ts';
import { ocspAsTheClient } from '../../src/observe/probe/options.ts';
import type { ProbeOptions } from '../../src/observe/probe/options.ts';

/** A probe that asks nobody but the server: nothing is fetched, no file read, no program run. Tests name what they want. */
export const probeOptions = (wanted: Partial<ProbeOptions> = {}): ProbeOptions => ({
  client: openssl,
  clientCredential: null,
  proxy: null,
  proxyVariables: null,
  timeoutMs: 10_000,
  connectTimeoutMs: 4000,
  alpn: [],
  offers: [],
  resume: false,
  minVersion: null,
  maxVersion: null,
  tlsCAFile: null,
  ip: null,
  family: null,
  networkLookups: false,
  ocsp: ocspAsTheClient,
  env: {},
  allStores: false,
  localPython: false,
  ...wanted,
});
