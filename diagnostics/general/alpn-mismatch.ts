import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'client',
      en: 'Offer the protocol that the server speaks, or none. PyMongo and most database clients offer none; gRPC and HTTP/2 clients need h2.',
      zh: '提供服务器支持的协议，或者不提供。PyMongo 和多数数据库客户端不提供 ALPN；gRPC 和 HTTP/2 客户端需要 h2。',
      commands: [at.connect('-alpn h2,http/1.1')],
      platforms: { curl: [`curl --http1.1 https://${at.where}/`] },
      sources: [rfc(7301, '3.2')],
    },
    {
      side: 'server',
      en: 'Add the protocol to the list of the server, or of the load balancer in front of it.',
      zh: '在服务器或其前端的负载均衡器上加入该协议。',
      platforms: {
        nginx: ['sudo nginx -T | grep -n http2'],
        apache: ['grep -rn "^ *Protocols" /etc/apache2 /etc/httpd'],
        haproxy: ['grep -n alpn /etc/haproxy/haproxy.cfg'],
      },
    },
  ],
} satisfies GeneralRemedies;
