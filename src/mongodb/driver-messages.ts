/**
 * What drivers print for options that go against each other, word for word: PyMongo 4.20 (4.18 agrees), Node driver 7.9, Go driver
 * 2.9, Java driver 5.5, each asked with the very options.
 */
import { unreachable } from '../base/never.ts';
import type { Driver } from './driver.ts';
import type { OptionsConflict } from './mongodb-problem.ts';

/** What a driver prints; null: it prints nothing, and goes on as if nothing were wrong. */
export function clientMessage(conflict: OptionsConflict, driver: Driver): string | null {
  switch (driver) {
    case 'pymongo':
    case 'pymongo-ocsp':
      return inPymongo(conflict);
    case 'node':
      return inNode(conflict);
    case 'go':
      return inGo(conflict);
    case 'java':
      return inJava(conflict);
    case 'specification':
      return null;
    default:
      return unreachable(driver);
  }
}

/** What a driver prints when several rules are broken: the first that it minds. */
export function firstMessage(conflicts: readonly OptionsConflict[], driver: Driver): string | null {
  for (const conflict of conflicts) {
    const message = clientMessage(conflict, driver);
    if (message !== null) return message;
  }
  return null;
}

function inPymongo(conflict: OptionsConflict): string | null {
  switch (conflict.kind) {
    case 'exclude': {
      const [first, second] = conflict.options;
      // PyMongo does not know the option, and warns of it alone.
      if (second.name === 'tlsDisableCertificateRevocationCheck') return null;
      const shown = first.name === 'tlsAllowInvalidCertificates' ? first.name.toLowerCase() : first.typed;
      return `URI options ${shown} and ${second.typed} cannot be specified simultaneously.`;
    }
    case 'tlsDiffers': {
      const names = conflict.options.map(({ typed }) => typed);
      const ssl = names.find((name) => name.toLowerCase() === 'ssl');
      const tls = names.find((name) => name.toLowerCase() === 'tls');
      return ssl === undefined || tls === undefined
        ? null
        : `Can not specify conflicting values for URI options ${ssl} and ${tls}.`;
    }
    case 'tlsOffWith': {
      const set = new Set(conflict.options.flatMap(({ name }) => (name === 'tlsInsecure' ? insecureIs : [name])));
      const listed = pymongoOrder.filter((name) => set.has(name)).map((name) => name.toLowerCase());
      return `TLS has not been enabled but the following tls parameters have been set: ${listed.join(', ')}. Please set \`tls=True\` or remove.`;
    }
    case 'crlWith':
      return `URI option ${conflict.option.name.toLowerCase()}=True cannot be specified when CRL checking is enabled.`;
    case 'crlWithPyopenssl':
      return 'tlsCRLFile cannot be used with PyOpenSSL';
    case 'oddPairs':
      return 'MongoDB URI options are key=value pairs';
    case 'emptyValue':
      return conflict.option.toLowerCase() === 'authsource'
        ? 'the authSource database cannot be an empty string'
        : null;
    case 'directConnectionHosts':
      return 'Cannot specify multiple hosts with directConnection=true';
    case 'directConnectionSrv':
      return 'Cannot specify directConnection=true with mongodb+srv:// URIs';
    case 'loadBalancedHosts':
      return 'Cannot specify multiple hosts with loadBalanced=true';
    case 'loadBalancedReplicaSet':
      return 'Cannot specify replicaSet with loadBalanced=true';
    case 'loadBalancedDirectConnection':
      return 'Cannot specify directConnection=true with loadBalanced=true';
    case 'srvOptionWithoutSrv':
      return conflict.option === 'srvMaxHosts' && conflict.value === '0'
        ? null
        : `The ${conflict.option} option is only allowed with 'mongodb+srv://' URIs`;
    case 'srvMaxHostsReplicaSet':
      return 'You cannot specify replicaSet with srvMaxHosts';
    case 'srvMaxHostsLoadBalanced':
      return 'You cannot specify loadBalanced with srvMaxHosts';
    case 'srvPort':
      return 'mongodb+srv:// URIs must not include a port number';
    case 'srvHosts':
      return 'mongodb+srv:// URIs must include one, and only one, hostname';
    case 'srvAddress':
      return "Invalid URI host: an IP address is not a valid hostname for 'mongodb+srv://'. Did you mean to use 'mongodb://'?";
    case 'x509Password':
      return 'Passwords are not supported by MONGODB-X509';
    case 'x509AuthSource':
      return 'authentication source must be $external or None for MONGODB-X509';
    // Arguments of MongoClient take precedence; the others are what other drivers mind.
    case 'flagDiffers':
    case 'notBoolean':
    case 'unsupported':
    case 'repeated':
      return null;
    default:
      return unreachable(conflict);
  }
}

/** What PyMongo takes `tlsInsecure` for. */
const insecureIs = ['tlsAllowInvalidCertificates', 'tlsAllowInvalidHostnames', 'tlsDisableOCSPEndpointCheck'] as const;

/** The order in which PyMongo lists options. */
const pymongoOrder = [
  'tlsCertificateKeyFile',
  'tlsCertificateKeyFilePassword',
  'tlsCAFile',
  'tlsCRLFile',
  ...insecureIs,
] as const;

function inNode(conflict: OptionsConflict): string | null {
  switch (conflict.kind) {
    case 'exclude': {
      const [{ name: first }, { name: second }] = conflict.options;
      return first === 'tlsInsecure' && second.startsWith('tlsAllow')
        ? `The '${first}' option cannot be used with the '${second}' option`
        : null;
    }
    case 'tlsDiffers':
      return 'All values of tls/ssl must be the same.';
    case 'notBoolean': {
      const { name } = conflict.option;
      const shown = name === 'tls' ? 'tls/ssl' : name === 'tlsAllowInvalidHostnames' ? 'checkServerIdentity' : name;
      return `${shown} must be either "true" or "false"`;
    }
    case 'unsupported': {
      const names = conflict.options.map((name) => name.toLowerCase());
      return names.length === 1
        ? `option ${names.join()} is not supported`
        : `options ${names.join(', ')} are not supported`;
    }
    case 'emptyValue':
      return `URI option "${conflict.option}" cannot be specified with no value`;
    case 'repeated':
      return `URI option "${conflict.option}" cannot appear more than once in the connection string`;
    case 'directConnectionHosts':
      return 'directConnection option requires exactly one host';
    case 'directConnectionSrv':
      return 'SRV URI does not support directConnection';
    case 'loadBalancedHosts':
      return 'loadBalanced option only supported with a single host in the URI';
    case 'loadBalancedReplicaSet':
      return 'loadBalanced option not supported with a replicaSet option';
    case 'loadBalancedDirectConnection':
      return 'loadBalanced option not supported when directConnection is provided';
    case 'srvOptionWithoutSrv':
      return `Cannot use ${conflict.option} with a non-srv connection string`;
    case 'srvMaxHostsReplicaSet':
      return 'Cannot use srvMaxHosts option with replicaSet';
    case 'srvMaxHostsLoadBalanced':
      return 'Cannot limit srv hosts with loadBalanced enabled';
    case 'srvPort':
      return 'mongodb+srv URI cannot have port number';
    case 'srvHosts':
      return 'mongodb+srv URI cannot have multiple service names';
    case 'x509Password':
      return 'Password not allowed for mechanism MONGODB-X509';
    case 'x509AuthSource':
      return "authMechanism MONGODB-X509 requires an authSource of '$external'";
    case 'flagDiffers':
    case 'tlsOffWith':
    case 'crlWith':
    case 'crlWithPyopenssl':
    case 'oddPairs':
    case 'srvAddress':
      return null;
    default:
      return unreachable(conflict);
  }
}

function inGo(conflict: OptionsConflict): string | null {
  const parsing = (text: string): string => `error parsing uri: ${text}`;
  const validating = (text: string): string => `error validating uri: ${text}`;
  switch (conflict.kind) {
    case 'exclude':
      return goExclusion(conflict.options.map(({ name }) => name).join(' '));
    case 'tlsDiffers':
      return parsing('tls and ssl options, when both specified, must be equivalent');
    case 'notBoolean': {
      const { option, value } = conflict;
      return parsing(
        option.name.startsWith('tls')
          ? `invalid value for "${option.typed}": "${value}"`
          : `invalid '${option.name}' value: "${value}"`,
      );
    }
    case 'emptyValue':
      return conflict.option.toLowerCase() === 'authsource'
        ? parsing('authSource must be non-empty when supplied in a URI')
        : null;
    case 'directConnectionHosts':
      return validating('a direct connection cannot be made if multiple hosts are specified');
    case 'loadBalancedHosts':
      return validating('loadBalanced cannot be set to true if multiple hosts are specified');
    case 'loadBalancedReplicaSet':
      return validating('loadBalanced cannot be set to true if a replica set name is specified');
    case 'loadBalancedDirectConnection':
      return validating('loadBalanced cannot be set to true if the direct connection option is specified');
    case 'srvOptionWithoutSrv':
      return parsing(`cannot specify ${conflict.option} on non-SRV URI`);
    case 'srvPort':
      return parsing('URI with srv must not include a port number');
    case 'srvHosts':
      return parsing('URI with SRV must include one and only one hostname');
    case 'x509Password':
      return validating('password cannot be specified for MONGO-X509');
    case 'x509AuthSource':
      return parsing('auth source must be $external');
    // Not measured: the driver asks DNS before it looks at these.
    case 'directConnectionSrv':
    case 'srvMaxHostsReplicaSet':
    case 'srvMaxHostsLoadBalanced':
    case 'srvAddress':
    case 'flagDiffers':
    case 'tlsOffWith':
    case 'crlWith':
    case 'crlWithPyopenssl':
    case 'oddPairs':
    case 'unsupported':
    case 'repeated':
      return null;
    default:
      return unreachable(conflict);
  }
}

/** The Go driver knows no tlsAllowInvalid… */
function goExclusion(pair: string): string | null {
  switch (pair) {
    case 'tlsInsecure tlsDisableOCSPEndpointCheck':
      return 'error validating uri: the sslInsecure/tlsInsecure URI option cannot be provided along with tlsDisableOCSPEndpointCheck ';
    case 'tlsInsecure tlsDisableCertificateRevocationCheck':
      return 'error validating uri: sslInsecure/tlsInsecure cannot be used with tlsDisableCertificateRevocationCheck';
    case 'tlsDisableOCSPEndpointCheck tlsDisableCertificateRevocationCheck':
      return 'error validating uri: tlsDisableOCSPEndpointCheck cannot be used with tlsDisableCertificateRevocationCheck';
    default:
      return null;
  }
}

function inJava(conflict: OptionsConflict): string | null {
  switch (conflict.kind) {
    case 'exclude': {
      const [{ name: first }, { name: second }] = conflict.options;
      return first === 'tlsInsecure' && second === 'tlsAllowInvalidHostnames'
        ? 'tlsAllowInvalidHostnames or sslInvalidHostnameAllowed set along with tlsInsecure is not allowed'
        : null;
    }
    case 'tlsDiffers': {
      const names = new Set(conflict.options.map(({ typed }) => typed.toLowerCase()));
      return names.size === 2 ? 'Conflicting tls and ssl parameter values are not allowed' : null;
    }
    case 'emptyValue':
      return conflict.option.toLowerCase() === 'authsource' ? 'authSource can not be an empty string' : null;
    case 'directConnectionHosts':
      return 'Direct connections are not supported when using multiple hosts';
    case 'directConnectionSrv':
      return 'Direct connections are not supported when using mongodb+srv protocol';
    case 'loadBalancedHosts':
      return 'Only one host can be specified with loadBalanced=true';
    case 'loadBalancedReplicaSet':
      return 'replicaSet can not be specified with loadBalanced=true';
    case 'loadBalancedDirectConnection':
      return 'directConnection=true can not be specified with loadBalanced=true';
    case 'srvOptionWithoutSrv':
      return `${conflict.option} can only be specified with mongodb+srv protocol`;
    case 'srvMaxHostsReplicaSet':
      return 'srvMaxHosts can not be specified with replica set name';
    case 'srvMaxHostsLoadBalanced':
      return 'srvMaxHosts can not be specified with loadBalanced=true';
    case 'srvPort':
      return 'Host for when using mongodb+srv protocol can not contain a port';
    case 'srvHosts':
      return 'Only one host allowed when using mongodb+srv protocol';
    case 'x509Password':
      return 'Invalid mechanism, MONGODB_x509 does not support passwords';
    case 'x509AuthSource':
      return "Invalid authSource for MONGODB-X509, it must be '$external'";
    case 'srvAddress':
    case 'flagDiffers':
    case 'tlsOffWith':
    case 'crlWith':
    case 'crlWithPyopenssl':
    case 'oddPairs':
    case 'notBoolean':
    case 'unsupported':
    case 'repeated':
      return null;
    default:
      return unreachable(conflict);
  }
}
