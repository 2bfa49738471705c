package org.hatchery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/** What the program asks its database while somebody does something: each sending of a statement once, a batch as one. */
@Component
public class Statements implements BeanPostProcessor, QueryExecutionListener {

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile boolean listening;

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource source ? ProxyDataSourceBuilder.create(source).listener(this).build() : bean;
  }

  /** @return the statements of everybody in that time, in their order; never null */
  public List<String> during(Runnable what) {
    asked.clear();
    listening = true;
    try {
      what.run();
    } finally {
      listening = false;
    }
    return new ArrayList<>(asked);
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    // counted when it is done
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    if (listening) {
      asked.add(queries.isEmpty() ? "" : queries.get(0).getQuery());
    }
  }
}
