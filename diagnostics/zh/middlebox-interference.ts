import { unreachable } from '../../src/base/never.ts';
import type { EvidenceText, Words } from '../../src/diagnose/define.ts';
import type { Interference } from '../../src/diagnose/reading/answered-too-soon.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { actZh } from '../../src/diagnose/words/act-names.ts';
import { shown } from '../../src/diagnose/words/names.ts';
import type { MiddleboxInterference } from '../middlebox-interference.ts';

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} 毫秒`;

const zh: Words<MiddleboxInterference> = {
  title: '途中有设备干扰',
  summary: ({ how }) => {
    switch (how.kind) {
      case 'tooSoon':
        return `本机与服务器之间有设备以服务器的名义结束了连接：发送 ClientHello 后 ${ms(how.afterMs)}就结束，而到服务器往返一次需要 ${ms(how.roundTripMs)}。`;
      case 'name':
        return `写明名称 ${shown(how.sni)}（SNI）的连接被切断，而同一台服务器对别的名称会应答：这是过滤设备的行为。`;
      case 'size':
        return `${how.octets} 个字节的 ClientHello 丢失，短的则得到应答：途中的设备或服务器自身的 TLS 处理不了需要多个数据包的 ClientHello。`;
      default:
        return unreachable(how);
    }
  },
  evidence: ({ act, waitingFor, how }) => [{ what: '连接', value: actZh(act, waitingFor) }, ...evidenceOf(how)],
  remedies: ({ at, how }) => [
    {
      side: 'network',
      text:
        how.kind === 'size'
          ? '找出是谁丢弃的：在与服务器同一网段的机器上探测。如果那里正常，请更新或绕过两者之间的防火墙、代理或负载均衡（只读第一个数据包的 TLS 检查），并确认路径允许 ICMP “fragmentation needed” 通过。'
          : '询问管理本机与服务器之间网络的人：防火墙、入侵过滤、家长控制或运营商按 SNI 中的名称过滤。换一个网络、再从与服务器同一网段的机器探测，可以看出从哪里开始。',
      commands: how.kind === 'size' ? [at.check, `ping -M do -s 1472 ${at.address ?? at.host}`] : [at.check],
      references: [how.kind === 'size' ? 'https://tldr.fail/' : reference(rfc(8744, '2.1'))],
    },
    {
      side: 'server',
      text:
        how.kind === 'size'
          ? '如果在那里也失败，问题就在服务器：它的 TLS 只读一次就当作读完了 ClientHello。请更新它。'
          : '如果在那里也失败，就是紧靠服务器的设备或规则：它自己的防火墙、负载均衡或地址白名单。',
      commands: [],
      references: [],
    },
  ],
  explanation:
    '防火墙、过滤设备和检查流量的代理会以服务器的名义结束连接，多半是伪造 RST，或者丢弃它们读不懂的数据包。有三点可以把它们与服务器区分开：结束得比服务器的应答可能到达的时间还早；SNI 中的某个名称被切断而其他名称得到应答；ClientHello 只有在较长时（例如带有后量子密钥共享时）才丢失。而改动字节的设备，会被握手自身的检查发现。',
  howToCheck: '结论中给出了测得的数据。在没有该设备的网络中，同样的探测能够完成握手；修复后也用这种办法确认。',
};

function evidenceOf(how: Interference): readonly EvidenceText[] {
  switch (how.kind) {
    case 'tooSoon':
      return [
        { what: '结束时刻', value: `发送 ClientHello 后 ${ms(how.afterMs)}，两次连接都是如此` },
        { what: 'TCP 往返', value: `到服务器往返一次最快也要 ${ms(how.roundTripMs)}` },
      ];
    case 'name':
      return [
        { what: `SNI 为 ${shown(how.sni)}`, value: '两次都被切断' },
        { what: `SNI 为 ${shown(how.other)}`, value: '得到应答' },
      ];
    case 'size':
      return [
        { what: '客户端的 ClientHello', value: `${how.octets} 个字节：两次都丢失` },
        { what: '最短的', value: `${how.small} 个字节：得到应答` },
        { what: '最短的加填充', value: `${how.large} 个字节：丢失` },
      ];
    default:
      return unreachable(how);
  }
}

export default zh;
