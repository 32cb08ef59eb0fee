/** The members of a deployment, side by side. */
import { isoTime } from '../../base/time.ts';
import { usageNames } from '../../diagnose/words/oid-names.ts';
import type { PresentedMember } from '../../observe/deployment.ts';
import type { Report } from '../report.ts';

/** What sets the members' certificates apart, or not. */
export const reportMembers = (members: readonly PresentedMember[]): Report['members'] =>
  members.map(({ endpoint, label, hello, certificate, attributes, root }) => ({
    endpoint,
    label,
    setName: hello?.setName ?? null,
    role: hello?.role ?? null,
    subject: certificate.subject.rfc4514,
    attributes: attributes.map(({ type, shown }) => ({ type, value: shown })),
    root: root?.subject.rfc4514 ?? null,
    notAfter: isoTime(certificate.notAfter),
    subjectAltName: certificate.subjectAltName !== null,
    extendedKeyUsage: certificate.extendedKeyUsage === null ? null : usageNames(certificate.extendedKeyUsage),
  }));
