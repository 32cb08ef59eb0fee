/** MongoDB Atlas, whose list of addresses decides who may connect. */
import { isAddress } from '../case.ts';
import { page } from '../sources.ts';

/** Where Atlas keeps the list of addresses that may connect. */
export const atlas = page(
  'MongoDB Atlas: Configure IP Access List Entries',
  'https://www.mongodb.com/docs/atlas/security/ip-access-list/',
  '2026-11-21',
);

/** Host names of MongoDB Atlas. */
export const isAtlas = (host: string): boolean => /(?:^|\.)mongodb\.net$/i.test(host);

/** A name says whether it is of Atlas; an address does not, but those of private networks are not. */
export const mayBeAtlas = (host: string): boolean => isAtlas(host) || (isAddress(host) && !isPrivate(host));

/** RFC 1918, RFC 4193, loopback and link-local. */
const isPrivate = (address: string): boolean =>
  /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)|^::1$|^f[cd][0-9a-f]{2}:|^fe[89ab][0-9a-f]:/i.test(
    address,
  );
