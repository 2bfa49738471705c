package org.hatchery.engine;

import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;

/**
 * The engine's accounts, with two differences. A wrong password neither delays nor locks: the engine locks an account for good
 * after ten failures, so that anybody could lock everybody out; what slows down guessing stands at the sign-in and always ends.
 * And a password that somebody else sets is remembered as such, in the same transaction, whichever way it came.
 */
class Accounts extends DbIdentityServiceProvider {

  private static final UserEntity NOBODY = nobody();

  private final FirstPasswords first;

  Accounts(FirstPasswords first) {
    this.first = first;
  }

  private static UserEntity nobody() {
    UserEntity nobody = new UserEntity();
    nobody.setSalt("nobody");
    nobody.setDbPassword("{SHA-512}nobody");
    return nobody;
  }

  @Override
  public boolean checkPassword(String userId, String password) {
    UserEntity user = userId == null ? null : findUserById(userId);
    if (password == null) {
      return false;
    }
    // an unknown account costs the same time as a known one
    return matchPassword(password, user == null ? NOBODY : user) && user != null;
  }

  @Override
  public IdentityOperationResult saveUser(User user) {
    boolean newPassword = ((UserEntity) user).hasNewPassword();
    IdentityOperationResult saved = super.saveUser(user);
    if (newPassword) {
      first.passwordSet(user.getId(), Context.getCommandContext().getAuthenticatedUserId());
    }
    return saved;
  }

  @Override
  public IdentityOperationResult deleteUser(String userId) {
    IdentityOperationResult deleted = super.deleteUser(userId);
    first.forget(userId);
    return deleted;
  }
}
