import type { RemedyText, Words } from '../../src/diagnose/define.ts';
import { listedZh, shown } from '../../src/diagnose/names.ts';
import { leafZh, showLeaf } from '../../src/diagnose/parties.ts';
import { mongodbTls, pymongoTls, reference, rfc } from '../../src/diagnose/sources.ts';
import type { HostnameMismatch } from '../hostname-mismatch.ts';

const zh: Words<HostnameMismatch> = {
  title: '主机名与证书不符',
  summary: ({ at, asked, presented, otherKind }) => {
    const names = presented.length > 0 ? presented : otherKind;
    const holds = names.length === 0 ? '没有写明任何主机' : `是为 ${listedZh(names.map(shown), 4)} 签发的`;
    return at.given === undefined
      ? `${leafZh(at)}${holds}，而 ${at.shortClient} 要连接的是 ${shown(asked.value)}。`
      : `${leafZh(at)}${holds}，不适用于 ${shown(asked.value)}，${at.shortClient} 拒绝接受。`;
  },
  evidence: ({ at, asked, presented, otherKind, usedCommonName, subject, sni }) => [
    {
      what: at.given === undefined ? '要连接的主机' : '核对的名称',
      value: `${shown(asked.value)}（${asked.kind === 'ip' ? 'IP 地址' : 'DNS 名称'}）`,
    },
    {
      what: usedCommonName
        ? 'subjectAltName 中没有 DNS 名称，因此比较了 CN'
        : `subjectAltName 中的${asked.kind === 'ip' ? ' IP 地址' : ' DNS 名称'}`,
      value: presented.length === 0 ? '无' : listedZh(presented.map(shown), 20),
    },
    ...(otherKind.length === 0
      ? []
      : [{ what: asked.kind === 'ip' ? 'DNS 名称' : 'IP 地址', value: listedZh(otherKind.map(shown), 20) }]),
    { what: '叶证书', value: shown(subject) },
    ...(at.given === undefined ? [{ what: '发送的 SNI', value: sni === null ? '无' : shown(sni) }] : []),
  ],
  remedies: ({ at, asked, presented, sni }) => [
    {
      side: 'client',
      text:
        asked.kind === 'ip'
          ? '如果这确实是要连接的服务器，请改用证书中的名称连接。对副本集来说，以其配置中的名称为准：rs.conf().members[n].host。'
          : `如果这确实是要连接的服务器，请改用证书中的名称连接${presented.length > 0 ? '' : '（该证书中没有）'}。对副本集来说，以其配置中的名称为准：rs.conf().members[n].host。`,
      commands: [showLeaf(at, '-noout -subject -ext subjectAltName')],
      references: [reference(rfc(9525, '6')), reference(pymongoTls)],
    },
    {
      side: 'server',
      text: `重新签发证书，在 subjectAltName 中写入 ${asked.kind === 'ip' ? 'IP:' : 'DNS:'}${shown(asked.value)}，替换后再次检查。只写 CN 不够：Go、macOS、iOS 以及使用 PyOpenSSL 的 PyMongo 都不看 CN。`,
      commands: [at.check],
      references: [reference(mongodbTls), reference(rfc(5280, '4.2.1.6'))],
    },
    ...(at.given === undefined ? [elsewhere(sni)] : []),
  ],
  explanation:
    '客户端只认证书里写明的名称。它把用户填写的主机与 subjectAltName 中的 DNS 名称或 IP 地址比较；通配符只代表最左边的一段；IP 地址不会与 DNS 名称比较。subjectAltName 中没有 DNS 名称时，部分客户端仍会看 CN。',
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
