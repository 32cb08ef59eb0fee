/** What is done with a program, by program: clients that are told whom to trust or who they are, servers that take up new files. */
import { rotateCertificates } from './commands.ts';
import type { Whereabouts } from './general-remedy.ts';
import type { ByPlatform, PlatformCommands } from './platforms.ts';
import type { Source } from '../define.ts';
import {
  curlCertificates,
  keytoolImport,
  libpqTls,
  mongodbRotate,
  mysqlReload,
  nodeExtraCaCerts,
} from './remedy-sources.ts';
import { pymongoTls } from '../sources.ts';

/** A file of trusted certificates, ca.pem, for one client alone. */
export const trustFile = ({ host, port, where }: Whereabouts): PlatformCommands => ({
  pymongo: ['MongoClient(uri, tls=True, tlsCAFile="ca.pem")'],
  python: ['export REQUESTS_CA_BUNDLE=/path/to/ca.pem', 'ssl.create_default_context(cafile="ca.pem")'],
  node: ['export NODE_EXTRA_CA_CERTS=/path/to/ca.pem'],
  mongosh: [`mongosh --tls --tlsCAFile ca.pem --host ${host} --port ${port}`],
  java: ['keytool -importcert -cacerts -alias own-ca -file ca.pem'],
  go: ['config.RootCAs.AppendCertsFromPEM(pem)'],
  dotnet: ['export SSL_CERT_FILE=/path/to/ca.pem'],
  curl: [`curl --cacert ca.pem https://${where}/`],
  git: [`git config --global http.https://${host}/.sslCAInfo /path/to/ca.pem`],
  psql: [`psql 'host=${host} port=${port} sslmode=verify-full sslrootcert=ca.pem'`],
  mysql: [`mysql --ssl-mode=VERIFY_IDENTITY --ssl-ca=ca.pem -h ${host} -P ${port}`],
});

/** Where it stands that they do. */
export const trustFileSources: ByPlatform<Source> = {
  pymongo: pymongoTls,
  node: nodeExtraCaCerts,
  java: keytoolImport,
  curl: curlCertificates,
  psql: libpqTls,
};

/** A certificate and key of its own, client.pem, for one client. */
export const clientCertificate = ({ host, port, where }: Whereabouts): PlatformCommands => ({
  pymongo: ['MongoClient(uri, tls=True, tlsCertificateKeyFile="client.pem")'],
  python: ['context.load_cert_chain("cert.pem", "key.pem")'],
  node: ["new MongoClient(uri, { tls: true, tlsCertificateKeyFile: 'client.pem' })"],
  mongosh: [`mongosh --tls --tlsCertificateKeyFile client.pem --host ${host} --port ${port}`],
  java: [
    'openssl pkcs12 -export -in cert.pem -inkey key.pem -out client.p12',
    'java -Djavax.net.ssl.keyStore=client.p12 -Djavax.net.ssl.keyStoreType=PKCS12 …',
  ],
  go: ['tls.LoadX509KeyPair("cert.pem", "key.pem")'],
  curl: [`curl --cert cert.pem --key key.pem https://${where}/`],
  psql: [`psql 'host=${host} port=${port} sslcert=cert.pem sslkey=key.pem'`],
  mysql: [`mysql --ssl-cert=cert.pem --ssl-key=key.pem -h ${host} -P ${port}`],
});

/** Which TLS library a client runs on. */
export const showLibrary: PlatformCommands = {
  python: ['python -c "import ssl; print(ssl.OPENSSL_VERSION)"'],
  node: ['node -p process.version,process.versions.openssl'],
  java: ['java -version'],
  go: ['go version'],
  dotnet: ['dotnet --info'],
  curl: ['curl --version'],
  openssl: ['openssl version -a'],
};

/** Makes a running server read its certificate files anew. */
export const reloadServer: PlatformCommands = {
  mongod: [rotateCertificates],
  nginx: ['sudo nginx -t && sudo nginx -s reload'],
  apache: ['sudo apachectl configtest && sudo apachectl graceful'],
  haproxy: ['sudo systemctl reload haproxy'],
  postgresql: ["psql -c 'SELECT pg_reload_conf()'"],
  mysqld: ["mysql -e 'ALTER INSTANCE RELOAD TLS'"],
  postfix: ['sudo postfix reload'],
  docker: ['docker restart CONTAINER'],
  kubernetes: ['kubectl rollout restart deployment/NAME'],
};

/** Where it stands that they do. */
export const reloadServerSources: ByPlatform<Source> = { mongod: mongodbRotate, mysqld: mysqlReload };

/** Makes the programs that renew certificates do it, or say why they do not. */
export const renewCertificate: PlatformCommands = {
  certbot: ['sudo certbot certificates', 'sudo certbot renew'],
  kubernetes: ['kubectl get certificates --all-namespaces', 'cmctl renew --namespace NAMESPACE NAME'],
};

/** Asks the programs that renew certificates how they fared, and changes nothing. */
export const certificateManagers: PlatformCommands = {
  certbot: ['sudo certbot certificates', 'sudo certbot renew --dry-run'],
  kubernetes: ['kubectl get certificates --all-namespaces'],
};

/** Whether the private key in the server's files belongs to its certificate: both lines of each print the same. */
export const compareServerKey: readonly string[] = [
  'openssl x509 -in cert.pem -noout -pubkey | openssl sha256',
  'openssl pkey -in key.pem -pubout | openssl sha256',
];

/** What servers wrote in the last minutes. */
export const serverLog: PlatformCommands = {
  mongod: ['sudo tail -n 50 /var/log/mongodb/mongod.log', "sudo journalctl -u mongod --since '10 min ago'"],
  nginx: ['sudo tail -n 50 /var/log/nginx/error.log'],
  apache: ['sudo tail -n 50 /var/log/apache2/error.log'],
  haproxy: ["sudo journalctl -u haproxy --since '10 min ago'"],
  postgresql: ["sudo journalctl -u postgresql --since '10 min ago'"],
  mysqld: ['sudo tail -n 50 /var/log/mysql/error.log'],
  postfix: ["sudo journalctl -u postfix --since '10 min ago'"],
  docker: ['docker logs --since 10m CONTAINER'],
  kubernetes: ['kubectl logs --since=10m POD'],
  windows: ['Get-WinEvent -ProviderName Schannel -MaxEvents 20'],
};

/** Whether a server of this kind is up. */
export const serverStatus: PlatformCommands = {
  mongod: ['systemctl status mongod'],
  nginx: ['systemctl status nginx'],
  apache: ['systemctl status apache2'],
  haproxy: ['systemctl status haproxy'],
  postgresql: ['systemctl status postgresql'],
  mysqld: ['systemctl status mysql'],
  docker: ['docker ps --all'],
  kubernetes: ['kubectl get pods --all-namespaces'],
};
