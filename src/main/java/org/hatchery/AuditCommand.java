package org.hatchery;

import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.hatchery.audit.AuditChain;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;

/**
 * {@code --hatchery.audit.verify} checks the audit and ends, without the engine and without a port: 0 where it is whole, 1 where
 * it breaks, 2 where it cannot be checked. {@code --hatchery.audit.known=NUMBER:HASH} names an entry noted before.
 */
final class AuditCommand {

  private static final String VERIFY = "hatchery.audit.verify";
  private static final String KNOWN = "hatchery.audit.known";
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

  private AuditCommand() {}

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class
  })
  @Import({EmbeddedDatabase.class, AuditChain.class})
  static class Tables {}

  static boolean asked(String[] args) {
    return Arrays.stream(args).anyMatch(arg -> arg.matches("--" + VERIFY + "(=(?!false$).*)?"));
  }

  /** @return what the process answers */
  static int run(String[] args) {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Tables.class).web(WebApplicationType.NONE).run(args)) {
      return verify(context.getBean(AuditChain.class), known(context.getEnvironment()), System.out);
    } catch (DataAccessException e) {
      throw new WrongSettings("There is no audit in this database that could be read.");
    }
  }

  static AuditChain.Mark known(Environment settings) {
    String known = settings.getProperty(KNOWN, "").strip().toLowerCase(Locale.ROOT);
    if (known.isEmpty()) {
      return null;
    }
    if (!known.matches("[1-9]\\d{0,17}:[0-9a-f]{64}")) {
      throw new WrongSettings(KNOWN + " must be the number of an entry, a colon and its 64 characters of hash.");
    }
    return new AuditChain.Mark(Long.parseLong(known.replaceFirst(":.*", "")), known.replaceFirst(".*:", ""));
  }

  static int verify(AuditChain chain, AuditChain.Mark known, PrintStream out) {
    AuditChain.Result result = chain.verify(known);
    if (result.broken() != null) {
      AuditChain.Break broken = result.broken();
      String at = broken.at() == null ? "" : "（" + MOMENT.format(broken.at()) + "）";
      out.println("审计日志从第 " + broken.number() + " 条" + at + "起对不上：" + broken.why() + "。");
      out.println("表里共 " + result.entries() + " 条。");
      return 1;
    }
    if (result.head() == null) {
      out.println("审计日志还没有记录。");
      return 0;
    }
    out.println("审计日志完整：共 " + result.entries() + " 条，自 " + MOMENT.format(result.since()) + " 起连续。");
    out.println("最后一条：" + result.head().number() + ":" + result.head().hash());
    return 0;
  }
}
