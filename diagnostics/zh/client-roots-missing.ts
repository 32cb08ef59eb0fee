import { isoDate } from '../../src/base/time.ts';
import { faultZh, type FileFault } from '../../src/diagnose/remedies/ca-file.ts';
import type { StoreName } from '../../src/diagnose/reading/chain-facts.ts';
import { packageIn, pythonNamedZh } from '../../src/diagnose/remedies/python-here.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { listedZh, shown, spacedZh } from '../../src/diagnose/words/names.ts';
import { judgeOf, ownerZh } from '../../src/diagnose/parties.ts';
import { rootRemedies, type RootRemedy } from '../../src/diagnose/remedies/root-remedies.ts';
import { storeUsers, storeZh } from '../../src/diagnose/words/store-names.ts';
import { hasSystem, type ClientRootsMissing } from '../client-roots-missing.ts';

const zh: Words<ClientRootsMissing> = {
  title: '本机缺少根证书',
  summary: ({ at, fault, root, store, accepting }) =>
    fault === null
      ? `${storeZh(bare(store))}中没有 ${shown(root?.name ?? '该根证书')}，${spacedZh(
          '而',
          listedZh(
            accepting.map((other) => storeZh(bare(other))),
            3,
          ),
        )}中有：${at.shortClient} 无法校验${ownerZh(at)}。`
      : `${at.shortClient} 没有可用于校验的根证书：${spacedZh(storeZh({ ...store, certificates: null }), storeFault(fault))}。`,
  evidence: ({ fault, store, accepting, refusing, root, newestRootFrom }) => [
    {
      what: '信任库',
      value: `${storeZh(store)}：${fault === null ? `不含 ${shown(root?.name ?? '该根证书')}` : `${storeFault(fault)}${fault.code === null ? '' : `（${fault.code}）`}`}`,
    },
    ...(root === null || root.from === null || newestRootFrom === null || root.from < newestRootFrom
      ? []
      : [
          {
            what: '过旧',
            value: `${shown(root.name)} 自 ${isoDate(root.from)} 起有效，此信任库中最新的根证书自 ${isoDate(newestRootFrom)} 起有效`,
          },
        ]),
    ...accepting.map((other) => ({ what: '接受', value: `${storeZh(other)}${usedZh(other)}` })),
    ...(refusing.length === 0
      ? []
      : [{ what: '拒绝', value: listedZh(refusing.map((other) => storeZh({ ...other, path: null }))) }]),
  ],
  remedies: (finding) =>
    rootRemedies(finding).map(({ kind, commands, references }) => ({
      side: judgeOf(finding.at),
      text: remedyTexts[kind](finding),
      commands,
      references,
    })),
  explanation:
    '没有 tlsCAFile 的客户端用系统、运行时或软件包自带的根证书校验。不同客户端用的信任库不同，所以同一台服务器 curl 能接受，Java 却可能拒绝。没有根证书时（精简容器、macOS 上尚未安装证书的 python.org Python、SSL_CERT_FILE 和 SSL_CERT_DIR 指向不存在的位置），所有服务器都会被拒绝；根证书过旧时，使用较新 CA 的服务器会被拒绝。',
  howToCheck:
    '所有使用公共证书的服务器都以同样方式被拒绝，而同一台机器上的其他客户端能接受。再次探测时路径被接受，即已修复；`whytls --all-stores` 会列出本机的每个信任库。',
};

const storeFault = (fault: FileFault): string =>
  fault.why === 'noCertificate' && fault.holds === null ? '不含任何证书' : faultZh(fault);

const bare = (store: StoreName): StoreName => ({ ...store, path: null, certificates: null });

const usedZh = ({ name }: StoreName): string =>
  storeUsers[name].length === 0 ? '' : `，使用者：${storeUsers[name].join('、')}`;

const remedyTexts: Readonly<Record<RootRemedy, (finding: ClientRootsMissing) => string>> = {
  unsetVariable: ({ store, root, refusing }) =>
    `${store.name === 'sslCertFile' ? 'SSL_CERT_FILE' : 'SSL_CERT_DIR'} 指定了根证书的位置：${shown(store.path ?? '')}。请取消设置，让系统自己的信任库重新生效；或者让它指向也含有${root === null ? '根证书' : ` ${shown(root.name)} `}的位置。${hasSystem(refusing) ? '仅此还不够：系统自己的信任库在加入该根证书之前，同样拒绝这台服务器。' : ''}`,
  linkBundle: () =>
    'OpenSSL 通过以哈希值命名的链接查找根证书，而这里没有这些链接；curl 和 Go 读取的文件却存在。请生成链接（Debian、Ubuntu、Alpine），或让 OpenSSL 直接使用该文件。',
  installRoots: () =>
    'Linux：安装发行商的根证书，即 ca-certificates 软件包。精简的容器镜像往往一个根证书都没有：以 RUN 开头的一行写入其 Dockerfile。',
  updateRoots: () => 'Linux：安装发行商最新的根证书，即 ca-certificates 软件包，然后再次检查。',
  addOwnRoot: ({ root }) =>
    `${root === null ? '本机的其他信任库都没有服务器的根证书' : `${shown(root.name)} 不在任何公共根证书列表中`}：多半是您自己的 CA。请向 CA 的管理者索取其证书，加入系统信任库，或者只用 tlsCAFile 交给这个客户端。`,
  macPython: ({ at: { python } }) =>
    `${python === undefined ? 'macOS 上使用 python.org 的 Python 3.7 或更高版本' : `本机是 python.org 的 ${pythonNamedZh(python)}`}：它自带 OpenSSL，却没有根证书，用这条命令安装（Python issue 29065）。`,
  pypy: ({ at: { python } }) =>
    python !== undefined
      ? `本机的 ${pythonNamedZh(python)}可以使用 certifi 的根证书${packageIn(python, 'certifi') === null ? '' : `（已安装 ${shown(packageIn(python, 'certifi') ?? '')}）`}。变量要在启动应用程序的地方设置。`
      : '没有根证书的解释器：使用 certifi 的证书。这些命令原是为 portable-pypy（其 issue 15，该项目已停止维护）而写，把 pypy 换成您的 Python 就同样适用。',
  node: ({ isPublic }) =>
    isPublic === true
      ? 'Node 自带根证书：更新 Node 即可得到更新的根证书。'
      : 'Node 不读取系统信任库：请在应用程序启动前用 NODE_EXTRA_CA_CERTS 指定您的 CA 文件，或用 tlsCAFile 交给驱动程序。',
  java: ({ isPublic, fault }) =>
    fault?.why === 'passwordNeeded' || fault?.why === 'wrongPassword'
      ? '没有密码，Java 读不到加密的 PKCS #12 信任库中的任何证书：请在 javax.net.ssl.trustStore 之外用 -Djavax.net.ssl.trustStorePassword 给出密码。第二条命令会询问密码并列出其中的内容。'
      : isPublic === true
        ? 'Java 自带根证书：请更新 JDK，或把根证书导入其信任库（未改过的话密码是 “changeit”）。'
        : 'Java 不读取系统信任库：请把您的 CA 的根证书导入 Java 的信任库（未改过的话密码是 “changeit”）。',
  certifi: () => 'certifi 自带根证书：请在应用程序所用的环境中更新它。',
  windows: () =>
    'Windows 在首次需要时从 Windows Update 获取公共根证书；如果被阻止，请用第一条命令在别处获取。您自己的根证书以管理员身份用第二条命令加入。',
  lookAtVariables: () =>
    'SSL_CERT_FILE 和 SSL_CERT_DIR 各自取代默认信任库的一半：请查看它们是否已设置，所指的位置是否存在。第二条命令显示默认目录。',
};

export default zh;
