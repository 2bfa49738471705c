package bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.hatchery.HatcheryApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * How fast the whole product is, over the very calls that Tasklist makes: embedded PostgreSQL that writes through to the
 * disk, authorizations on. What is compared is compared within one run, so a slow machine changes the figures but not
 * the ratios. docs/performance.md says what is measured and what is to be reached.
 */
public final class Bench {

  private static final String CLERK = "gangshan-c1.clerk";
  private static final String PASSWORD = "hatchery";
  private static final int COMPLETING_TOGETHER = 2;
  private static final int PAGES = 160;
  private static final int NEEDS = 100;
  private static final int BLOCKS = 5;
  private static final int COUNTED = 9;
  private static final int HEAP = 512;
  private static final List<String> RECORD = List.of("hatchery.need", "hatchery.timeline");

  private final Path folder = Path.of("target", "bench");
  private final Report report = new Report();
  private final int scale;

  private Bench(int scale) {
    this.scale = scale;
  }

  /** @param arguments optionally {@code scale=10}: a tenth of everything, to see that it runs; its ratios say nothing */
  public static void main(String[] arguments) {
    // the server ends a connection that nobody uses for a while; whoever waits for the other side's turn opens a new one
    System.setProperty("jdk.httpclient.keepalive.timeout", "10");
    int scale = Stream.of(arguments).filter(a -> a.startsWith("scale=")).map(a -> Integer.parseInt(a.substring(6))).findFirst().orElse(1);
    try {
      System.exit(new Bench(scale).run() == 0 ? 0 : 1);
    } catch (RuntimeException e) {
      // a program half started would go on
      e.printStackTrace();
      System.exit(2);
    }
  }

  private int run() {
    empty(folder);
    ConfigurableApplicationContext product = product();
    JdbcClient record = product.getBean(JdbcClient.class);
    report.say(
        "PostgreSQL",
        setting(record, "server_version") + ", fsync " + setting(record, "fsync") + ", synchronous_commit "
            + setting(record, "synchronous_commit"));
    int port = ((ServletWebServerApplicationContext) product).getWebServer().getPort();
    Side ours = new Side(record, CLERK, () -> new Desk(port).signIn(CLERK, PASSWORD), "待认领", RECORD);
    pages(ours, 1_000);
    pages(ours, 20_000);
    beside(ours, database(product, "bare"));
    statements(ours);
    pages(ours, 100_000);
    Measures measures = new Measures(record);
    measures.tasks(report, () -> ours.desk().cards(ours.filter));
    timers(ours, product.getBean(ProcessEngine.class), measures);
    product.close();
    coldStart();
    return report.print();
  }

  private void pages(Side side, int open) {
    side.many().upTo(open / scale);
    // what is asked for the first time is made ready, and what is asked often is compiled: not measured
    opened(side, open == 1_000 ? 3 * PAGES : PAGES / 3);
    report.page(open, opened(side, PAGES));
  }

  private static Figures opened(Side side, int times) {
    Figures pages = new Figures();
    List<String> tasks = side.desk().cards(side.filter);
    for (int i = 0; i < times; i++) {
      pages.add(side.page(tasks.get(i % tasks.size())));
    }
    return pages;
  }

  private void completions(Side ours, Side theirs) {
    int needs = NEEDS / scale;
    double product = 0;
    double bare = 0;
    ours.complete(needs);
    theirs.complete(needs);
    for (int block = 0; block < BLOCKS; block++) {
      product += ours.complete(needs);
      bare += theirs.complete(needs);
    }
    report.completions(2 * needs * BLOCKS / product, 2 * needs * BLOCKS / bare);
  }

  private void statements(Side side) {
    report.statements("登记需求 recordNeed", middle(() -> side.statements(0)));
    report.statements("受理需求 sortNeed", middle(() -> side.statements(1)));
  }

  /** The middle one of several: now and then the program's own clockwork, such as the sending of mail, asks in between. */
  private static int middle(IntSupplier counted) {
    return IntStream.generate(counted).limit(COUNTED).sorted().toArray()[COUNTED / 2];
  }

  private void timers(Side side, ProcessEngine engine, Measures measures) {
    Timers timers = new Timers(engine, side.jdbc, 10_000 / scale);
    measures.timers(report);
    List<String> tasks = side.desk().cards(side.filter);
    Figures quiet = opened(side, PAGES);
    Figures meanwhile = new Figures();
    double seconds = timers.drain(() -> meanwhile.add(side.page(tasks.get(meanwhile.count() % tasks.size()))));
    report.timers(10_000 / scale, seconds, quiet, meanwhile);
  }

  /** Hatchery with the demonstration city; jobs run when they are measured. */
  private ConfigurableApplicationContext product() {
    SpringApplication application = new SpringApplication(HatcheryApplication.class);
    application.addInitializers(context -> context.getBeanFactory().addBeanPostProcessor(Statements.ALL));
    ConfigurableApplicationContext product = application.run(
        "--server.port=0", "--hatchery.demo=true", "--hatchery.data=" + folder.resolve("data"),
        "--logging.level.org.hatchery=warn", "--logging.level.org.camunda=error");
    Timers.executor(product.getBean(ProcessEngine.class)).shutdown();
    return product;
  }

  private void beside(Side ours, String url) {
    try (Program bare =
        new Program(folder.resolve("bare.log"), 1024, "/camunda/app/tasklist/default/", BareEngine.class, "--spring.datasource.url=" + url)) {
      DataSource theirTables = DataSourceBuilder.create().url(url).username("postgres").build();
      Side theirs =
          new Side(
              JdbcClient.create(theirTables), BareEngine.USER,
              () -> new Desk(bare.port()).signInToBareTasklist(BareEngine.USER, BareEngine.PASSWORD), BareEngine.LIST, List.of());
      theirs.many().upTo(20_000 / scale);
      completions(ours, theirs);
    }
  }

  private void coldStart() {
    try (Program program =
        new Program(
            folder.resolve("start.log"), HEAP, "/login", HatcheryApplication.class, "--hatchery.demo=true",
            "--hatchery.data=" + folder.resolve("data"))) {
      report.start(program.seconds(), HEAP);
    }
  }

  /** A database of its own on the same server. @return its address, signed in as the server's owner */
  private static String database(ConfigurableApplicationContext product, String name) {
    try (var connection = product.getBean(DataSource.class).getConnection()) {
      String owner = connection.getMetaData().getURL().replaceAll("user=[^&]*", "user=postgres");
      JdbcClient.create(DataSourceBuilder.create().type(DriverManagerDataSource.class).url(owner).build())
          .sql("create database " + name)
          .update();
      return owner.replace("/postgres?", "/" + name + "?");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String setting(JdbcClient jdbc, String name) {
    return jdbc.sql("select current_setting('" + name + "')").query(String.class).single();
  }

  private static void empty(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hatchery or the bare engine, with one clerk signed in in several browsers. */
  private static final class Side {

    private final JdbcClient jdbc;
    private final String user;
    private final List<Desk> desks;
    private final String filter;
    private final List<String> record;
    private ManyTasks many;

    Side(JdbcClient jdbc, String user, Supplier<Desk> signIn, String list, List<String> record) {
      this.jdbc = jdbc;
      this.user = user;
      this.record = record;
      desks = Stream.generate(signIn).limit(COMPLETING_TOGETHER).toList();
      filter = desk().list(list);
    }

    Desk desk() {
      return desks.get(0);
    }

    ManyTasks many() {
      if (many == null) {
        String instance = desk().start("need", Map.of());
        desk().submit(desk().taskOf(instance), recorded());
        many = new ManyTasks(jdbc, instance, desk().taskOf(instance), record);
      }
      return many;
    }

    /** @return nanoseconds */
    long page(String task) {
      long start = System.nanoTime();
      desk().page(filter, task);
      return System.nanoTime() - start;
    }

    /** So many needs from their start to where they wait for a project. @return seconds in which tasks were completed */
    double complete(int needs) {
      List<String> instances = new ArrayList<>();
      for (int i = 0; i < needs; i++) {
        instances.add(desk().start("need", Map.of()));
      }
      double seconds = completed(instances.stream().map(desk()::taskOf).toList(), recorded());
      List<String> claimed = instances.stream().map(desk()::taskOf).toList();
      claimed.forEach(task -> desk().claim(task, user));
      return seconds + completed(claimed, accepted());
    }

    private double completed(List<String> tasks, Map<String, Object> fields) {
      ExecutorService people = Executors.newFixedThreadPool(desks.size());
      try {
        long start = System.nanoTime();
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < desks.size(); i++) {
          int who = i;
          work.add(
              () -> {
                for (int at = who; at < tasks.size(); at += desks.size()) {
                  desks.get(who).submit(tasks.get(at), fields);
                }
                return null;
              });
        }
        for (Future<Void> done : people.invokeAll(work)) {
          done.get();
        }
        return (System.nanoTime() - start) / 1e9;
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      } finally {
        people.shutdown();
      }
    }

    /** @param step 0 recordNeed, 1 sortNeed @return statements sent while its form was handed in */
    int statements(int step) {
      String instance = desk().start("need", Map.of());
      String first = desk().taskOf(instance);
      if (step == 0) {
        return Statements.ALL.during(() -> desk().submit(first, recorded()));
      }
      desk().submit(first, recorded());
      String second = desk().taskOf(instance);
      desk().claim(second, user);
      return Statements.ALL.during(() -> desk().submit(second, accepted()));
    }

    private Map<String, Object> recorded() {
      return bare(need(), "record");
    }

    private Map<String, Object> accepted() {
      return bare(Map.of("decision", "open"), "open");
    }

    /** Hatchery works out where the flow goes on; the bare engine is told by a variable. */
    private Map<String, Object> bare(Map<String, Object> fields, String outcome) {
      Map<String, Object> all = new LinkedHashMap<>(fields);
      if (record.isEmpty()) {
        all.put("outcome", outcome);
      }
      return all;
    }
  }

  private static Map<String, Object> need() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("decision", "record");
    fields.put("summary", "老旧小区独居老人理发难");
    fields.put("details", "小区没有理发店，独居老人下楼不便，希望每月有人上门理发一次。");
    fields.put("place", "钢山社区东区");
    fields.put("beneficiaries", "独居老人");
    fields.put("area", "elderly");
    fields.put("channel", "call");
    fields.put("receivedOn", LocalDate.now(ZoneId.of("Asia/Shanghai")).toString());
    fields.put("contactName", "张秀英");
    fields.put("phone", "13905370000");
    fields.put("email", "zhang@example.cn");
    return fields;
  }
}
