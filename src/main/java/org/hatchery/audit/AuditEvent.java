package org.hatchery.audit;

/**
 * Something that must be answered for.
 *
 * @param who account; null: who has signed in in this request, or nobody
 * @param what a page, an account, a document …; no more personal data than needed to find it again
 * @param caseNumber may be null
 * @param details in Chinese, for the reader; may be null
 */
public record AuditEvent(AuditKind kind, String who, String what, String caseNumber, String details) {

  public static AuditEvent of(AuditKind kind, String what) {
    return new AuditEvent(kind, null, what, null, null);
  }

  public AuditEvent by(String account) {
    return new AuditEvent(kind, account, what, caseNumber, details);
  }

  public AuditEvent inCase(String number) {
    return new AuditEvent(kind, who, what, number, details);
  }

  public AuditEvent saying(String text) {
    return new AuditEvent(kind, who, what, caseNumber, text);
  }
}
