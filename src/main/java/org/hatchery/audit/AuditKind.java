package org.hatchery.audit;

/** What is recorded. The names stand in the table: never rename one. */
public enum AuditKind {
  SIGN_IN("登录"),
  SIGN_IN_FAILED("登录失败"),
  /** Not looked at: the account or the address had to wait. */
  SIGN_IN_PAUSED("登录暂停"),
  SIGN_OUT("退出登录"),
  PASSWORD("更改密码"),
  REFUSED("拒绝"),
  /** Personal data was shown; the details say whether in full. */
  READ("查看个人信息"),
  EXPORT("导出下载"),
  RIGHTS("账号和权限"),
  CORRECTION("人工纠正"),
  /** What an administrator did with the engine itself: suspended, deployed … */
  OPERATION("后台操作"),
  CHECK("核对审计");

  private final String label;

  AuditKind(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
