import type { Words } from '../../src/diagnose/define.ts';
import { pythonNamedZh, pythonProgram, versionsHere } from '../../src/diagnose/remedies/python-here.ts';
import { mongodbTls, pymongoTls, reference, rfc } from '../../src/diagnose/sources.ts';
import { actZh, isFallback } from '../../src/diagnose/words/act-names.ts';
import { clientZh, listedZh, versionName } from '../../src/diagnose/words/names.ts';
import type { ProtocolVersion } from '../protocol-version.ts';

const zh: Words<ProtocolVersion> = {
  title: '没有共同的 TLS 版本',
  summary: ({ at, act, accepted, offered, behind }) => {
    if (isFallback(act)) {
      return `服务器拒绝把 ${listedZh(offered.map(versionName))} 作为回退：ClientHello 标明这是第二次尝试（TLS_FALLBACK_SCSV），而服务器有更新的版本。`;
    }
    if (accepted.length === 0) {
      return `服务器拒绝 ${clientZh(at.client)} 提供的所有 TLS 版本（${listedZh(offered.map(versionName))}）。`;
    }
    return `这台服务器${behind === 'server' ? '只' : ''}接受 ${listedZh(accepted.map(versionName))}，而 ${clientZh(at.client)} ${behind === 'client' ? '最高' : ''}提供 ${listedZh(offered.map(versionName))}。`;
  },
  evidence: ({ act, waitingFor, offered, accepted, refused, connections }) => [
    { what: '客户端提供', value: listedZh(offered.map(versionName)) },
    { what: '服务器', value: actZh(act, waitingFor) },
    ...(accepted.length === 0 ? [] : [{ what: '单独提供时接受', value: listedZh(accepted.map(versionName)) }]),
    ...(refused.length === 0 ? [] : [{ what: '单独提供时拒绝', value: listedZh(refused.map(versionName)) }]),
    ...(connections === 0
      ? [{ what: '尚不清楚', value: '服务器接受哪些版本：没有实验得到应答' }]
      : [{ what: '测量方式', value: `另外 ${connections} 次连接` }]),
  ],
  remedies: ({ at, act, behind, accepted }) => {
    if (isFallback(act)) {
      return [
        {
          side: 'client',
          text: '服务器的做法是正确的。请让客户端一开始就提供它最新的版本，并查明第一次尝试为何失败：是谁中断了那次尝试，才使它回退。下面的命令就是那第一次尝试。',
          commands: [at.check],
          references: [reference(rfc(7507, '3'))],
        },
      ];
    }
    const server = {
      side: 'server',
      text: `过旧的是服务器${at.release === undefined ? '' : `（MongoDB ${at.release}）`}：请让它支持 TLS 1.2 或 1.3。对 MongoDB 来说：操作系统带有 OpenSSL 1.1.1 或更高版本，MongoDB 4.0 及以上，并且 net.tls.disabledProtocols 中没有 TLS1_2 和 TLS1_3。TLS 1.0 和 1.1 已不再安全（RFC 8996），许多法规也禁止使用：不要在客户端重新启用它们。最后一条命令用来确认已修复。`,
      commands: ['openssl version', at.check],
      references: [reference(rfc(8996, '1')), reference(mongodbTls)],
    } as const;
    const { python, machine } = at;
    const onMac =
      machine === undefined || machine.platform === 'darwin'
        ? '在 macOS 10.12（Sierra）或更早版本上，请从 python.org、Homebrew、MacPorts 等处安装 Python。'
        : '';
    const library =
      python === undefined
        ? '请两个都看一下：第一条命令显示命令行的 OpenSSL，第二条显示 Python 自己所用的。TLS 1.2 需要 OpenSSL 1.0.1，TLS 1.3 需要 1.1.1：请升级，或咨询操作系统厂商。'
        : (python.newestVersion ?? 0) >= Math.min(...accepted)
          ? `本机的 ${pythonNamedZh(python)}支持 ${listedZh(accepted.filter((version) => version <= (python.newestVersion ?? 0)).map(versionName))}：过旧的不是它。请在应用程序运行的地方用同样的命令查看。`
          : `本机的 ${pythonNamedZh(python)}最高只支持 ${versionName(python.newestVersion ?? 0)}：请连同其 OpenSSL 一起升级（TLS 1.2 需要 1.0.1，TLS 1.3 需要 1.1.1），或咨询操作系统厂商。`;
    const client = {
      side: 'client',
      text: `过旧的是客户端：应用程序不需要改动，支持哪些版本由 Python 所用的 OpenSSL 决定。${library}${onMac}`,
      commands: ['openssl version', `${pythonProgram(at)} -c "import ssl; print(ssl.OPENSSL_VERSION)"`, at.check],
      references: [reference(pymongoTls)],
    } as const;
    const here = python === undefined ? null : versionsHere(python);
    if (python !== undefined && here !== null && behind === 'server')
      return [
        server,
        {
          side: 'client',
          text: `本机无需改动：${pythonNamedZh(python)}提供 ${here.replace(' to ', ' 到 ')}，与当前的客户端一样。`,
          commands: [],
          references: [reference(pymongoTls)],
        },
      ];
    const interpreter = {
      side: 'client',
      text: '要查看某个解释器在别处能用到哪个版本：安装 requests，然后询问一个会告知结果的网站。它应当回答 TLS 1.2 或 TLS 1.3（旧资料写的是 TLS 1.1 或更高，如今已不够）。这里写 verify=False 只是因为如此旧的解释器往往没有当前的根证书；过程中不发送任何机密，它也不是可以用在应用程序里的设置。',
      commands: [
        'python -m pip install requests',
        `python -c "import requests; print(requests.get('https://www.howsmyssl.com/a/check', verify=False).json()['tls_version'])"`,
      ],
      references: [reference(pymongoTls), 'https://www.howsmyssl.com/'],
    } as const;
    if (behind === 'server') return at.clientId.startsWith('pymongo') ? [server, interpreter] : [server];
    return behind === 'client' ? [client, interpreter] : [server, client, interpreter];
  },
  explanation:
    '客户端和服务器使用双方都支持的最新版本。旧版本出于安全被关闭（多数部署禁用了 TLS 1.0，或同时禁用 1.0 和 1.1），旧的库又没有新版本。过去往往是客户端太旧；如今通常是服务器太旧，因为 Python 3.10 和 OpenSSL 3 不再提供低于 TLS 1.2 的版本。',
  howToCheck:
    '结论中列出了客户端提供的版本，以及逐一单独提供时服务器接受的版本。两者有共同版本、再次探测不再出现该结论，即已修复。',
};

export default zh;
