import type { Words } from '../../src/diagnose/define.ts';
import { sClient } from '../../src/diagnose/remedies/commands.ts';
import { reference, rfc } from '../../src/diagnose/sources.ts';
import { clientZh, suiteName } from '../../src/diagnose/words/names.ts';
import type { DhTooSmall } from '../dh-too-small.ts';

const zh: Words<DhTooSmall> = {
  title: '服务器的 Diffie-Hellman 群组太小',
  summary: ({ at, bits, atLeast }) =>
    `服务器使用 ${bits} 位的 Diffie-Hellman 群组，而 ${clientZh(at.client)} 拒绝小于 ${atLeast} 位的群组。`,
  evidence: ({ bits, atLeast, cipherSuite, withoutDhe }) => [
    { what: 'ServerKeyExchange 中的素数', value: `${bits} 位` },
    { what: '客户端要求', value: `至少 ${atLeast} 位（OpenSSL 的安全级别）` },
    ...(cipherSuite === null ? [] : [{ what: '密码套件', value: suiteName(cipherSuite) }]),
    ...(withoutDhe === null
      ? []
      : [
          {
            what: '不提供 DHE 时',
            value: withoutDhe === 'refused' ? '被拒绝：它没有别的' : `服务器接受 ${suiteName(withoutDhe)}`,
          },
        ]),
  ],
  remedies: ({ at, withoutDhe }) => [
    {
      side: 'server',
      text: '首选：让服务器使用 ECDHE，它不需要这样的群组；或者为它配置 2048 位或更大的群组：RFC 7919 的 ffdhe2048。nginx：ssl_dhparam；Apache：附加到证书文件末尾；HAProxy：tune.ssl.default-dh-param 2048；Java 8：-Djdk.tls.ephemeralDHKeySize=2048；mongod：--setParameter opensslDiffieHellmanParameters=FILE。最后一条命令用来确认已修复。',
      commands: [
        'openssl genpkey -genparam -algorithm DH -pkeyopt group:ffdhe2048 -out dhparam.pem',
        `${sClient(at, "-tls1_2 -cipher 'DHE'")} | grep 'Temp Key'`,
        at.check,
      ],
      references: [reference(rfc(7919, '3')), 'https://weakdh.org/sysadmin.html'],
    },
    ...(typeof withoutDhe === 'number'
      ? [
          {
            side: 'client' as const,
            text: '在此之前，客户端可以不提供 DHE：服务器接受不带 DHE 的套件。对 PyMongo 来说，这要在本机的 OpenSSL 配置中设置（CipherString = DEFAULT:!DHE）；安全级别保持不变。',
            commands: [],
            references: ['https://docs.openssl.org/3.0/man3/SSL_CTX_set_security_level/'],
          },
        ]
      : []),
  ],
  explanation:
    '使用 DHE 密码套件时，密钥交换的群组由服务器选择，并发送其素数。1024 位可被国家级力量攻破，512 位任何人都能攻破（Logjam），所以当前的客户端会拒绝它们：安全级别为 2 的 OpenSSL（Debian 和 Ubuntu 的设置，也是 OpenSSL 3.2 及以上的默认值）要求 2048 位。旧的服务器仍内置 1024 位的群组（OpenSSL 1.0.1、Java 7、一些专用设备）。',
  howToCheck:
    '结论中给出了素数的大小。s_client 显示为 “Server Temp Key: DH, 1024 bits”。再次探测不再出现该结论，即已修复。',
};

export default zh;
