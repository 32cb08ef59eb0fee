/**
 * General remedies are complete in both languages, their commands are commands, and no remedy anywhere is a switch that turns
 * checks off.
 */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { deploymentDiagnoses } from '../../diagnostics/deployment-index.ts';
import { generalRemedies } from '../../diagnostics/general/index.ts';
import { diagnoses } from '../../diagnostics/index.ts';
import { zhWords } from '../../diagnostics/zh/index.ts';
import type { Source } from '../../src/diagnose/define.ts';
import { whereabouts } from '../../src/diagnose/remedies/general-remedy.ts';
import type { GeneralRemedy } from '../../src/diagnose/remedies/general-remedy.ts';
import type { Platform } from '../../src/diagnose/remedies/platforms.ts';
import * as shortcuts from '../../src/diagnose/remedies/shortcuts.ts';
import { filesIn, textOf } from '../support/sources.ts';

const general = [...generalRemedies].map(([id, { remedies, shortcuts: instead = [] }]) => ({
  id,
  remedies: remedies(whereabouts(null, null)),
  instead,
}));
const all = [...diagnoses, ...deploymentDiagnoses];

const commandsOf = ({ commands = [], platforms = {} }: GeneralRemedy): readonly string[] => [
  ...commands,
  ...Object.values(platforms).flat(),
];

describe.each(general)('general remedies of $id', ({ id, remedies, instead }) => {
  it('are whole in both languages', () => {
    for (const { en, zh } of [...remedies, ...instead]) {
      expect(en).toMatch(/^\S[^\n]*[.]$/);
      expect(en).not.toMatch(/\p{Script=Han}|undefined|\[object/u);
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(zh).toMatch(/。$/);
      // Western punctuation between Chinese characters is a slip of the keyboard.
      expect(zh).not.toMatch(/\p{Script=Han}[,;:!?]|[,;:!?]\p{Script=Han}|undefined|\[object/u);
      expect(zh).not.toMatch(/\p{Script=Han} \p{Script=Han}|\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u);
      // What is named in one language is named in the other.
      expect(namesIn(zh), zh).toStrictEqual(namesIn(en));
    }
  });

  it('say where they come from', () => {
    const sources = remedies.flatMap((remedy): readonly Source[] => [
      ...(remedy.sources ?? []),
      ...Object.values(remedy.platformSources ?? {}),
    ]);
    for (const source of sources) if (source.kind === 'page') expect(source.url).toMatch(/^https?:\/\/\S+$/);
    // Only our own limit has no source.
    if (id !== 'probe-stopped') expect(sources.length).toBeGreaterThan(0);
  });

  it('hold something to do: a command somewhere', () => {
    expect(remedies.flatMap(commandsOf).length).toBeGreaterThan(0);
  });
});

/** Options of MongoDB and directives of servers, as they stand in a sentence. */
function namesIn(text: string): readonly string[] {
  const names = text.match(/\b(?:tls[A-Z]\w+|net\.tls\.\w+|security\.\w+|\w+_\w+|extendedKeyUsage|subjectAltName)\b/g);
  return [...new Set(names ?? [])].toSorted();
}

/** These are shown as lines of a program or of a Dockerfile, not of a shell. */
const notShell: readonly Platform[] = ['pymongo', 'python', 'node', 'go', 'windows', 'image'];
const isCode = (command: string): boolean => /^(?:db\.|RUN |COPY )/.test(command);

it('have commands that a shell can read', () => {
  const commands = general.flatMap(({ remedies }) =>
    remedies.flatMap(({ commands: own = [], platforms = {} }) => [
      ...own,
      ...Object.entries(platforms).flatMap(([platform, ones]) =>
        notShell.some((one) => one === platform) ? [] : ones,
      ),
    ]),
  );
  expect(commands.length).toBeGreaterThan(200);
  const script = [...new Set(commands)].filter((command) => !isCode(command)).join('\n');
  const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
  expect({ status, stderr }).toStrictEqual({ status: 0, stderr: '' });
});

it('begin in plain text wherever they connect, where the server of the text does', () => {
  const mail = 'starttls-refused';
  const connecting = [...generalRemedies].flatMap(([id, { remedies }]) =>
    id === mail ? [] : remedies(whereabouts('db1', 5432, 'postgres')).flatMap(commandsOf),
  );
  const clients = connecting.filter((command) => command.includes('openssl s_client'));
  expect(clients.length).toBeGreaterThan(15);
  for (const command of clients) expect(command.match(/ -starttls postgres\b/g)).toHaveLength(1);
});

it('have no source of a platform that has no commands', () => {
  for (const { remedies } of general)
    for (const { platforms = {}, platformSources = {} } of remedies)
      expect(Object.keys(platforms)).toEqual(expect.arrayContaining(Object.keys(platformSources)));
});

it('name the server of a text only where that cannot end a quotation', () => {
  const named = [...generalRemedies.values()].flatMap(({ remedies }) =>
    remedies(whereabouts("x'; reboot; '", 443)).flatMap(commandsOf),
  );
  expect(named.join('\n')).not.toContain('reboot');
});

/** Switches that turn checks off or let in what is broken, as they are typed. */
const insecure = [
  /tlsInsecure\s*[=:]\s*true|--tlsInsecure\b/i,
  /tlsAllowInvalid(?:Certificates|Hostnames)\s*[=:]\s*true|--(?:tls|ssl)AllowInvalid/i,
  /ssl_?cert_reqs|\bCERT_NONE\b|verify\s*=\s*False|check_hostname\s*=\s*False|_create_unverified_context/,
  /PYTHONHTTPSVERIFY\s*=\s*["']?0|--trusted-host/,
  /rejectUnauthorized\s*:\s*false|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity|strict-ssl/,
  /InsecureSkipVerify|insecure-skip-tls-verify|--insecure\b|\bcurl\b.*\s-\w*k|no-check-certificate/,
  /sslVerify[\s=]+false|GIT_SSL_NO_VERIFY/i,
  /trustAll|TrustServerCertificate\s*=\s*true|DangerousAcceptAny|NoopHostnameVerifier|ALLOW_ALL_HOSTNAME/i,
  /VERIFY_NONE|verify_peer|SSL_VERIFYPEER/,
  /SECLEVEL\s*=\s*[01]|MinProtocol\s*=\s*TLSv1(?!\.)|--set LEGACY|disabledAlgorithms=""|tls-min-v1\.[01]/,
  /LEGACY_SERVER_CONNECT|UnsafeLegacy/,
  /tlsDisable(?:OCSPEndpointCheck|CertificateRevocationCheck)\s*[=:]\s*true|ssl-no-revoke/i,
  /\btls\s*=\s*false|sslmode=(?:disable|allow|prefer|require|verify-ca)\b|tls\.mode:\s*disabled/i,
  /--ssl-mode=(?:DISABLED|PREFERRED|REQUIRED|VERIFY_CA)/i,
];
const isInsecure = (text: string): boolean => insecure.some((pattern) => pattern.test(text));

describe('an insecure switch is never a remedy', () => {
  it('knows every switch that the pages warn of', () => {
    const warned = Object.values(shortcuts).flatMap((make) => Object.values(make('', '').switches).flat());
    expect(warned.length).toBeGreaterThan(30);
    expect(warned.filter((one) => !isInsecure(one))).toStrictEqual([]);
  });

  it('in general remedies, by command or by word', () => {
    for (const { remedies } of general)
      for (const remedy of remedies) {
        // To look for such a switch is not to set it.
        const commands = commandsOf(remedy).filter((command) => !command.startsWith('grep '));
        for (const line of [...commands, remedy.en, remedy.zh]) expect(isInsecure(line), line).toBe(false);
      }
  });

  it.each(all)('in the remedies of a probe: $id', ({ id, en, example }) => {
    for (const words of [en, zhWords.get(id)])
      for (const { text, commands } of words?.remedies(example) ?? [])
        for (const line of [text, ...commands]) {
          // The one exception stands on PyMongo's page: it asks a public site for a version and sends nothing.
          const isAllowed = id === 'protocol-version' && /howsmyssl|requests/.test(line);
          if (!isAllowed) expect(isInsecure(line), line).toBe(false);
        }
  });

  it('in any branch of their sources', () => {
    // Beyond the examples: every copyable command that is written down. What a client prints may name a switch.
    const own = all.flatMap(({ id }) => [`diagnostics/${id}.ts`, `diagnostics/zh/${id}.ts`]);
    const arrays = own.flatMap((file) => textOf(file).match(/commands: (?:[^\]]|\][^,\n])*\]/g) ?? []);
    expect(arrays.length).toBeGreaterThan(2 * all.length);
    const remedies = filesIn('src/diagnose/remedies').filter((path) => !path.endsWith('/shortcuts.ts'));
    const shared = [...remedies, 'src/diagnose/elsewhere.ts', 'src/diagnose/words/x509-words.ts'];
    const lines = [...arrays, ...shared.map(textOf)].join('\n').split('\n');
    expect(lines.filter((line) => isInsecure(line) && !line.includes('www.howsmyssl.com'))).toStrictEqual([]);
  });
});
