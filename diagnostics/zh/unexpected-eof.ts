import { checkWithOption, sendsName } from '../../src/diagnose/case.ts';
import { messageNames } from '../../src/diagnose/words/act-names.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { mongodbTls, pymongoTls, reference } from '../../src/diagnose/sources.ts';
import type { UnexpectedEof } from '../unexpected-eof.ts';

const zh: Words<UnexpectedEof> = {
  title: '服务器在握手过程中关闭连接',
  summary: ({ octets, waitingFor, again }) =>
    waitingFor === 'applicationData'
      ? '服务器完成握手后立即关闭了连接。'
      : `服务器${octets === 0 ? '没有应答 ClientHello 就' : `在应当发送 ${messageNames[waitingFor]} 时`}关闭了连接${again === 'completed' ? '，但并非每次如此' : ''}。`,
  evidence: ({ how, waitingFor, octets, again, experiments }) => [
    {
      what: '服务器',
      value: `在应当发送 ${messageNames[waitingFor]} 时关闭了连接（${how === 'fin' ? 'FIN，没有警报' : 'close_notify'}），此前共发送 ${octets} 个字节`,
    },
    ...(again === null
      ? []
      : [{ what: '再次提供同样内容', value: again === 'completed' ? '得到应答：问题不稳定' : '结果相同' }]),
    {
      what: '没有看到',
      value: `原因：关闭连接不带原因${experiments === 0 ? '' : `，另外 ${experiments} 次连接也没有显示出原因`}`,
    },
  ],
  remedies: ({ at, octets, again }) => [
    {
      side: 'server',
      text:
        again === 'completed'
          ? '这个地址后面可能有多台服务器，其中一台有问题；也可能服务器刚刚启动。请多探测几次，并按各自的地址逐台探测。'
          : `服务器在探测时刻的日志比网络上看到的更多。${octets === 0 ? '一收到数据就关闭的进程，多半没有在这个端口启用 TLS（net.tls.mode 为 disabled 的 mongod）、只接受白名单中的地址，或者文件句柄、内存已耗尽。' : '请查看该进程或 TLS 代理后面的后端是否崩溃。'}`,
      commands: [at.check],
      references: [reference(mongodbTls)],
    },
    {
      side: 'network',
      text: `没有可用后端的负载均衡、地址白名单（MongoDB Atlas：IP 访问列表）、目标不存在的端口转发，或不放行这个 ClientHello（因其${sendsName(at) ? '名称或' : ''}大小）的过滤设备，都会这样关闭连接：请在与服务器同一网段的机器上探测${sendsName(at) ? '，并试试 --sni none' : ''}。`,
      commands: sendsName(at) ? [checkWithOption(at, '--sni', 'none')] : [],
      references: [],
    },
    {
      side: 'client',
      text: '任何一方使用 OpenSSL 1.0.2 或更早版本时，也可能是没有共同的密码套件或版本而不加说明：与 handshake_failure 属于同一类。',
      commands: ['python -c "import ssl; print(ssl.OPENSSL_VERSION)"'],
      references: [reference(pymongoTls)],
    },
  ],
  explanation:
    'TLS 服务器对握手有异议时应当用警报说明。直接关闭的服务器，要么来不及说明（崩溃、地址白名单、没有后端的代理），要么根本不使用 TLS，要么实现过旧或过于简单而不发警报。whytls 会继续追问：其他版本、更多密码套件、明文；只要其中一种能解释，结论就是它。',
  howToCheck: '结论中给出了在多少字节之后、在应当发送哪条消息时关闭。再次探测能够完成握手，即已修复。',
};

export default zh;
