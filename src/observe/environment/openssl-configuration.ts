import { fromUtf8 } from '../../base/octets.ts';
import type { Ports } from '../../net/ports.ts';
import { attemptFailed, completed } from '../attempt.ts';
import type { OpensslConfiguration } from '../environment.ts';

/**
 * What a configuration file of OpenSSL says of TLS: the section that `openssl_conf` names, in it `ssl_conf`, in that
 * `system_default` (config(5)). Files that it includes by name are read as well, as Red Hat's crypto policies come that way.
 */
export function readOpensslConfiguration(files: Ports['files'], path: string): OpensslConfiguration {
  const content = files.read(path, maxOctets);
  if (!content.ok) return { path, content: attemptFailed(content.problem) };
  const sections: Sections = new Map();
  readInto(sections, files, fromUtf8(content.value), { section: 'default' }, 0);
  const valueOf = (section: string | null, key: string): string | null =>
    section === null ? null : (sections.get(section)?.get(key) ?? null);
  const ssl = valueOf(valueOf('default', 'openssl_conf'), 'ssl_conf');
  const defaults = valueOf(ssl, 'system_default');
  const cipherString = valueOf(defaults, 'CipherString');
  const level = /@SECLEVEL=(\d)/.exec(cipherString ?? '')?.[1];
  return {
    path,
    content: completed({
      minProtocol: valueOf(defaults, 'MinProtocol') ?? valueOf(defaults, 'TLS.MinProtocol'),
      maxProtocol: valueOf(defaults, 'MaxProtocol') ?? valueOf(defaults, 'TLS.MaxProtocol'),
      cipherString,
      securityLevel: level === undefined ? null : Number(level),
    }),
  };
}

type Sections = Map<string, Map<string, string>>;

function readInto(
  sections: Sections,
  files: Ports['files'],
  text: string,
  at: { section: string },
  depth: number,
): void {
  for (const line of text.split(/\r?\n/)) {
    const [bare = ''] = line.split('#');
    const header = /^\s*\[\s*([^\]]*?)\s*\]/.exec(bare);
    const assignment = /^\s*(\.?[\w.:-]+)\s*(?:=\s*|\s+(?=\/))(.*?)\s*$/.exec(bare);
    if (header !== null) at.section = header[1] ?? '';
    else if (assignment !== null) assign(sections, files, assignment[1] ?? '', assignment[2] ?? '', at, depth);
  }
}

function assign(
  sections: Sections,
  files: Ports['files'],
  key: string,
  value: string,
  at: { section: string },
  depth: number,
): void {
  if (key === '.include') {
    const included = depth < maxDepth ? files.read(value, maxOctets) : null;
    if (included?.ok === true) readInto(sections, files, fromUtf8(included.value), at, depth + 1);
    return;
  }
  const section = sections.get(at.section) ?? new Map<string, string>();
  section.set(key, value.replace(/^"(.*)"$/, '$1'));
  sections.set(at.section, section);
}

const maxOctets = 1 << 20;
const maxDepth = 4;
