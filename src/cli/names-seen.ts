/** Every name in an observation's certificates, and whom it connected to: what must not be told where names are to be hidden. */
import { fromHex } from '../base/octets.ts';
import type { NamesSeen } from '../report/redact/redact.ts';
import { readOcspResponse } from '../x509/pki/ocsp-response.ts';
import { decodeAll } from '../observe/interpret/decode-chain.ts';
import type { Observation } from '../observe/observation.ts';
import { certificatesSeen } from '../observe/trust/certificates-seen.ts';

/** Collects them from what was sent, fetched, stapled and trusted. */
export function namesSeen({ endpoints, trustStores, target, hosts = [], seeds }: Observation): NamesSeen {
  const anchors = decodeAll(
    trustStores.flatMap(({ content }) => (content.kind === 'completed' ? content.value.relevant : [])),
  );
  const responses = endpoints.flatMap(({ handshake, ocspLookup }) => [
    ...(handshake.kind === 'completed' ? handshake.value.capture.staples.map(({ response }) => response) : []),
    ...(ocspLookup?.queries ?? []).flatMap(({ result }) =>
      result.kind === 'completed' ? [result.value.response] : [],
    ),
  ]);
  const answers = responses.flatMap((response) => {
    const read = readOcspResponse(fromHex(response));
    return read.ok && read.value.basic !== null ? [read.value.basic] : [];
  });
  const certificates = [
    ...certificatesSeen(endpoints),
    ...anchors,
    ...answers.flatMap((answer) => answer.certificates),
  ];
  const alternative = certificates.flatMap(({ subjectAltName }) => subjectAltName ?? []);
  const valuesOf = (...kinds: readonly string[]): readonly string[] =>
    alternative.filter(({ kind }) => kinds.includes(kind)).map(({ value }) => value);
  const advertised = (target.hosts ?? []).flatMap((host) => host.advertised?.by ?? []);
  return {
    hosts: [
      ...valuesOf('dns'),
      ...(target.srv === undefined ? [] : [target.srv.host]),
      ...hosts.map(({ host }) => host),
      ...advertised.map((place) => place.replace(/:\d+$/, '')),
      ...(seeds?.list.kind === 'completed' ? seeds.list.value.hosts.map(({ host }) => host) : []),
    ].filter((host) => !/^[\d.]+$|:/.test(host)),
    addresses: valuesOf('ip'),
    distinguishedNames: [
      ...certificates.flatMap(({ subject, issuer }) => [subject.rfc4514, issuer.rfc4514]),
      ...valuesOf('directory'),
      ...answers.flatMap(({ responder }) => (responder.kind === 'name' ? [responder.name.rfc4514] : [])),
    ],
  };
}
