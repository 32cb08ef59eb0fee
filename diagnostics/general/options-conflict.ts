import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { uriOptionsSpecification } from '../../src/diagnose/sources.ts';

export default {
  remedies: () => [
    {
      side: 'client',
      en: 'Keep one of the options that exclude each other: the message of the driver names them. tlsInsecure excludes both tlsAllowInvalid options, tlsDisableOCSPEndpointCheck excludes tlsDisableCertificateRevocationCheck, whatever their values; tls and ssl must not differ; mongodb+srv:// takes no port and no directConnection. Of those that loosen checks, keep none.',
      zh: '互相排斥的选项只保留一个，驱动的报错会指出是哪些。tlsInsecure 与两个 tlsAllowInvalid 选项互斥，tlsDisableOCSPEndpointCheck 与 tlsDisableCertificateRevocationCheck 互斥，与取值无关；tls 和 ssl 不能不一致；mongodb+srv:// 不能带端口和 directConnection。放松校验的选项则一个也不要留。',
      commands: ["whytls 'mongodb://HOST:27017/?tls=true&tlsCAFile=ca.pem'"],
      sources: [uriOptionsSpecification],
    },
  ],
} satisfies GeneralRemedies;
