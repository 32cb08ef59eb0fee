import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { serverLog } from '../../src/diagnose/remedies/program-commands.ts';
import { noVerification } from '../../src/diagnose/remedies/shortcuts.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Look into the log of the server at the time of the failure: the alert says nothing more, the log does ("no shared cipher", "no suitable signature algorithm", "peer did not return a certificate", "unrecognized name").',
      zh: '查看服务器在故障时刻的日志：警报本身没有更多信息，日志里有（“no shared cipher”、“no suitable signature algorithm”、“peer did not return a certificate”、“unrecognized name”）。',
      platforms: serverLog,
      sources: [rfc(8446, '6.2')],
    },
    {
      side: 'client',
      en: 'Narrow it down without the log: whytls changes one point of the offer after the other. In order of frequency: no cipher suite in common, a client certificate demanded, no certificate for this name, no version in common.',
      zh: '没有日志也可以缩小范围：whytls 会逐项改变握手内容进行试验。按常见程度：没有共同的密码套件、要求客户端证书、没有该名字的证书、没有共同的版本。',
      commands: [
        `whytls ${at.where}`,
        `whytls ${at.where} --sni none`,
        `whytls ${at.where} --tlsCertificateKeyFile client.pem`,
      ],
    },
  ],
  shortcuts: [
    noVerification(
      "this is the server's refusal: what the client checks has no part in it.",
      '这是服务器的拒绝，与客户端是否校验无关。',
    ),
  ],
} satisfies GeneralRemedies;
