package org.hatchery.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.hatchery.engine.PasswordRules;
import org.hatchery.engine.Passwords;
import org.hatchery.engine.Refusal;
import org.springframework.stereotype.Component;

/** Changes one's own password: what a new one must be, and that the old one is known. */
@Component
class NewPassword {

  private static final int FEWEST_SIGNS = 5;

  private static final int SHORTEST_PART = 4;

  private final IdentityService identity;
  private final PasswordRules rules;
  private final Passwords passwords;
  private final SignInAttempts attempts;
  private final AsUser asUser;

  NewPassword(
      IdentityService identity, PasswordRules rules, Passwords passwords, SignInAttempts attempts, AsUser asUser) {
    this.identity = identity;
    this.rules = rules;
    this.passwords = passwords;
    this.attempts = attempts;
    this.asUser = asUser;
  }

  /** @param reads the new password as it was typed again */
  record Typed(String old, String fresh, String reads) {

    Typed {
      old = old == null ? "" : old;
      fresh = fresh == null ? "" : fresh;
      reads = reads == null ? "" : reads;
    }
  }

  /**
   * Guessing at the password of a session left open is slowed down like at the sign-in.
   *
   * @param named how the screen names the password
   * @throws Refusal where it is not the user's password, or was not looked at
   */
  void confirm(String userId, String old, String address, String named) {
    SignInAttempts.Answer answer = attempts.attempt(userId, address, () -> identity.checkPassword(userId, old));
    if (answer.result() == SignInAttempts.Result.WAITS) {
      throw new Refusal(named + "输错次数太多，请等 " + attempts.rest(answer) + "再试。");
    }
    if (answer.result() == SignInAttempts.Result.WRONG) {
      throw new Refusal(named + "不正确，请重新输入。");
    }
  }

  /** @throws Refusal where the person had this password lately; asked only of who has confirmed the present one */
  void notAgain(String userId, String fresh) {
    if (passwords.hadBefore(userId, fresh)) {
      throw new Refusal("这个密码您现在或最近用过，最近的 " + (passwords.remembered() + 1) + " 个密码不能再用，请另换一个。");
    }
  }

  /**
   * @return what is wrong, by the field of the page; nothing was changed then. Empty: the password is changed
   */
  Map<String, List<String>> change(String userId, Typed typed, String address) {
    User user = identity.createUserQuery().userId(userId).singleResult();
    if (user == null) {
      return Map.of("old", List.of("这个账号已经停用，请联系管理员。"));
    }
    if (typed.old().isEmpty()) {
      return Map.of("old", List.of("请填写原密码。"));
    }
    List<String> problems = problems(user, typed);
    if (!problems.isEmpty()) {
      return Map.of("fresh", problems);
    }
    if (!typed.fresh().equals(typed.reads())) {
      return Map.of("again", List.of("两次填写的新密码不一样，请重新填写。"));
    }
    try {
      confirm(userId, typed.old(), address, "原密码");
    } catch (Refusal refusal) {
      return Map.of("old", List.of(refusal.text()));
    }
    try {
      notAgain(userId, typed.fresh());
    } catch (Refusal refusal) {
      return Map.of("fresh", List.of(refusal.text()));
    }
    asUser.ask(
        userId,
        () -> {
          user.setPassword(typed.fresh());
          identity.saveUser(user);
          return null;
        });
    return Map.of();
  }

  private List<String> problems(User user, Typed typed) {
    String fresh = typed.fresh();
    if (fresh.isEmpty()) {
      return List.of("请填写新密码。");
    }
    List<String> problems = new ArrayList<>();
    int length = fresh.codePointCount(0, fresh.length());
    if (length < PasswordRules.SHORTEST || length > PasswordRules.LONGEST) {
      problems.add("新密码应有 " + PasswordRules.SHORTEST + " 至 " + PasswordRules.LONGEST + " 个字符，现在是 " + length + " 个。");
    }
    if (holdsAccount(fresh, user.getId())) {
      problems.add("新密码里不能含有账号，也不能含有账号里的词。");
    }
    if (fresh.equals(typed.old())) {
      problems.add("新密码不能与原密码相同。");
    }
    if (length >= PasswordRules.SHORTEST && fresh.codePoints().distinct().count() < FEWEST_SIGNS) {
      problems.add("新密码里不同的字符太少，请至少用 " + FEWEST_SIGNS + " 个不同的字符。");
    }
    if (problems.isEmpty()) {
      rules.weakness(fresh).ifPresent(text -> problems.add("新" + text));
    }
    if (problems.isEmpty()
        && !asUser.ask(user.getId(), () -> identity.checkPasswordAgainstPolicy(fresh, user).isValid())) {
      problems.add("新密码里不能含有账号、姓名和邮箱。");
    }
    return problems;
  }

  /** The whole account, or a word of it: of gangshan.clerk both are known to everybody. */
  private static boolean holdsAccount(String fresh, String account) {
    String small = fresh.toLowerCase(Locale.ROOT);
    String whole = account.toLowerCase(Locale.ROOT);
    return small.contains(whole)
        || Stream.of(whole.split("[._-]")).anyMatch(part -> part.length() >= SHORTEST_PART && small.contains(part));
  }
}
