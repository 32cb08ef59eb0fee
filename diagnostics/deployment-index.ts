/** Every diagnosis of certificates that belong together (`whytls x509`); a connection alone shows none of them. */
import type { DeploymentDiagnosis } from '../src/diagnose/define.ts';
import x509ClientDnClash from './x509-client-dn-clash.ts';
import x509ClientUsage from './x509-client-usage.ts';
import x509DuplicateSubject from './x509-duplicate-subject.ts';
import x509MemberDn from './x509-member-dn.ts';
import x509MemberHost from './x509-member-host.ts';
import x509MemberMismatch from './x509-member-mismatch.ts';
import x509MemberUsage from './x509-member-usage.ts';
import x509SingleCa from './x509-single-ca.ts';
import x509UsernameTooLong from './x509-username-too-long.ts';

/** The list, in the order in which findings of one weight are told. */
export const deploymentDiagnoses: readonly DeploymentDiagnosis[] = [
  x509ClientUsage,
  x509ClientDnClash,
  x509DuplicateSubject,
  x509UsernameTooLong,
  x509MemberDn,
  x509MemberMismatch,
  x509MemberUsage,
  x509MemberHost,
  x509SingleCa,
];
