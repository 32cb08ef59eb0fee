import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { showProxy } from '../../src/diagnose/remedies/platform-commands.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'See whether a proxy is meant to be used here: hosts that are reached directly belong into NO_PROXY. The proxy may also want a login (407).',
      zh: '确认这里是否应当使用代理：直接访问的主机应写入 NO_PROXY。代理也可能要求登录（407）。',
      platforms: showProxy,
      sources: [rfc(9110, '15.5.8')],
    },
    {
      side: 'network',
      en: 'Ask who runs the proxy to allow CONNECT to this host and port: many allow port 443 alone.',
      zh: '请代理的管理者允许对该主机和端口执行 CONNECT：很多代理只允许 443 端口。',
      commands: [`curl -v --proxy http://PROXY:8080 https://${at.where}/`],
      sources: [rfc(9110, '9.3.6')],
    },
  ],
} satisfies GeneralRemedies;
