/** Our names of code points beside those of other implementations. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Registry } from '../../../../src/tls/wire/registry.ts';
import { alertDescriptions } from '../../../../src/tls/wire/registries/alert.ts';
import { cipherSuites } from '../../../../src/tls/wire/registries/cipher-suite.ts';
import { contentTypes } from '../../../../src/tls/wire/registries/content-type.ts';
import { extensionTypes } from '../../../../src/tls/wire/registries/extension-type.ts';
import { handshakeTypes } from '../../../../src/tls/wire/registries/handshake-type.ts';
import { namedGroups } from '../../../../src/tls/wire/registries/named-group.ts';
import { protocolVersions } from '../../../../src/tls/wire/registries/protocol-version.ts';
import { signatureSchemes } from '../../../../src/tls/wire/registries/signature-scheme.ts';
import { traceAlerts, traceExtensions, traceOffer } from '../../../support/peers/openssl-trace.ts';
import { hasPeer } from '../../../support/peers.ts';

/** Programs are started, and Go compiles its standard library once: minutes on a small machine. */
const patience = 300_000;

/** Every name the other side has, in the RFC's words, must be ours for the same code point. */
function expectOurs(of: Registry, theirs: Iterable<readonly [number, string]>, atLeast: number): void {
  const said = [...theirs];
  expect(said.length).toBeGreaterThanOrEqual(atLeast);
  expect(said.map(([code]) => [code, of.names.get(code)])).toStrictEqual(said);
}

const renamed = (
  theirs: Iterable<readonly [number, string]>,
  inRfc: Readonly<Record<string, string>>,
): [number, string][] => Array.from(theirs, ([code, name]) => [code, inRfc[name] ?? name]);

const codes = (of: Registry): readonly number[] => [...of.names.keys()];

describe.skipIf(!hasPeer('openssl'))('beside OpenSSL', () => {
  it('has the same cipher suites, groups and signature schemes', { timeout: patience }, async () => {
    const traced = await traceOffer({
      suites: codes(cipherSuites),
      groups: [...codes(namedGroups), 0x0a0a],
      schemes: [...codes(signatureSchemes), 0x0a0a],
    });
    const groups = renamed(traced.groups, { ecdh_x25519: 'x25519', ecdh_x448: 'x448' });
    expectOurs(cipherSuites, renamed(traced.suites, suitesRenamed), 250);
    expectOurs(namedGroups, groups, 21);
    expectOurs(signatureSchemes, traced.schemes, 23);
  });

  it('has the same extensions', { timeout: patience }, async () => {
    const traced = await traceExtensions(codes(extensionTypes));
    expectOurs(extensionTypes, renamed(traced, extensionsRenamed), 30);
  });

  it('has the same alerts', { timeout: patience }, async () => {
    const traced = await traceAlerts(codes(alertDescriptions));
    const inRfc = Array.from(traced, ([code, name]) => [code, name.toLowerCase().replaceAll(' ', '_')] as const);
    expectOurs(alertDescriptions, inRfc, 30);
  });
});

/** OpenSSL's own words for extensions, where they are not IANA's. */
const extensionsRenamed = {
  signed_certificate_timestamps: 'signed_certificate_timestamp',
  psk: 'pre_shared_key',
  cookie_ext: 'cookie',
  next_proto_neg: 'next_protocol_negotiation',
  renegotiate: 'renegotiation_info',
};

/** The same for cipher suites: a name of SSL 3.0 that TLS gave away (RFC 2712), and the suites of RFC 9189. */
const suitesRenamed = {
  SSL_FORTEZZA_KEA_WITH_RC4_128_SHA: 'TLS_KRB5_WITH_DES_CBC_SHA',
  'GOST2012-KUZNYECHIK-KUZNYECHIKOMAC': 'TLS_GOSTR341112_256_WITH_KUZNYECHIK_CTR_OMAC',
  'GOST2012-MAGMA-MAGMAOMAC': 'TLS_GOSTR341112_256_WITH_MAGMA_CTR_OMAC',
  'IANA-GOST2012-GOST8912-GOST8912': 'TLS_GOSTR341112_256_WITH_28147_CNT_IMIT',
};

describe.skipIf(!hasPeer('go'))('beside Go', () => {
  it('has the same code points under the same meaning', { timeout: patience }, () => {
    const listed = runGo();
    const of = (kind: string): (readonly [number, string])[] =>
      listed.filter((one) => one.kind === kind).map(({ code, name }) => [code, name] as const);
    expectOurs(cipherSuites, of('suite'), 24);
    expectOurs(
      namedGroups,
      of('group').map(([code, name]) => [
        code,
        name.replace(/^CurveP(\d+)$/, 'secp$1r1').replace(/^X25519$/, 'x25519'),
      ]),
      7,
    );
    expectOurs(
      signatureSchemes,
      of('scheme').map(([code, name]) => [code, schemeOfGo(name)]),
      12,
    );
    expectOurs(
      protocolVersions,
      of('version').map(([code, name]) => [code, name.replace(/^TLS 1\.0$/, 'TLSv1').replace('TLS ', 'TLSv')]),
      5,
    );
    expectOurs(
      alertDescriptions,
      of('alert').map(([code, text]) => [code, alertsOfGo[text] ?? text.toLowerCase().replaceAll(' ', '_')]),
      34,
    );
  });
});

/** `ECDSAWithP256AndSHA256`, `PSSWithSHA256`, `PKCS1WithSHA1`, … in the RFC's words. */
const schemeOfGo = (name: string): string =>
  name
    .replace(/^ECDSAWithP(\d+)AndSHA(\d+)$/, 'ecdsa_secp$1r1_sha$2')
    .replace(/^(ECDSA|PKCS1|PSS)With/, '$1_')
    .toLowerCase()
    .replace(/^pkcs1/, 'rsa_pkcs1')
    .replace(/^pss/, 'rsa_pss_rsae');

/** Go's sentences that are not the RFC's name with spaces. */
const alertsOfGo: Readonly<Record<string, string>> = {
  'revoked certificate': 'certificate_revoked',
  'expired certificate': 'certificate_expired',
  'unknown certificate': 'certificate_unknown',
  'unknown certificate authority': 'unknown_ca',
  'error decoding message': 'decode_error',
  'error decrypting message': 'decrypt_error',
  'protocol version not supported': 'protocol_version',
  'insufficient security level': 'insufficient_security',
  'encrypted client hello required': 'ech_required',
};

/** Prints every code point that crypto/tls has a name for. It shows an unknown one as a number in parentheses, or as hex. */
const goProgram = `package main

import (
	"crypto/tls"
	"fmt"
	"strings"
)

func show(kind string, code int, name string) {
	if !strings.HasSuffix(name, ")") && !strings.HasPrefix(name, "0x") {
		fmt.Printf("%s %d %s\\n", kind, code, name)
	}
}

func main() {
	for i := 0; i < 65536; i++ {
		show("group", i, tls.CurveID(i).String())
		show("scheme", i, tls.SignatureScheme(i).String())
		show("suite", i, tls.CipherSuiteName(uint16(i)))
		show("version", i, tls.VersionName(uint16(i)))
	}
	for i := 0; i < 256; i++ {
		show("alert", i, strings.TrimPrefix(tls.AlertError(i).Error(), "tls: "))
	}
}
`;

function runGo(): readonly { readonly kind: string; readonly code: number; readonly name: string }[] {
  const folder = mkdtempSync(join(tmpdir(), 'whytls-test-'));
  try {
    writeFileSync(join(folder, 'main.go'), goProgram);
    const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod', GOPROXY: 'off' };
    const printed = execFileSync('go', ['run', 'main.go'], { cwd: folder, env, encoding: 'utf8' });
    return Array.from(printed.matchAll(/^(\w+) (\d+) (.+)$/gm), ([, kind = '', code = '', name = '']) => ({
      kind,
      code: Number(code),
      name,
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!hasPeer('python3'))('beside Python', () => {
  // Python takes them from the headers of OpenSSL, for the message callback of its ssl module.
  it('has the same alerts, messages and record types', { timeout: patience }, () => {
    const program = [
      'import json, ssl',
      'kinds = {"alert": ssl._TLSAlertType, "message": ssl._TLSMessageType, "content": ssl._TLSContentType}',
      'print(json.dumps({kind: {one.name.lower(): one.value for one in of} for kind, of in kinds.items()}))',
    ].join('\n');
    const listed = JSON.parse(execFileSync('python3', ['-c', program], { encoding: 'utf8' })) as Readonly<
      Record<string, Readonly<Record<string, number>>>
    >;
    // 256 and above are made up for the callback; NEXT_PROTO was a draft's and never in the registry.
    const of = (kind: string): (readonly [number, string])[] =>
      Object.entries(listed[kind] ?? {})
        .filter(([name, code]) => code < 256 && name !== 'next_proto')
        .map(([name, code]) => [code, name] as const);
    expectOurs(alertDescriptions, of('alert'), 34);
    expectOurs(contentTypes, of('content'), 4);
    expectOurs(
      handshakeTypes,
      renamed(of('message'), { newsession_ticket: 'new_session_ticket', server_done: 'server_hello_done' }),
      20,
    );
  });
});
