import { withoutSecrets } from '../../base/redact.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Ports } from '../../net/ports.ts';
import { attemptFailed, completed } from '../attempt.ts';
import type { PlaceSeen, VariableSeen } from '../environment.ts';
import type { TrustStoreProblem } from '../observation.ts';
import { splitOptions } from '../trust/java-stores.ts';
import { folderSize } from '../trust/openssl-store.ts';
import type { Environment } from '../trust/openssl-store.ts';
import { readPemStore } from '../trust/trust-source.ts';

/** The variables that change how programs do TLS: which are set, to what, and what stands where they point to. */
export const observeVariables = (ports: Pick<Ports, 'files' | 'platform'>, env: Environment): readonly VariableSeen[] =>
  Object.entries(variables).map(([name, kind]) => {
    const value = env[name] ?? null;
    return {
      name,
      value: value === null ? null : shownValue(kind, value),
      places:
        value === null ? [] : placesOf(kind, value, ports.platform).map((path) => observePlace(ports, kind, path)),
    };
  });

/**
 * What a variable holds: a file of certificates, folders of them, one of either, any other file, options of a JVM, a proxy, or
 * something else.
 */
type Kind = 'certificates' | 'folders' | 'certificatesOrFolder' | 'file' | 'folder' | 'javaOptions' | 'other';

const variables: Readonly<Record<string, Kind>> = {
  SSL_CERT_FILE: 'certificates',
  SSL_CERT_DIR: 'folders',
  NODE_EXTRA_CA_CERTS: 'certificates',
  REQUESTS_CA_BUNDLE: 'certificatesOrFolder',
  CURL_CA_BUNDLE: 'certificatesOrFolder',
  JAVA_TOOL_OPTIONS: 'javaOptions',
  JDK_JAVA_OPTIONS: 'javaOptions',
  _JAVA_OPTIONS: 'javaOptions',
  JAVA_HOME: 'folder',
  OPENSSL_CONF: 'file',
  GODEBUG: 'other',
  NODE_OPTIONS: 'other',
  NODE_TLS_REJECT_UNAUTHORIZED: 'other',
  NODE_USE_SYSTEM_CA: 'other',
  SSLKEYLOGFILE: 'other',
  HTTPS_PROXY: 'other',
  https_proxy: 'other',
  HTTP_PROXY: 'other',
  http_proxy: 'other',
  ALL_PROXY: 'other',
  all_proxy: 'other',
  NO_PROXY: 'other',
  no_proxy: 'other',
};

/** A JVM's passwords stand in properties, quoted or not. */
const shownValue = (kind: Kind, value: string): string =>
  kind === 'javaOptions'
    ? splitOptions(value)
        .map((word) =>
          withoutSecrets(word.replace(/^(-D[^=]*(?:password|passphrase|secret|token)[^=]*=).*$/i, '$1***')),
        )
        .join(' ')
    : withoutSecrets(value);

function placesOf(kind: Kind, value: string, platform: string): readonly string[] {
  switch (kind) {
    case 'folders':
      return value.split(platform === 'win32' ? ';' : ':').filter((path) => path !== '');
    case 'javaOptions':
    case 'other':
      return [];
    default:
      return [value];
  }
}

function observePlace({ files }: Pick<Ports, 'files'>, kind: Kind, path: string): PlaceSeen {
  const seen = contentOf(files, kind, path);
  return { path, content: seen.ok ? completed({ certificates: seen.value }) : attemptFailed(seen.problem) };
}

function contentOf(files: Ports['files'], kind: Kind, path: string): Result<number | null, TrustStoreProblem> {
  if (kind === 'folders') return folderSize(files, path);
  if (kind === 'folder' || kind === 'file') {
    const found = files.realPath(path);
    return found.ok ? ok(null) : found;
  }
  if (kind === 'certificatesOrFolder' && files.list(path).ok) return folderSize(files, path);
  const store = readPemStore(files, path);
  return store.ok ? ok(store.value.size) : store;
}
