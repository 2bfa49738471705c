package org.hatchery.engine;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Two who complete tasks of one case at the same instant change the same rows: the engine lets one through and throws an
 * optimistic locking exception at the other. Nothing of the second is written then, so it is done again. Stands outside
 * the transaction; inside one of somebody else's it leaves the exception to him. Jobs have retries of their own.
 */
class AgainAfterCollision extends CommandInterceptor {

  static final int TIMES = 5;

  @Override
  public <T> T execute(Command<T> command) {
    boolean own =
        Context.getCommandContext() == null
            && !TransactionSynchronizationManager.isActualTransactionActive()
            && !(command instanceof ExecuteJobsCmd);
    for (int attempt = 1; ; attempt++) {
      try {
        return next.execute(command);
      } catch (OptimisticLockingException e) {
        if (!own || attempt == TIMES) {
          throw e;
        }
      }
    }
  }
}
