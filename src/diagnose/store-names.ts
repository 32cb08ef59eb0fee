/** Trust stores in the words of both languages. */
import type { StoreName } from './chain-facts.ts';
import { counted, shown } from './names.ts';

/** `ca.pem (1 certificate)`, `the system's trust store /etc/ssl/certs/… (144 certificates)`. */
export function storeEn(store: StoreName): string {
  const size = store.certificates === null ? '' : ` (${counted(store.certificates, 'certificate')})`;
  if (store.name === 'tlsCAFile')
    return `${store.path === null ? 'the CA certificates given' : shown(store.path)}${size}`;
  if (store.name === 'node') return `Node's bundled roots${size}`;
  return `the system's trust store${store.path === null ? '' : ` ${shown(store.path)}`}${size}`;
}

/** `ca.pem（1 个证书）`, `系统信任库 /etc/ssl/certs/…（144 个证书）`. */
export function storeZh(store: StoreName): string {
  const size = store.certificates === null ? '' : `（${store.certificates} 个证书）`;
  if (store.name === 'tlsCAFile') return `${store.path === null ? '给出的 CA 证书' : shown(store.path)}${size}`;
  if (store.name === 'node') return `Node 内置根证书${size}`;
  return `系统信任库${store.path === null ? '' : ` ${shown(store.path)}`}${size}`;
}
