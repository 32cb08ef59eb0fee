/** All rules of all programs. */
import { alertRules, bareAlertRules } from '../alerts.ts';
import type { Rule } from '../rule.ts';
import { verifyRules } from '../verify-codes.ts';
import { appleRules } from './apple.ts';
import { curlRules } from './curl-wget-git.ts';
import { databaseRules } from './databases.ts';
import { dockerKubectlRules } from './docker-kubectl.ts';
import { dotnetRules } from './dotnet-schannel.ts';
import { gnutlsRules } from './gnutls.ts';
import { goRules } from './go.ts';
import { javaRules } from './java.ts';
import { localisedRules } from './localised.ts';
import { mailLdapRules } from './mail-ldap.ts';
import { smallLibraryRules } from './mbedtls-wolfssl.ts';
import { mongodbDriverRules } from './mongodb-drivers.ts';
import { mongodbServerRules } from './mongodb-server.ts';
import { nodeRules } from './node.ts';
import { nssBrowserRules } from './nss-browsers.ts';
import { opensslRules } from './openssl.ts';
import { otherLanguageRules } from './other-languages.ts';
import { proxyRules } from './proxies.ts';
import { pythonRules } from './python.ts';
import { enterpriseRules } from './qt-ibm-sap.ts';
import { rustlsRules } from './rustls.ts';

/** Their order says nothing: grades and lengths decide. */
export const rules: readonly Rule[] = [
  ...verifyRules,
  ...alertRules,
  ...bareAlertRules,
  ...opensslRules,
  ...pythonRules,
  ...nodeRules,
  ...goRules,
  ...javaRules,
  ...dotnetRules,
  ...rustlsRules,
  ...gnutlsRules,
  ...nssBrowserRules,
  ...smallLibraryRules,
  ...appleRules,
  ...curlRules,
  ...dockerKubectlRules,
  ...mongodbServerRules,
  ...mongodbDriverRules,
  ...databaseRules,
  ...mailLdapRules,
  ...proxyRules,
  ...otherLanguageRules,
  ...enterpriseRules,
  ...localisedRules,
];
