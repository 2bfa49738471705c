package bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Counts what is sent to the database, a batch as one. */
final class Statements implements BeanPostProcessor, QueryExecutionListener {

  static final Statements ALL = new Statements();

  private final AtomicInteger sent = new AtomicInteger();

  private Statements() {}

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source ? ProxyDataSourceBuilder.create(source).listener(this).build() : bean;
  }

  int during(Runnable what) {
    int before = sent.get();
    what.run();
    return sent.get() - before;
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    // counted when it is done
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    sent.incrementAndGet();
  }
}
