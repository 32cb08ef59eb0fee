import { checkWithOption, sendsName } from '../../src/diagnose/case.ts';
import { messageNames } from '../../src/diagnose/words/act-names.ts';
import type { Words } from '../../src/diagnose/define.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import type { ConnectionReset } from '../connection-reset.ts';

const zh: Words<ConnectionReset> = {
  title: '连接被重置',
  summary: ({ waitingFor, octets, again }) => {
    const when =
      waitingFor === null
        ? '在建立时'
        : waitingFor === 'applicationData'
          ? '在握手完成后立即'
          : octets === 0
            ? '在发送 ClientHello 后'
            : `在应当收到 ${messageNames[waitingFor]} 时`;
    return `连接${when}被重置${again === 'completed' ? '，但并非每次如此' : ''}：是服务器，或途中的设备中断了它。`;
  },
  evidence: ({ waitingFor, octets, again }) => [
    {
      what: 'RST',
      value:
        waitingFor === null
          ? '在建立 TCP 连接时'
          : `在应当收到 ${messageNames[waitingFor]} 时，此前服务器共发送 ${octets} 个字节`,
    },
    ...(again === null
      ? []
      : [{ what: '再次提供同样内容', value: again === 'completed' ? '得到应答：问题不稳定' : '结果相同' }]),
    { what: '没有看到', value: '是谁发的：来自服务器的 RST 与来自途中设备的 RST 看起来一样' },
  ],
  remedies: ({ at }) => [
    {
      side: 'network',
      text: `在与服务器同一网段的机器上探测。如果那里正常，说明两者之间的防火墙、入侵过滤或代理重置了连接${sendsName(at) ? '（往往是根据 SNI 中的名称）' : ''}：请询问其管理者。${sendsName(at) ? '--sni none 可以看出名称是否有影响。' : ''}`,
      commands: [at.check, ...(sendsName(at) ? [checkWithOption(at, '--sni', 'none')] : [])],
      references: [reference(rfc(9293, '3.5.2'))],
    },
    {
      side: 'server',
      text: '如果在那里也被重置：请在服务器和系统的日志中查看进程是否崩溃、是否因内存不足被终止、是否达到连接数上限；以及这个端口是否启用了 TLS。',
      commands: [`sudo ss -ltnp 'sport = :${at.port}'`],
      references: [],
    },
  ],
  explanation:
    'RST 表示立即放弃连接，不带原因。进程退出，或关闭仍有未读数据的套接字时，服务器会发送它；防火墙和过滤设备会以服务器的名义伪造它，以切断不允许的连接。',
  howToCheck: '结论中给出了 RST 在握手的哪一步到来。再次探测能够完成握手，即已修复。',
};

export default zh;
