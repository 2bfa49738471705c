package org.hatchery.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyLengthRuleImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyUserDataRuleImpl;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A password is long, holds neither account nor name, and is none that is guessed first; length protects better than signs. In the
 * demonstration this holds for what people type, not for what the program gives: there all have the same.
 */
@Component
public class PasswordRules extends AbstractProcessEnginePlugin implements PasswordPolicy {

  /** Characters. */
  public static final int SHORTEST = 12;

  public static final int LONGEST = 200;

  private final WeakPasswords weak;
  private final boolean demo;
  private ProcessEngineConfigurationImpl engine;

  PasswordRules(WeakPasswords weak, @Value("${hatchery.demo:false}") boolean demo) {
    this.weak = weak;
    this.demo = demo;
  }

  /** @return what makes a password easy to guess, in the user's words */
  public Optional<String> weakness(String password) {
    return weak.weakness(password);
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    engine = configuration;
    configuration.setEnablePasswordPolicy(true);
    configuration.setPasswordPolicy(this);
  }

  @Override
  public List<PasswordPolicyRule> getRules() {
    return List.of(
        new OfPeople(new PasswordPolicyLengthRuleImpl(SHORTEST)),
        new OfPeople(new NotGuessed()));
  }

  /** Goes in the webapps by the words of the rule that it widens: they have none for another. */
  private final class NotGuessed extends PasswordPolicyUserDataRuleImpl {

    @Override
    public boolean execute(String password) {
      return weak.weakness(password).isEmpty();
    }

    @Override
    public boolean execute(String password, User user) {
      return super.execute(password, user) && weak.weakness(password).isEmpty();
    }
  }

  /** Holds for what a person sets, and outside the demonstration for everything. */
  private final class OfPeople implements PasswordPolicyRule {

    private final PasswordPolicyRule rule;

    OfPeople(PasswordPolicyRule rule) {
      this.rule = rule;
    }

    @Override
    public String getPlaceholder() {
      return rule.getPlaceholder();
    }

    @Override
    public Map<String, String> getParameters() {
      return rule.getParameters();
    }

    @Override
    public boolean execute(String password) {
      return byTheDemonstration() || rule.execute(password);
    }

    @Override
    public boolean execute(String password, User user) {
      return byTheDemonstration() || rule.execute(password, user);
    }

    private boolean byTheDemonstration() {
      return demo && engine.getIdentityService().getCurrentAuthentication() == null;
    }
  }
}
