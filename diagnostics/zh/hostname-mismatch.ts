import { unreachable } from '../../src/base/never.ts';
import type { RemedyText, Words } from '../../src/diagnose/define.ts';
import type { Asked } from '../../src/diagnose/reading/leaf-names.ts';
import { listedZh, shown, shownHost } from '../../src/diagnose/words/names.ts';
import type { NearMiss } from '../../src/diagnose/reading/near-miss.ts';
import { leafZh, showLeaf, takeUp, takeUpZh } from '../../src/diagnose/parties.ts';
import { mongodbTls, pymongoTls, reference, rfc } from '../../src/diagnose/sources.ts';
import { checkByName, requestWithAll, type HostnameMismatch } from '../hostname-mismatch.ts';

function nearly(miss: NearMiss, asked: Asked): string {
  const name = shown(miss.name);
  switch (miss.kind) {
    case 'trailingDot':
      return `${name} 以点结尾：OpenSSL、Python、Go、Java 和 GnuTLS 按原样比较，Node 和 curl 会去掉这个点`;
    case 'wildcardDepth':
      return `${name} 中的 * 只代表一段，而这里需要代表 ${miss.labels} 段`;
    case 'wildcardParent':
      return `${name} 中的 * 必须代表一段，因此 ${name} 不包括 ${shown(asked.value)} 本身`;
    case 'wildcardTop':
      return `${name}：最后一段之前直接用 *，只有 Go 和 Java 接受`;
    case 'wildcardPart':
      return `${name}：用 * 代表一段中的一部分，openssl 程序、Node 和 Java 接受，Python、Go、curl 和 GnuTLS 不接受`;
    case 'www':
      return `${name} 只差 www.，但这就是另一个名称`;
    case 'shortAsked':
      return `${name} 以所填的短名称开头：请用完整名称连接`;
    case 'shortPresented':
      return `${name} 是所填名称的短名称：证书中必须写完整名称`;
    case 'oneLabel':
      return `${name} 只有一段不同：是 ${shown(miss.presented)} 而不是 ${shown(miss.asked)}`;
    case 'addressAsName':
      return `${name} 写成了 DNS 名称：IP 地址只与 iPAddress 条目比较`;
    case 'unicodeName':
      return `${name} 是同一名称的 Unicode 写法：证书中必须写成 ${shown(asked.value)}`;
    case 'commonNameOverridden':
      return `CN 是 ${name}，但只有 subjectAltName 中没有 DNS 名称时 CN 才算数`;
    case 'addressReached':
      return `证书中有所连接的地址 ${name}，但没有该名称`;
    default:
      return unreachable(miss);
  }
}

const zh: Words<HostnameMismatch> = {
  title: '主机名与证书不符',
  summary: ({ at, asked, presented, otherKind }) => {
    const names = presented.length > 0 ? presented : otherKind;
    const holds =
      names.length === 0 ? '的 subjectAltName 没有写明任何主机' : `是为 ${listedZh(names.map(shownHost), 4)} 签发的`;
    return at.given === undefined
      ? `${leafZh(at)}${holds}，而 ${at.shortClient} 要连接的是 ${shownHost(asked.value)}。`
      : `${leafZh(at)}${holds}，不适用于 ${shownHost(asked.value)}，${at.shortClient} 拒绝接受。`;
  },
  evidence: ({ at, asked, presented, otherKind, usedCommonName, subject, sni, nearMisses, mongodb }) => [
    {
      what: at.given === undefined ? '要连接的主机' : '核对的名称',
      value: `${shownHost(asked.value)}（${asked.kind === 'ip' ? 'IP 地址' : 'DNS 名称'}）`,
    },
    {
      what: usedCommonName
        ? 'subjectAltName 中没有 DNS 名称，因此比较了 CN'
        : `subjectAltName 中的${asked.kind === 'ip' ? ' IP 地址' : ' DNS 名称'}`,
      value: presented.length === 0 ? '无' : listedZh(presented.map(shownHost), 20),
    },
    ...(otherKind.length === 0
      ? []
      : [{ what: asked.kind === 'ip' ? 'DNS 名称' : 'IP 地址', value: listedZh(otherKind.map(shownHost), 20) }]),
    ...nearMisses.map((miss) => ({ what: '接近', value: nearly(miss, asked) })),
    ...(mongodb?.accepts === true
      ? [{ what: 'MongoDB 服务器', value: '成员之间按 MongoDB 自己的规则会接受它，驱动程序不会' }]
      : []),
    { what: '叶证书', value: shown(subject) },
    ...(at.given === undefined ? [{ what: '发送的 SNI', value: sni === null ? '无' : shown(sni) }] : []),
  ],
  remedies: ({ at, asked, presented, otherKind, sni, mongodb }) => [
    {
      side: 'client',
      text: `如果这确实是要连接的服务器，请改用证书中的名称连接${asked.kind === 'ip' || presented.length > 0 ? '' : '（该证书中没有）'}。第一条命令会列出全部名称${checkByName(at, [...presented, ...otherKind]).length > 0 ? '，最后一条在同一地址用其中一个名称检查' : ''}。对副本集来说，以其配置中的名称为准：rs.conf().members[n].host。`,
      commands: [showLeaf(at, '-noout -subject -ext subjectAltName'), ...checkByName(at, [...presented, ...otherKind])],
      references: [reference(rfc(9525, '6')), reference(pymongoTls)],
    },
    {
      side: 'server',
      text: `重新签发证书，在 subjectAltName 中保留原有名称并加上 ${asked.kind === 'ip' ? 'IP:' : 'DNS:'}${shown(asked.value)}，替换后再次检查。${takeUpZh(at)}只写 CN 不够：Go、macOS、iOS 以及使用 PyOpenSSL 的 PyMongo 都不看 CN。${asked.kind === 'ip' && mongodb !== null ? '副本集成员从 MongoDB 4.2 起才比较 IP 地址，更早的版本请使用名称。' : ''}前两行用于自己的 CA。`,
      commands: [...requestWithAll({ asked, presented, otherKind }), ...takeUp(at)],
      references: [reference(mongodbTls), reference(rfc(5280, '4.2.1.6'))],
    },
    ...(at.given === undefined ? [elsewhere(sni)] : []),
  ],
  explanation:
    '客户端只认证书里写明的名称。它把用户填写的主机与 subjectAltName 中的 DNS 名称或 IP 地址比较；通配符只代表最左边的一段；IP 地址不会与 DNS 名称比较；含有 ASCII 以外字符的名称以 A-label 形式（xn--…）比较。subjectAltName 中没有 DNS 名称时，部分客户端仍会看 CN。MongoDB 服务器之间另有规则：只要有 subjectAltName，CN 就不算数；结尾的点会被去掉；IP 地址可以写成 DNS 名称；IP 地址从 4.2 起才比较。',
  howToCheck:
    '结论中列出了要连接的名称和证书提供的名称。两者一致、再次探测不再出现该结论，即已修复。放行不匹配的主机名，等于接受任何持有受信任 CA 证书的一方。',
};

const elsewhere = (sni: string | null): RemedyText => ({
  side: 'network',
  text: `如果证书属于完全不同的服务，说明应答的是别的东西：负载均衡或代理的默认站点（它按 SNI 选择${sni === null ? '，而这次没有发送 SNI' : ''}）、过期的 DNS 记录，或该端口上的另一个进程。`,
  commands: [],
  references: [],
});

export default zh;
