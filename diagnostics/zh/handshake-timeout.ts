import type { Words } from '../../src/diagnose/define.ts';
import { pymongoTls, reference } from '../../src/diagnose/sources.ts';
import { messageNames } from '../../src/diagnose/words/act-names.ts';
import type { HandshakeTimeout } from '../handshake-timeout.ts';

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

const zh: Words<HandshakeTimeout> = {
  title: '握手超时',
  summary: ({ octets, waitingFor, afterMs }) =>
    octets === 0
      ? `服务器接受了连接却没有任何回应：${seconds(afterMs)} 秒内没有应答 ClientHello。`
      : `服务器在握手途中停住：${seconds(afterMs)} 秒内没有等到 ${messageNames[waitingFor]}。`,
  evidence: ({ octets, waitingFor, afterMs }) => [
    { what: 'TCP', value: '已连接' },
    { what: '服务器', value: octets === 0 ? '没有发送任何字节' : `发送了 ${octets} 个字节，此后再无内容` },
    { what: '等待', value: `${messageNames[waitingFor]}，${seconds(afterMs)} 秒` },
  ],
  remedies: ({ at, octets }) => [
    {
      side: 'server',
      text: '请确认进程仍在运行，没有被暂停、过载或耗尽线程，并确认这个端口启用了 TLS：等待明文的服务收到 ClientHello 可能一直沉默，而只检查 TCP 的健康检查对此毫无察觉。',
      commands: [`sudo ss -ltnp 'sport = :${at.port}'`, at.check],
      references: [],
    },
    {
      side: 'network',
      text:
        octets === 0
          ? '让连接建立、随后丢弃数据的防火墙，或等待后端的代理，看起来都一样：请在与服务器同一网段的机器上探测。'
          : '小包能通过，大包丢失：这是隧道或 VPN 中 MTU 不正确、而防火墙又丢弃了相关 ICMP 消息时的样子。请在与服务器同一网段的机器上探测，并查看最大尺寸的包能否通过。',
      commands: octets === 0 ? [] : [`ping -M do -s 1472 ${at.address ?? at.host}`],
      references: octets === 0 ? [] : ['https://www.rfc-editor.org/rfc/rfc2923'],
    },
    {
      side: 'client',
      text: '如果网络本来就慢，请给更多时间：这里用 --timeout，连接字符串中用 connectTimeoutMS。',
      commands: [`${at.check} --timeout 60000`],
      references: [reference(pymongoTls)],
    },
  ],
  explanation:
    'TCP 连接建立了，这仅靠对方的操作系统就能做到；随后服务器（或它前面的设备）没有发送应发的内容。卡住的进程、等待明文的服务、没有后端的代理，以及丢失大包的路径，从这里看起来都一样。',
  howToCheck: '结论中给出了收到多少字节以及在等待什么。再次探测能够完成握手，即已修复。',
};

export default zh;
