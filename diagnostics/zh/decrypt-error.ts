import type { Words } from '../../src/diagnose/define.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { actZh, changeZh } from '../../src/diagnose/words/act-names.ts';
import { alertName } from '../../src/diagnose/words/names.ts';
import type { DecryptError } from '../decrypt-error.ts';

const zh: Words<DecryptError> = {
  title: '服务器无法解密或验证',
  summary: ({ description }) =>
    `服务器用警报 ${alertName(description)} 表示它那一侧的密码学检查失败：收到的内容与发送的不同，或双方的计算结果不同。`,
  evidence: ({ description, waitingFor, again, clientCertificate, helped }) => [
    { what: '服务器', value: actZh({ kind: 'alert', description }, waitingFor) },
    ...(again === null ? [] : [{ what: '再次提供同样内容', value: again === 'completed' ? '接受' : '结果相同' }]),
    ...(clientCertificate ? [{ what: '客户端', value: '用其证书的私钥对握手签了名' }] : []),
    ...helped.map((change) => ({ what: '这样可以通过', value: changeZh(change) })),
    { what: '没有看到', value: '究竟哪一项检查：签名、Finished 还是记录' },
  ],
  remedies: ({ at, clientCertificate }) => [
    ...(clientCertificate
      ? [
          {
            side: 'client' as const,
            text: '确认文件中的私钥与其中的证书匹配：两条命令的输出必须相同。',
            commands: [
              'openssl x509 -in client.pem -noout -pubkey | openssl sha256',
              'openssl pkey -in client.pem -pubout | openssl sha256',
            ],
            references: [reference(rfc(8446, '4.4.3'))],
          },
        ]
      : []),
    {
      side: 'network',
      text: '两者之间改动字节的设备（拦截 TLS 的代理、混淆连接的负载均衡）会造成这种现象：请在与服务器同一网段的机器上探测并比较。',
      commands: [at.check],
      references: [reference(rfc(8446, '6.2'))],
    },
    {
      side: 'server',
      text: '更新服务器的 TLS 库，并在其日志中查看哪一项检查失败。',
      commands: [],
      references: [],
    },
  ],
  explanation:
    'decrypt_error（51）、bad_record_mac（20）和 decryption_failed（21）表示签名、Finished 消息或记录没有通过检查。可能是字节在途中被改动，可能是某一方的实现有误，也可能是密钥与证书不匹配。',
  howToCheck: '结论中给出了警报及其到来时的状态。再次探测能够完成握手，即已修复。',
};

export default zh;
