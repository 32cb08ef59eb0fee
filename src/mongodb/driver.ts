/**
 * Whose rules an option is read by. `specification` is MongoDB's own, which every driver means to follow and none follows to the
 * letter; `pymongo-ocsp` is PyMongo on PyOpenSSL, which it takes where the extra `pymongo[ocsp]` is installed.
 */
export type Driver = 'specification' | 'pymongo' | 'pymongo-ocsp' | 'node' | 'go' | 'java';

/** The driver behind a client profile's id; the specification for clients that are no MongoDB driver. */
export function driverOf(clientId: string): Driver {
  if (clientId === 'pymongo-ocsp') return clientId;
  if (/^(?:pymongo|python)(?:-|$)/.test(clientId)) return 'pymongo';
  if (/^(?:node|mongosh)(?:-|$)/.test(clientId)) return 'node';
  if (/^go(?:-|$)/.test(clientId)) return 'go';
  return /^java(?:-|$)/.test(clientId) ? 'java' : 'specification';
}

/** Both engines of PyMongo read options alike. */
export const isPymongo = (driver: Driver): boolean => driver === 'pymongo' || driver === 'pymongo-ocsp';
