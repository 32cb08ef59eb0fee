import { macPythonCertificates } from '../../src/diagnose/remedies/commands.ts';
import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { installRootsInImage, updateRoots } from '../../src/diagnose/remedies/platform-commands.ts';
import { nodeExtraCaCerts, updateCaCertificates } from '../../src/diagnose/remedies/remedy-sources.ts';
import { python29065 } from '../../src/diagnose/remedies/root-remedies.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { pymongoTls } from '../../src/diagnose/sources.ts';

export default {
  remedies: () => [
    {
      side: 'client',
      en: "Bring the system's root certificates up to date.",
      zh: '更新系统的根证书。',
      platforms: updateRoots,
      sources: [pymongoTls],
    },
    {
      side: 'client',
      en: 'Small images have none at all: install them, on the machine or in the Dockerfile. The image "scratch" has no package manager: copy the file from another stage of the build.',
      zh: '精简镜像里往往没有任何根证书：在机器上或 Dockerfile 里安装。scratch 镜像没有包管理器，需要从另一个构建阶段复制。',
      platforms: {
        ...installRootsInImage,
        image: ['COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/'],
      },
      sources: [updateCaCertificates],
    },
    {
      side: 'client',
      en: 'Programs with a store of their own: the Python of python.org on macOS brings an OpenSSL without roots, requests reads certifi, Node and Java bring their own lists with each release.',
      zh: '自带信任库的程序：macOS 上 python.org 的 Python 所带的 OpenSSL 没有根证书，requests 读取 certifi，Node 和 Java 的根证书列表随版本发布。',
      platforms: {
        macos: [macPythonCertificates],
        python: ['python -m pip install --upgrade certifi', 'export SSL_CERT_FILE="$(python -m certifi)"'],
        node: ['node --version', 'node --use-system-ca app.js'],
        java: ['java -version', 'keytool -list -cacerts'],
      },
      sources: [python29065, nodeExtraCaCerts],
    },
    {
      side: 'client',
      en: 'See whether variables send the client to a file or folder that is empty or out of date.',
      zh: '检查环境变量是否把客户端指向了空的或过时的文件、目录。',
      commands: ['env | grep -E "SSL_CERT|CA_BUNDLE|EXTRA_CA"', 'openssl version -d', 'whytls env'],
    },
  ],
  shortcuts: [
    noVerification(
      'the roots stay missing, for every server: nothing that this machine connects to is authenticated.',
      '根证书依然缺失，而且对所有服务器都如此：这台机器连接的任何对端都没有经过认证。',
    ),
  ],
} satisfies GeneralRemedies;
