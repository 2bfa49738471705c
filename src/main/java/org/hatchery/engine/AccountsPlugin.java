package org.hatchery.engine;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.WritableIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.hatchery.audit.Audit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Lets the engine keep its accounts by {@link Accounts}, with the hashes of {@link BcryptPasswords}. */
@Component
class AccountsPlugin extends AbstractProcessEnginePlugin implements SessionFactory {

  /** Found when first needed: the engine is built before the tables of ours are there. */
  private final ObjectProvider<FirstPasswords> first;
  private final ObjectProvider<Passwords> passwords;
  private final BcryptPasswords hashes;

  private final ObjectProvider<Audit> audit;

  AccountsPlugin(
      ObjectProvider<FirstPasswords> first, ObjectProvider<Passwords> passwords, PasswordSettings settings,
      ObjectProvider<Audit> audit) {
    this.first = first;
    this.passwords = passwords;
    this.hashes = new BcryptPasswords(settings.strength());
    this.audit = audit;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    configuration.setIdentityProviderSessionFactory(this);
    // hashes of the ways before are known by their prefix and still accepted
    configuration.setPasswordEncryptor(hashes);
  }

  @Override
  public Class<?> getSessionType() {
    return WritableIdentityProvider.class;
  }

  @Override
  public Session openSession() {
    return new Accounts(first.getObject(), passwords.getObject(), hashes, audit.getObject());
  }
}
