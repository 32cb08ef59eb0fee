import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { lookUp } from '../../src/diagnose/remedies/platform-commands.ts';
import { nginxTls } from '../../src/diagnose/remedies/remedy-sources.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'Connect by the name that the server is configured for. An address instead of a name sends no SNI at all, and behind many load balancers then gets no certificate.',
      zh: '用服务器所配置的名字连接。用 IP 地址连接时根本不发送 SNI，许多负载均衡器因此不给证书。',
      commands: [at.connect('', 'OTHER-NAME')],
      platforms: lookUp(at.host),
      sources: [rfc(6066, '3')],
    },
    {
      side: 'server',
      en: 'Add the name together with its certificate to the configuration of whatever ends TLS, or give that a default. Where SNI chooses the route, see whether what is behind the route is up.',
      zh: '在终结 TLS 的组件上为该名字加上配置和证书，或设置默认站点。如果按 SNI 路由，检查路由后面的服务是否正常。',
      platforms: {
        nginx: ['sudo nginx -T | grep -nE "server_name|ssl_certificate"'],
        apache: ['apachectl -S'],
        haproxy: ['grep -nE "crt |crt-list|strict-sni|req.ssl_sni" /etc/haproxy/haproxy.cfg'],
        kubernetes: ['kubectl get ingress --all-namespaces'],
      },
      sources: [nginxTls],
    },
  ],
} satisfies GeneralRemedies;
