import type { Words } from '../../src/diagnose/define.ts';
import { leafZh, showLeaf, takeUp } from '../../src/diagnose/parties.ts';
import { requestFor } from '../../src/diagnose/remedies/commands.ts';
import { mongodbTls, reference, rfc } from '../../src/diagnose/sources.ts';
import { listedZh, shown, shownHost } from '../../src/diagnose/words/names.ts';
import { refusing, type Refusing, type SanMissingFound } from '../san-missing.ts';

const clients: Readonly<Record<Refusing, string>> = {
  openssl: 'OpenSSL',
  python: 'Python（PyMongo）',
  pymongoOcsp: '使用 PyOpenSSL 的 PyMongo',
  node: 'Node',
  go: 'Go',
  goSince: 'Go 1.15 及以上',
  java: 'Java',
  curl: 'curl',
  gnutls: 'GnuTLS',
  macos: 'macOS 10.15 及以上',
  ios: 'iOS 13 及以上',
};

const zh: Words<SanMissingFound> = {
  title: '证书没有 subjectAltName',
  summary: ({ at, asked, names, refused, usesCommonName }) => {
    const [commonName] = names.commonNames;
    if (asked.kind === 'ip' || commonName === undefined) {
      return `证书中没有任何内容代表 ${shownHost(asked.value)}：subjectAltName 中既没有名称也没有 IP 地址，${at.shortClient} 因此拒绝接受。`;
    }
    const only = `${leafZh(at)}只在 CN 中写了主机名 ${shown(commonName)}`;
    return refused === true && !usesCommonName
      ? `${only}，而 ${at.shortClient} 只看 subjectAltName，因此拒绝接受。`
      : `${only}：${at.shortClient} 仍会看 CN，其他客户端则不看，会拒绝接受。`;
  },
  evidence: ({ asked, names, subject, mongodb }) => [
    { what: '要核对的主机', value: `${shownHost(asked.value)}（${asked.kind === 'ip' ? 'IP 地址' : 'DNS 名称'}）` },
    {
      what: 'subjectAltName',
      value: names.hasExtension
        ? `没有 DNS 名称${names.ip.length > 0 ? `，只有 ${listedZh(names.ip.map(shown))}` : `，也没有 IP 地址${names.otherKinds.length > 0 ? `，只有 ${listedZh(names.otherKinds)}` : ''}`}`
        : '不存在',
    },
    { what: 'CN', value: names.commonNames.length === 0 ? '无' : listedZh(names.commonNames.map(shown)) },
    { what: '叶证书', value: shown(subject) },
    {
      what: '拒绝它的客户端',
      value: listedZh(
        refusing({ asked, names }).map((client) => clients[client]),
        12,
      ),
    },
    ...(mongodb
      ? [{ what: 'MongoDB', value: 'mongod 和 mongos 从 5.0 起在启动时对这种证书给出警告（日志 551190）' }]
      : []),
  ],
  remedies: ({ at, asked }) => [
    {
      side: 'server',
      text: `重新签发证书，在 subjectAltName 中写入 ${asked.kind === 'ip' ? 'IP:' : 'DNS:'}${shown(asked.value)} 以及其他所有用来连接的名称，替换文件并让服务器重新读取。前两行用于自己的 CA：请求中带有名称，但 openssl x509 -req 默认会丢掉，必须要求它复制；大多数这样的证书就是这样产生的。`,
      commands: [...requestFor(asked), ...takeUp(at)],
      references: [reference(mongodbTls), reference(rfc(9525, '6.3'))],
    },
    {
      side: 'server',
      text: '查看证书目前的内容，以及确认新证书带有该扩展：',
      commands: [showLeaf(at, '-noout -subject -ext subjectAltName')],
      references: [],
    },
  ],
  explanation:
    '证书所属的主机应写在 subjectAltName 中，作为 DNS 名称或 IP 地址。2000 年以前写在主题的通用名称（CN）里；RFC 9525 不再使用 CN，客户端也陆续不再看它：Go 从 1.15 起，macOS 从 10.15 起，iOS 从 13 起，以及使用 PyOpenSSL 的 PyMongo。subjectAltName 中没有 DNS 名称时，OpenSSL、Python、Node、Java 和 curl 仍接受 CN，但除 curl 外没有客户端会把 CN 与 IP 地址比较。因此这种证书对一个客户端有效，对另一个无效。对拒绝它的客户端这是错误，对接受 CN 的客户端这是警告。',
  howToCheck:
    '结论中列出了 subjectAltName 和 CN 的内容。`openssl x509 -noout -ext subjectAltName` 会显示该扩展，或显示 "No extensions in certificate"。再次探测不再出现该结论，即已修复。',
};

export default zh;
