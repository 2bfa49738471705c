package org.hatchery.engine;

import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;

/**
 * The engine's accounts, with three differences. A wrong password neither delays nor locks: the engine locks an account for good
 * after ten failures, so that anybody could lock everybody out; what slows down guessing stands at the sign-in and always ends.
 * A password that somebody else sets is remembered as such, in the same transaction, whichever way it came. And a hash that was
 * made in an older way is made anew when its password is typed.
 */
class Accounts extends DbIdentityServiceProvider {

  private final FirstPasswords first;
  private final Passwords passwords;
  private final BcryptPasswords hashes;

  Accounts(FirstPasswords first, Passwords passwords, BcryptPasswords hashes) {
    this.first = first;
    this.passwords = passwords;
    this.hashes = hashes;
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
      String by = Context.getCommandContext().getAuthenticatedUserId();
      first.passwordSet(user.getId(), by);
      passwords.changed(user.getId(), by, hash, salt);
    }
    return saved;
  }

  @Override
  public IdentityOperationResult deleteUser(String userId) {
    IdentityOperationResult deleted = super.deleteUser(userId);
    first.forget(userId);
    passwords.forget(userId);
    return deleted;
  }
}
