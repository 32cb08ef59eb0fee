import type { Certificate } from '../../x509/pki/certificate.ts';
import { decodeAll } from '../interpret/decode-chain.ts';
import type { EndpointObservation } from '../observation.ts';

/** Every certificate that servers sent or that was fetched for their chains, decoded, each once; not more than a few hundred. */
export function certificatesSeen(endpoints: readonly EndpointObservation[]): readonly Certificate[] {
  const sent = endpoints.flatMap(({ handshake }) =>
    handshake.kind === 'completed' ? handshake.value.capture.certificates : [],
  );
  const fetched = endpoints.flatMap(({ fetchedIssuers }) =>
    fetchedIssuers.flatMap(({ result }) => (result.kind === 'completed' ? result.value.certificates : [])),
  );
  return decodeAll([...new Set([...sent, ...fetched])].slice(0, maxCertificates));
}

const maxCertificates = 512;
