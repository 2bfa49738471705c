package org.hatchery.engine;

import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.hatchery.audit.Audit;
import org.hatchery.audit.AuditEvent;
import org.hatchery.audit.AuditKind;

/**
 * The engine's accounts, with three differences. A wrong password neither delays nor locks: the engine locks an account for good
 * after ten failures, so that anybody could lock everybody out; what slows down guessing stands at the sign-in and always ends.
 * A password that somebody else sets is remembered as such, in the same transaction, whichever way it came. A hash that was
 * made in an older way is made anew when its password is typed. And what changes in accounts, groups and passwords goes into the
 * audit, whether by Admin, by an import or by the calendar.
 */
class Accounts extends DbIdentityServiceProvider {

  private final FirstPasswords first;
  private final Passwords passwords;
  private final BcryptPasswords hashes;
  private final Audit audit;

  Accounts(FirstPasswords first, Passwords passwords, BcryptPasswords hashes, Audit audit) {
    this.first = first;
    this.passwords = passwords;
    this.hashes = hashes;
    this.audit = audit;
  }

  @Override
  public boolean checkPassword(String userId, String password) {
    UserEntity user = userId == null ? null : findUserById(userId);
    if (password == null) {
      return false;
    }
    boolean slow = user != null && user.getPassword() != null && hashes.made(user.getPassword());
    boolean right = user != null && user.getPassword() != null && matchPassword(password, user);
    if (right && !hashes.upToDate(user.getPassword())) {
      user.setPassword(password);
      user.encryptPassword();
    } else if (!slow) {
      // an account that nobody has, or with a hash of the old way, costs the same time as any other
      hashes.encrypt(password);
    }
    return right;
  }

  @Override
  public IdentityOperationResult saveUser(User user) {
    UserEntity account = (UserEntity) user;
    boolean newPassword = account.hasNewPassword();
    String hash = account.getPassword();
    String salt = account.getSalt();
    IdentityOperationResult saved = super.saveUser(user);
    if (newPassword) {
      first.passwordSet(user.getId(), by());
      passwords.changed(user.getId(), by(), hash, salt);
    }
    if (IdentityOperationResult.OPERATION_CREATE.equals(saved.getOperation())) {
      record(saved, AuditKind.RIGHTS, "账号 " + user.getId(), "开通账号");
    } else if (newPassword) {
      record(saved, AuditKind.PASSWORD, "账号 " + user.getId(), user.getId().equals(by()) ? "本人更改密码" : "由别人设置密码");
    }
    return saved;
  }

  @Override
  public IdentityOperationResult deleteUser(String userId) {
    IdentityOperationResult deleted = super.deleteUser(userId);
    first.forget(userId);
    passwords.forget(userId);
    return record(deleted, AuditKind.RIGHTS, "账号 " + userId, "删除账号");
  }

  @Override
  public IdentityOperationResult saveGroup(Group group) {
    IdentityOperationResult saved = super.saveGroup(group);
    boolean made = IdentityOperationResult.OPERATION_CREATE.equals(saved.getOperation());
    return record(saved, AuditKind.RIGHTS, "用户组 " + group.getId(), made ? "新建用户组" : "修改用户组");
  }

  @Override
  public IdentityOperationResult deleteGroup(String groupId) {
    return record(super.deleteGroup(groupId), AuditKind.RIGHTS, "用户组 " + groupId, "删除用户组");
  }

  @Override
  public IdentityOperationResult createMembership(String userId, String groupId) {
    return record(super.createMembership(userId, groupId), AuditKind.RIGHTS, "账号 " + userId, "加入用户组 " + groupId);
  }

  @Override
  public IdentityOperationResult deleteMembership(String userId, String groupId) {
    return record(super.deleteMembership(userId, groupId), AuditKind.RIGHTS, "账号 " + userId, "移出用户组 " + groupId);
  }

  /** Who is signed in to the engine; null: the program itself. */
  private static String by() {
    return Context.getCommandContext().getAuthenticatedUserId();
  }

  private IdentityOperationResult record(IdentityOperationResult done, AuditKind kind, String what, String details) {
    if (!IdentityOperationResult.OPERATION_NONE.equals(done.getOperation())) {
      audit.add(AuditEvent.of(kind, what).by(by()).saying(details));
    }
    return done;
  }
}
