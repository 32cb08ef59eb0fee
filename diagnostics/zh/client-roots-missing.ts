import { certifiForPypy, macPythonCertificates, updateRootCertificates } from '../../src/diagnose/commands.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { shown } from '../../src/diagnose/names.ts';
import { judgeOf, ownerZh } from '../../src/diagnose/parties.ts';
import { pymongoTls, reference } from '../../src/diagnose/sources.ts';
import { storeZh } from '../../src/diagnose/store-names.ts';
import type { ClientRootsMissing } from '../client-roots-missing.ts';

const zh: Words<ClientRootsMissing> = {
  title: '本机缺少根证书',
  summary: ({ at, why, root, store }) => {
    if (why === 'unreadable') return `${at.shortClient} 没有可用于校验的根证书：${storeZh(store)}无法读取。`;
    if (why === 'empty')
      return `${at.shortClient} 没有可用于校验的根证书：${storeZh({ ...store, certificates: null })}是空的。`;
    return `本机的信任库中没有 ${shown(root ?? '该根证书')}，而其他信任库中有：${at.shortClient} 无法校验${ownerZh(at)}。`;
  },
  evidence: ({ why, store, otherStores, root }) => [
    {
      what: '信任库',
      value:
        why === 'outdated'
          ? `${storeZh(store)}：不含 ${shown(root ?? '该根证书')}`
          : `${storeZh(store)}：${why === 'empty' ? '没有任何证书' : '无法读取'}`,
    },
    ...otherStores.map((other) => ({ what: '以下信任库会接受', value: storeZh(other) })),
  ],
  remedies: ({ at }) => [
    {
      side: judgeOf(at),
      text: 'Linux：安装发行商最新的根证书，即 ca-certificates 软件包（选择适合您系统的一行），然后再次检查。精简的容器镜像往往一个根证书都没有。',
      commands: [...updateRootCertificates, at.check],
      references: [reference(pymongoTls)],
    },
    {
      side: judgeOf(at),
      text: 'macOS 上使用 python.org 的 Python 3.7 或更高版本：它自带 OpenSSL，却没有根证书，用这条命令安装（Python issue 29065）。',
      commands: [macPythonCertificates],
      references: ['https://bugs.python.org/issue29065'],
    },
    {
      side: judgeOf(at),
      text: '没有根证书的解释器：使用 certifi 的证书。这些命令原是为 portable-pypy（其 issue 15，该项目已停止维护）而写，把 pypy 换成您的 Python 就到处适用。',
      commands: certifiForPypy,
      references: ['https://github.com/squeaky-pl/portable-pypy/issues/15'],
    },
    {
      side: judgeOf(at),
      text: 'SSL_CERT_FILE 和 SSL_CERT_DIR 会取代默认信任库：请查看它们是否已设置，所指的文件是否存在。',
      commands: ['env | grep SSL_CERT', 'openssl version -d'],
      references: [],
    },
  ],
  explanation:
    '没有 tlsCAFile 的客户端用系统的根证书校验。没有根证书时（精简容器、macOS 上尚未安装证书的 python.org Python、SSL_CERT_FILE 指向不存在的文件），所有服务器都会被拒绝；根证书过旧时，使用较新 CA 的服务器会被拒绝。',
  howToCheck:
    '所有使用公共证书的服务器都以同样方式被拒绝，而同一台机器上的其他客户端能接受。再次探测时路径被接受，即已修复。',
};

export default zh;
