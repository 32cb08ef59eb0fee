import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { mongodbWire } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'Check host and port: a web server, a proxy or another service listens here. MongoDB mostly has port 27017, an HTTP page of Atlas or of a load balancer 443.',
      zh: '检查主机和端口：这里是网站、代理或其他服务。MongoDB 通常使用 27017，而 443 往往是 Atlas 页面或负载均衡器。',
      commands: [`curl -sSI https://${at.where}/`],
      sources: [mongodbWire],
    },
    {
      side: 'network',
      en: 'If a proxy or load balancer ends TLS here, it must treat the port as TCP, not as HTTP, and have a mongod behind it that lives.',
      zh: '如果代理或负载均衡器在此终结 TLS，它必须把该端口当作 TCP 而不是 HTTP，并且后面的 mongod 要正常。',
      platforms: {
        nginx: ['sudo nginx -T | grep -nE "stream|proxy_pass"'],
        haproxy: ['grep -nE "mode |server " /etc/haproxy/haproxy.cfg'],
        kubernetes: ['kubectl get services,endpoints --all-namespaces'],
      },
    },
  ],
} satisfies GeneralRemedies;
