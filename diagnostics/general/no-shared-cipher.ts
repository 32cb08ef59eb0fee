import { installPymongoOcsp } from '../../src/diagnose/remedies/commands.ts';
import type { GeneralRemedies } from '../../src/diagnose/remedies/general-remedy.ts';
import { showTlsPolicy } from '../../src/diagnose/remedies/platform-commands.ts';
import { opensslConfiguration, redhatPolicies } from '../../src/diagnose/remedies/remedy-sources.ts';
import { weakCryptography } from '../../src/diagnose/remedies/shortcuts.ts';
import { mongodbTls, pymongoTls, rfc } from '../../src/diagnose/sources.ts';

export default {
  remedies: (at) => [
    {
      side: 'server',
      en: 'Let the server take ECDHE suites with AES-GCM or ChaCha20: take the restriction out of its configuration, or update its TLS library. See also that it has a certificate for the kind of suite: without any, or with an RSA key where only ECDSA is offered, no suite is left.',
      zh: '让服务器接受使用 AES-GCM 或 ChaCha20 的 ECDHE 套件：去掉配置里的限制，或升级它的 TLS 库。还要确认它有与套件相配的证书：没有证书，或客户端只提供 ECDSA 而服务器只有 RSA 密钥，都会导致没有可用套件。',
      platforms: {
        mongod: ["mongosh --eval 'db.version()'", 'grep -n opensslCipherConfig /etc/mongod.conf'],
        nginx: ['sudo nginx -T | grep -n ssl_ciphers'],
        apache: ['grep -rn SSLCipherSuite /etc/apache2 /etc/httpd'],
        haproxy: ['grep -n ciphers /etc/haproxy/haproxy.cfg'],
        postgresql: ["psql -c 'SHOW ssl_ciphers'"],
        mysqld: ['mysql -e "SHOW VARIABLES LIKE \'ssl_cipher\'"'],
        openssl: [at.connect('-cipher ALL -tls1_2')],
      },
      sources: [rfc(9325, '4.2'), mongodbTls],
    },
    {
      side: 'client',
      en: 'See what the client offers, and whether a policy or a setting of its own narrows it.',
      zh: '查看客户端提供哪些套件，以及是否被系统策略或自身设置限制。',
      platforms: {
        python: ['python -c "import ssl; print([c[\'name\'] for c in ssl.create_default_context().get_ciphers()])"'],
        node: ['node -p "require(\'tls\').getCiphers()"'],
        curl: ['curl --version'],
        ...showTlsPolicy,
        openssl: ['openssl ciphers -s -v'],
      },
      sources: [redhatPolicies, opensslConfiguration],
    },
    {
      side: 'client',
      en: 'PyMongo and a MongoDB server before 4.2: the OCSP extra brings PyOpenSSL, which offers the suites of such servers. It helps MongoClient alone, not AsyncMongoClient.',
      zh: 'PyMongo 连接 4.2 之前的 MongoDB：ocsp 附加包带来 PyOpenSSL，会提供这类服务器的套件。只对 MongoClient 有效，对 AsyncMongoClient 无效。',
      platforms: { pymongo: [installPymongoOcsp] },
      sources: [pymongoTls],
    },
  ],
  shortcuts: [
    weakCryptography(
      'what comes back is RC4, 3DES, export suites and keys without forward secrecy, for every connection of the machine.',
      '放回来的是 RC4、3DES、出口级套件和没有前向保密的密钥交换，而且影响整台机器的所有连接。',
    ),
  ],
} satisfies GeneralRemedies;
