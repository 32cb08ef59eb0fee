/** What the fuzzer throws octets at, and what must hold whatever they are. A target throws where it does not. */
import { brotliCompressSync, deflateSync } from 'node:zlib';
import { concat, noOctets, toHex } from '../../src/base/octets.ts';
import type { Afterwards } from '../../src/tls/handshake/afterwards.ts';
import type { Capture } from '../../src/tls/handshake/capture.ts';
import { ClientHandshake } from '../../src/tls/handshake/client.ts';
import type { Event } from '../../src/tls/handshake/event.ts';
import { noExtras } from '../../src/tls/handshake/extras.ts';
import type { Plan } from '../../src/tls/handshake/plan.ts';
import { decode } from '../../src/tls/wire/codec.ts';
import { certificate12, certificate13 } from '../../src/tls/wire/messages/certificate.ts';
import { handshakeMessage } from '../../src/tls/wire/messages/handshake-message.ts';
import { handshakeTypes } from '../../src/tls/wire/registries/handshake-type.ts';
import { judgeStaple } from '../../src/x509/revocation/judge-ocsp.ts';
import { readCertificate } from '../../src/x509/pki/certificate.ts';
import { excerptOf } from '../../src/x509/pki/crl/crl-excerpt.ts';
import { readCrlFile } from '../../src/x509/pki/crl/crl-file.ts';
import { isCrlSignedBy, keyFingerprint } from '../../src/x509/pki/crl/crl-signature.ts';
import { readCrl } from '../../src/x509/pki/crl/crl.ts';
import type { Crl } from '../../src/x509/pki/crl/crl.ts';
import { readOcspResponse } from '../../src/x509/pki/ocsp-response.ts';
import { checkCrls } from '../../src/x509/verify/crl-check.ts';
import { verifyPath } from '../../src/x509/verify/verify-chain.ts';
import { EvilServer, opaque } from '../support/evil-server.ts';
import type { EvilPlan } from '../support/evil-server.ts';
import { plan } from '../support/plans.ts';
import { codecs } from './codecs.ts';
import type { Dice } from './dice.ts';
import { allExtras } from './flights.ts';
import type { Recorded } from './flights.ts';
import { chunks, mutate, mutateFlight } from './mutate.ts';

const types = handshakeTypes.codes;

export interface Target {
  readonly name: 'recorded' | 'sealed' | 'certificate' | 'ocsp' | 'crl' | 'codec';
  /** Of a hundred runs. */
  readonly share: number;
  /** Tells the input before it is tried, so that it is known where the try does not come back. */
  readonly run: (dice: Dice, corpus: Corpus, tell: (input: string) => void) => Capture | null;
}

export interface Corpus extends Recorded {
  /** Everything that may be spliced into something else. */
  readonly scraps: readonly Uint8Array[];
}

export const targets: readonly Target[] = [
  { name: 'recorded', share: 56, run: recorded },
  { name: 'sealed', share: 20, run: sealed },
  { name: 'certificate', share: 8, run: certificate },
  { name: 'ocsp', share: 4, run: ocsp },
  { name: 'crl', share: 4, run: crl },
  { name: 'codec', share: 8, run: codec },
];

/** Gives octets to a client of a plan, then silence; what it captured must hold together. */
export function play(ours: Plan, octets: readonly Uint8Array[]): Capture {
  const client = new ClientHandshake(ours);
  let over = false;
  const handle = (event: Event): void => {
    for (const { kind } of client.handle(event)) over ||= kind === 'done';
  };
  handle({ kind: 'connected', atMs: 0 });
  for (const chunk of octets) handle({ kind: 'octets', octets: chunk, atMs: 1 });
  return finish(client, () => over, handle);
}

function finish(client: ClientHandshake, isOver: () => boolean, handle: (event: Event) => void): Capture {
  if (!isOver()) handle({ kind: 'timedOut', atMs: 2 });
  const capture = client.capture();
  demand(isOver(), 'silence does not end the handshake');
  demand(capture.completed || capture.problem !== null, 'it neither completed nor has a problem');
  demand(capture.messages.length < 400 && capture.violations.length < 100, 'the capture grows without bound');
  demand(JSON.stringify(capture).length < 6_000_000, 'the capture is too large');
  return capture;
}

/** A recorded flight with changes. */
function recorded(dice: Dice, corpus: Corpus, tell: (input: string) => void): Capture {
  const flight = corpus.flights[dice.below(corpus.flights.length)];
  if (flight === undefined) throw new Error('no flights');
  const octets = mutateFlight(dice, flight.octets, corpus.scraps);
  tell(`${flight.name}: ${toHex(octets)}`);
  const capture = play(flight.plan, chunks(dice, octets));
  if (capture.completed && !capture.stoppedEarly) {
    demand(
      capture.certificates.join() === flight.certificates.join(),
      'completed with other certificates than were sent',
    );
  }
  return capture;
}

/** A flight of our own evil server, changed before it is hashed, signed and sealed: the changes get past the cryptography. */
function sealed(dice: Dice, corpus: Corpus, tell: (input: string) => void): Capture {
  const protocol = dice.pick([0x0304, 0x0304, 0x0303, 0x0303, 0x0302, 0x0301] as const);
  const { leaf, intermediate } = dice.chance(0.5) ? corpus.ec : corpus.rsa;
  const isRsa = leaf === corpus.rsa.leaf;
  const old = protocol < 0x0303;
  const cipherSuite =
    protocol === 0x0304
      ? dice.pick([0x1301, 0x1302, 0x1303])
      : isRsa
        ? dice.pick(old ? [0xc013, 0x002f] : [0xc02f, 0x009c, 0xc013])
        : dice.pick(old ? [0xc009, 0xc00a] : [0xc02b, 0xcca9, 0xc009]);
  const target = dice.below(7);
  let index = 0;
  const sent: string[] = [];
  const asks = dice.chance(0.4);
  const scheme = Uint8Array.of(4, 3);
  const request =
    protocol === 0x0304
      ? concat([Uint8Array.of(0), opaque(2, concat([Uint8Array.of(0, 13), opaque(2, opaque(2, scheme))]))])
      : concat([opaque(1, Uint8Array.of(64)), ...(old ? [] : [opaque(2, scheme)]), opaque(2, noOctets)]);
  const server: EvilPlan = {
    protocol,
    cipherSuite,
    chain: dice.chance(0.2) ? [mutate(dice, leaf.der, corpus.scraps)] : [leaf.der, intermediate.der],
    key: leaf.key,
    ...(asks ? { certificateRequest: request } : {}),
    entryExtensions: dice.chance(0.3) ? [{ type: 5, data: concat([Uint8Array.of(1), opaque(3, corpus.staple)]) }] : [],
    twist: (message) => {
      if (index++ !== target) return [message];
      const body = mutate(dice, message.body, corpus.scraps);
      sent.push(`${message.type}:${toHex(body)}`);
      const type = dice.chance(0.03) ? dice.below(256) : message.type;
      if (message.type === types.certificate && protocol === 0x0304 && dice.chance(0.3))
        return [handshakeMessage(types.compressed_certificate, compressed(dice, body, corpus.scraps))];
      const twisted = [handshakeMessage(type, body)];
      return dice.chance(0.05) ? [...twisted, message] : twisted;
    },
  };
  const evil = new EvilServer(server);
  tell(`${protocol} ${cipherSuite} message ${target}`);
  const client = new ClientHandshake(
    plan({
      versions: [0x0304, 0x0303, 0x0302, 0x0301],
      alpn: ['h2'],
      extras: dice.chance(0.5) ? allExtras : noExtras,
      afterwards: dice.pick<Afterwards>([
        { kind: 'close' },
        { kind: 'awaitTicket' },
        { kind: 'exchange', send: Uint8Array.of(1), isEnough: (received) => received.length > 100 },
      ]),
    }),
  );
  let over = false;
  const handle = (event: Event): void => {
    for (const command of client.handle(event)) {
      if (command.kind === 'send') evil.take(command.octets);
      over ||= command.kind === 'done';
    }
  };
  const hear = (octets: Uint8Array): void => {
    tell(`${protocol} ${cipherSuite} ${sent.join(' ')}`);
    for (const chunk of chunks(dice, octets)) handle({ kind: 'octets', octets: chunk, atMs: 1 });
  };
  handle({ kind: 'connected', atMs: 0 });
  if (protocol === 0x0304) {
    hear(concat(evil.flight13()));
    for (let left = dice.below(4); left > 0; left--) hear(afterFinished(dice, evil, corpus.scraps));
  } else {
    hear(concat(evil.flight12()));
    if (!over && evil.heardClientKeyExchange) {
      hear(evil.changeCipherSpec());
      hear(evil.finished12());
    }
  }
  const capture = finish(client, () => over, handle);
  const resume = client.resumable();
  if (resume !== null) new ClientHandshake(plan({ resume })).handle({ kind: 'connected', atMs: 0 });
  // What was compressed is no longer what was sent, and what did not come whole is not compared.
  if (capture.completed && capture.certificateCompression === null) {
    const said = evil.certificateBody ?? noOctets;
    const list =
      protocol === 0x0304
        ? decode({ ...certificate13, read: (r) => certificate13.read(r).entries.map((one) => one.certificate) }, said)
        : decode(certificate12, said);
    demand(
      list.ok && list.value.map(toHex).join() === capture.certificates.join(),
      'completed with other certificates',
    );
  }
  return capture;
}

/** What a server may say once a TLS 1.3 handshake is complete, and what it may not. */
function afterFinished(dice: Dice, evil: EvilServer, scraps: readonly Uint8Array[]): Uint8Array {
  const octets = mutate(dice, dice.octets(dice.between(0, 30)), scraps);
  const ticket = concat([
    dice.octets(8),
    opaque(1, dice.octets(dice.below(9))),
    opaque(2, dice.octets(dice.pick([0, 1, 200, 60_000]))),
    opaque(2, noOctets),
  ]);
  const { new_session_ticket, key_update } = types;
  return dice.pick([
    () => evil.handshakeRecords(handshakeMessage(new_session_ticket, ticket).raw),
    () => evil.handshakeRecords(handshakeMessage(new_session_ticket, mutate(dice, ticket, scraps)).raw),
    () => evil.handshakeRecords(handshakeMessage(key_update, Uint8Array.of(dice.below(3))).raw),
    () => evil.handshakeRecords(handshakeMessage(dice.pick([13, 0, 20, 255]), octets).raw),
    () => evil.record(dice.between(20, 24), octets),
    () => evil.record(21, Uint8Array.of(dice.between(1, 2), dice.below(128))),
  ])();
}

/** A CompressedCertificate, with a claim that may be wrong. */
function compressed(dice: Dice, body: Uint8Array, scraps: readonly Uint8Array[]): Uint8Array {
  const algorithm = dice.between(1, 2);
  const octets = new Uint8Array(algorithm === 1 ? deflateSync(body) : brotliCompressSync(body));
  const claim = dice.chance(0.7) ? body.length : dice.below(2 ** 24);
  return concat([
    Uint8Array.of(0, algorithm, claim >> 16, (claim >> 8) & 0xff, claim & 0xff),
    opaque(3, dice.chance(0.7) ? octets : mutate(dice, octets, scraps)),
  ]);
}

/** A certificate, and the path from it. */
function certificate(dice: Dice, corpus: Corpus, tell: (input: string) => void): null {
  const { leaf, intermediate, root } = dice.chance(0.5) ? corpus.ec : corpus.rsa;
  const which = dice.pick([leaf, intermediate, root]);
  const octets = mutate(dice, which.der, corpus.scraps);
  tell(toHex(octets));
  const read = readCertificate(octets);
  if (!read.ok) return null;
  const changed = (one: typeof leaf): typeof leaf.certificate => (one === which ? read.value : one.certificate);
  const verification = verifyPath({
    chain: [changed(leaf), changed(intermediate)],
    extra: [],
    anchors: [changed(root)],
    at: Date.now(),
    reference: { kind: 'dns', name: 'localhost' },
    purpose: 'server',
    securityLevel: 2,
    usesCommonName: true,
    partialWildcards: true,
  });
  // An anchor is believed without its signature being looked at; of the others not one octet may differ.
  const isSame = toHex(octets) === toHex(which.der);
  if (verification.accepted && which !== root) demand(isSame, 'a changed certificate was accepted');
  return null;
}

/** A revocation list on which the leaf stands: no change may clear it, and an excerpt says the same as the whole. */
function crl(dice: Dice, corpus: Corpus, tell: (input: string) => void): null {
  const octets = mutate(dice, corpus.crl, corpus.scraps);
  tell(toHex(octets));
  const [whole] = readCrlFile(octets).crls;
  if (whole === undefined) return null;
  const { leaf, intermediate, root } = corpus.ec;
  const judge = (list: Crl) =>
    checkCrls({
      path: [leaf.certificate, intermediate.certificate, root.certificate],
      isComplete: true,
      crls: [list],
      check: 'leaf',
      at: Date.now(),
    }).problems;
  const problems = judge(whole);
  demand(problems.length > 0, 'a changed list clears a revoked certificate');
  const original = readCrl(corpus.crl);
  const isSame = original.ok && toHex(original.value.tbs) === toHex(whole.tbs);
  demand(isSame || problems.every(({ kind }) => kind !== 'revoked'), 'a changed list is believed');
  const signers = [intermediate.certificate].filter((one) => isCrlSignedBy(whole, one));
  const again = readCrl(excerptOf(whole, new Set([leaf.certificate.serial])));
  if (!again.ok) throw new Error('an excerpt cannot be read');
  const excerpt: Crl = { ...again.value, excerpt: { signedBy: signers.map(keyFingerprint) } };
  demand(JSON.stringify(judge(excerpt)) === JSON.stringify(problems), 'an excerpt says otherwise than the whole');
  return null;
}

/** A stapled OCSP response. */
function ocsp(dice: Dice, corpus: Corpus, tell: (input: string) => void): null {
  const octets = mutate(dice, corpus.staple, corpus.scraps);
  tell(toHex(octets));
  readOcspResponse(octets);
  const { leaf, intermediate } = corpus.ec;
  judgeStaple({
    index: 0,
    certificate: leaf.certificate,
    issuers: [intermediate.certificate],
    response: octets,
    at: Date.now(),
  });
  return null;
}

/** Any struct of the RFCs: what could be read can be written, and read again. */
function codec(dice: Dice, corpus: Corpus, tell: (input: string) => void): null {
  const one = dice.pick(codecs);
  const seed = corpus.scraps[dice.below(corpus.scraps.length)] ?? noOctets;
  const octets = mutate(dice, seed.length > 2000 ? seed.slice(0, dice.below(2000)) : seed, corpus.scraps);
  tell(`${one.name}: ${toHex(octets)}`);
  one.tryIt(octets);
  return null;
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
