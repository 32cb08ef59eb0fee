/** The clients through whose eyes whytls can look. */
import type { ClientProfile } from './profile.ts';
import { curl } from './profiles/curl.ts';
import { go } from './profiles/go.ts';
import { java } from './profiles/java.ts';
import { mongosh, node, node24 } from './profiles/node.ts';
import { openssl } from './profiles/openssl.ts';
import { pymongo, pymongoDebian, pymongoPython39 } from './profiles/pymongo.ts';
import { pymongoOcsp } from './profiles/pymongo-ocsp.ts';
import { python310, python313 } from './profiles/python.ts';

/** Every profile, the defaults first. */
export const clients: readonly ClientProfile[] = [
  pymongo,
  openssl,
  pymongoOcsp,
  pymongoDebian,
  pymongoPython39,
  node,
  node24,
  mongosh,
  go,
  java,
  python310,
  python313,
  curl,
];

/** The profile of an id, as `--client` names it; undefined if there is none. */
export const clientFor = (id: string): ClientProfile | undefined => clients.find((client) => client.id === id);

/** The profile for a target that nobody chose one for: PyMongo where MongoDB is expected, OpenSSL elsewhere. */
export function defaultClientFor(target: { readonly scheme: string | null; readonly port: number }): ClientProfile {
  if (target.scheme === 'mongodb' || target.scheme === 'mongodb+srv') return pymongo;
  if (target.scheme !== null) return openssl;
  return target.port >= firstMongodbPort && target.port <= lastMongodbPort ? pymongo : openssl;
}

/** The profile that judges certificates in files where nobody chose one. */
export const offlineClient: ClientProfile = openssl;

/** mongod and mongos 27017, shard server 27018, configuration server 27019, mongocryptd 27020. */
const firstMongodbPort = 27017;
const lastMongodbPort = 27020;
